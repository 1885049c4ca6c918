"""Checking a CMS signature of a document: what was signed, by whose key, and who vouches for the owner."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import new

from qala.errors import BadSignature
from qala.publish.cms.algorithm import holds, key_of
from qala.publish.cms.certificate import Certificate, read_authorities
from qala.publish.cms.envelope import Envelope, read_envelope
from qala.publish.cms.path import check_path
from qala.publish.cms.signed import Signed, signed_of

LIMIT = 2**18
"""Bytes of a signature with its certificates, without the content; all may be in base64."""


def verify(content: bytes, signature: bytes, trusted: Sequence[bytes], at: datetime) -> Signed:
    """Who signed the content.

    signature: a CMS SignedData (RFC 5652) in DER, BER or PEM, detached or with the same content in it, by one signer
    whose certificate is in it; trusted: certificates of authorities, DER or PEM; at: when the signature was received;
    all certificates have to hold then.

    Raises BadSignature with one sentence. Revocation is not asked for, and no timestamp of an authority is read.
    """
    if at.tzinfo is None:
        raise ValueError(at)
    if len(signature) > 2 * (len(content) + LIMIT):
        raise BadSignature("cms.too_large")
    envelope = read_envelope(signature)
    _check_content(content, envelope)
    one = _certificate(envelope)
    key = key_of(one.key)
    if not holds(envelope.algorithm, key, envelope.attributes, envelope.value):
        raise BadSignature("cms.wrong")
    check_path(one, envelope.certificates, [each for file in trusted for each in read_authorities(file)], at)
    return signed_of(one, key, envelope.algorithm, envelope.claimed_at)


def _check_content(content: bytes, envelope: Envelope) -> None:
    attached = envelope.content
    if (attached is not None and attached != content) or new(envelope.hash, content).digest() != envelope.digest:
        raise BadSignature("cms.other_content")


def _certificate(envelope: Envelope) -> Certificate:
    """That of the signer. Raises BadSignature where there is not one, or the signature names another."""
    found = [one for one in envelope.certificates if envelope.is_by(one)]
    if len(found) != 1:
        raise BadSignature("cms.no_certificate")
    if any(new(name, found[0].der).digest() != digest for name, digest in envelope.own):
        raise BadSignature("cms.other_certificate")
    return found[0]
