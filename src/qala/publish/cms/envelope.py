"""A CMS SignedData: what is in it, read whole before anything is believed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import cms, tsp

from qala.errors import BadSignature
from qala.publish.cms.algorithm import HASHES, Algorithm, read_algorithm
from qala.publish.cms.asn1 import MISREAD, as_written, check_written, unarmoured
from qala.publish.cms.certificate import Certificate, read_certificate, when

LABELS = ("CMS", "PKCS7", "PKCS #7 SIGNED DATA")
MOST_CERTIFICATES = 20
_DATA = "data"


@dataclass(frozen=True, slots=True)
class Envelope:
    """content: None where it is detached; hash: the digest that was used; issuer and serial, or key_id: of the signer's
    certificate; attributes: as they were signed; digest: of the content; claimed_at: when it was signed, as the signer
    says; own: digests that the signer's certificate has to have, by the name of the hash.
    """

    content: bytes | None
    certificates: tuple[Certificate, ...]
    hash: str
    issuer: bytes
    serial: int
    key_id: bytes
    attributes: bytes
    digest: bytes
    claimed_at: datetime | None
    own: tuple[tuple[str, bytes], ...]
    algorithm: Algorithm
    value: bytes

    def is_by(self, one: Certificate) -> bool:
        """Whether a certificate is the one that the signature names."""
        if self.key_id:
            return one.key_id == self.key_id
        return (one.issuer, one.serial) == (self.issuer, self.serial)


def read_envelope(signature: bytes) -> Envelope:
    """Raises BadSignature where it is no CMS SignedData with one signer, its attributes and certificates."""
    try:
        (written,) = unarmoured(signature, LABELS)
        check_written(written)
        outer = cms.ContentInfo.load(written, strict=True)
        if outer["content_type"].native != "signed_data":
            raise BadSignature("cms.not_cms")
        return _read(outer["content"])
    except MISREAD as error:
        raise BadSignature("cms.not_cms") from error


def _read(told: Any) -> Envelope:
    signer = _only_signer(told)
    if None in (told["version"].native, signer["version"].native):
        raise BadSignature("cms.not_cms")
    content = told["encap_content_info"]
    attributes = signer["signed_attrs"]
    if not attributes:
        raise BadSignature("cms.no_attributes")
    written = b"\x31" + as_written(attributes)[1:]
    check_written(written, der=True)
    kind = _only(attributes, "content_type")
    if not (kind and content["content_type"].native == kind.native == _DATA):
        raise BadSignature("cms.not_data")
    digest, time = _only(attributes, "message_digest"), _only(attributes, "signing_time")
    if not digest:
        raise BadSignature("cms.no_attributes")
    hash_, sid = _hash(signer["digest_algorithm"]), signer["sid"]
    if hash_ not in [one["algorithm"].native for one in told["digest_algorithms"]]:
        raise BadSignature("cms.not_cms")
    by_key = sid.name == "subject_key_identifier"
    return Envelope(
        content["content"].native,
        _certificates(told["certificates"]),
        hash_,
        b"" if by_key else sid.chosen["issuer"].dump(),
        0 if by_key else sid.chosen["serial_number"].native,
        sid.chosen.native if by_key else b"",
        written,
        digest.native,
        when(time) if time else None,
        _own(attributes),
        read_algorithm(signer["signature_algorithm"]).with_hash(hash_),
        signer["signature"].native,
    )


def _only_signer(told: Any) -> Any:
    signers = told["signer_infos"]
    if len(signers) != 1:
        raise BadSignature("cms.many_signers" if len(signers) else "cms.no_signer", count=len(signers))
    return signers[0]


def _only(attributes: Any, name: str) -> Any:
    """The value of an attribute, None where it is not there. Raises ValueError where it has more than one."""
    found = [value for one in attributes if one["type"].native == name for value in one["values"]]
    if len(found) > 1:
        raise ValueError("an attribute has two values")
    return found[0] if found else None


def _hash(algorithm: Any) -> str:
    name = str(algorithm["algorithm"].native)
    if name not in HASHES:
        raise BadSignature("cms.algorithm", algorithm=name)
    return name


def _certificates(choices: Any) -> tuple[Certificate, ...]:
    if len(choices) > MOST_CERTIFICATES:
        raise BadSignature("cms.many_certificates", limit=MOST_CERTIFICATES)
    ders = dict.fromkeys(as_written(one.chosen) for one in choices if one.name == "certificate")
    return tuple(read_certificate(der) for der in ders)


def _own(attributes: Any) -> tuple[tuple[str, bytes], ...]:
    """What the attribute signing-certificate-v2 (RFC 5035) says, which names the signer's certificate first."""
    for one in attributes:
        if one["type"].dotted == "1.2.840.113549.1.9.16.2.47":
            told = [tsp.SigningCertificateV2.load(value.dump(), strict=True) for value in one["values"]]
            firsts = [each["certs"][0] for each in told]
            return tuple((_hash(each["hash_algorithm"]), each["cert_hash"].native) for each in firsts)
    return ()
