"""A certificate (X.509, RFC 5280): what is read of it before anything in it is believed."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from asn1crypto import x509

from qala.errors import BadSignature
from qala.publish.cms.algorithm import Algorithm, read_algorithm
from qala.publish.cms.asn1 import MISREAD, check_written, first_within, unarmoured

UNDERSTOOD = frozenset(
    (
        "authority_key_identifier", "basic_constraints", "certificate_policies", "extended_key_usage", "key_identifier",
        "key_usage", "subject_alt_name",
    )
)  # fmt: skip
"""Extensions that may be critical: they are looked at, or ask nothing of who relies on the certificate."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """der: as it came; subject, issuer: names as they are written; named, issued_by: the same as pairs of kind and
    value; key: the public key as it is written; signed: what its issuer signed, with algorithm and signature.

    authority: whether it may issue certificates; below: how many authorities may stand between it and a signer, None
    for any number; uses: of its key; purposes: object identifiers; demands: critical extensions not understood here.
    """

    der: bytes
    serial: int
    subject: bytes
    issuer: bytes
    named: tuple[tuple[str, str], ...]
    issued_by: tuple[tuple[str, str], ...]
    valid_from: datetime
    valid_to: datetime
    key: bytes
    key_id: bytes
    signed: bytes
    algorithm: Algorithm
    signature: bytes
    authority: bool
    below: int | None
    uses: frozenset[str]
    purposes: tuple[str, ...]
    demands: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the certificate."""
        return sha256(self.der).hexdigest()

    @property
    def title(self) -> str:
        """What to call it in a sentence: the common name, else the serial number."""
        return dict(self.named).get("CN") or f"{self.serial:x}"


def read_certificate(der: bytes) -> Certificate:
    """Raises what is in MISREAD where it is none, is not written in DER or contradicts itself."""
    check_written(der, der=True)
    read = x509.Certificate.load(der, strict=True)
    inner, value = read["tbs_certificate"], read["signature_value"]
    if inner["signature"].dump() != read["signature_algorithm"].dump() or value.unused_bits:
        raise ValueError("it says two algorithms")
    told = _extensions(inner)
    limits, uses = told.get("basic_constraints"), told.get("key_usage")
    validity = inner["validity"]
    return Certificate(
        der,
        inner["serial_number"].native,
        inner["subject"].dump(),
        inner["issuer"].dump(),
        _pairs(inner["subject"]),
        _pairs(inner["issuer"]),
        when(validity["not_before"]),
        when(validity["not_after"]),
        inner["subject_public_key_info"].dump(),
        told["key_identifier"].native if "key_identifier" in told else b"",
        first_within(der),
        read_algorithm(read["signature_algorithm"]),
        bytes(value),
        bool(limits and limits["ca"].native),
        limits["path_len_constraint"].native if limits else None,
        frozenset(uses.native) if uses else frozenset(),
        tuple(one.dotted for one in told.get("extended_key_usage", ())),
        tuple(one["extn_id"].native for one in inner["extensions"] if _demands(one)),
    )


def read_authorities(trusted: bytes) -> list[Certificate]:
    """The certificates of a file, DER or PEM. Raises BadSignature where there are none."""
    try:
        return [read_certificate(one) for one in unarmoured(trusted, ("CERTIFICATE",))]
    except MISREAD as error:
        raise BadSignature("cms.bad_authority") from error


def when(time: Any) -> datetime:
    """A Time of asn1crypto. Raises ValueError where it is none of a calendar, or has no zone."""
    found = time.native
    if not isinstance(found, datetime) or found.tzinfo is None:
        raise ValueError("it is no time")
    return found


def _extensions(inner: Any) -> dict[str, Any]:
    """By name, read. Raises ValueError where one stands twice, or its content is not what its name says."""
    found = {}
    for one in inner["extensions"]:
        name = one["extn_id"].native
        if name in found:
            raise ValueError("an extension stands twice")
        check_written(one["extn_value"].contents, der=True)
        found[name] = one["extn_value"].parsed
    if found and inner["version"].native != "v3":
        raise ValueError("only version 3 has extensions")
    return found


def _demands(extension: Any) -> bool:
    return bool(extension["critical"].native) and extension["extn_id"].native not in UNDERSTOOD


_SHORT = {
    "2.5.4.3": "CN", "2.5.4.4": "SN", "2.5.4.5": "serialNumber", "2.5.4.6": "C", "2.5.4.7": "L", "2.5.4.8": "ST",
    "2.5.4.10": "O", "2.5.4.11": "OU", "2.5.4.42": "GN",
}  # fmt: skip


def _pairs(name: Any) -> tuple[tuple[str, str], ...]:
    """The attributes of a name that are text, as far as it can be shown, in their order."""
    found = []
    for one in (one for group in name.chosen for one in group):
        value = one["value"].native
        if isinstance(value, str):
            kind = one["type"].dotted
            found.append((_SHORT.get(kind, kind), "".join(filter(str.isprintable, value)).strip()))
    return tuple(found)
