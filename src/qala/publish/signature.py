"""The signature of an assessment: Ed25519 over its digest, in a small file beside it."""

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization as forms
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from qala.errors import BadFile, Place

ABOUT = "qala assessment v1"
"""The first line of what is signed, so that a signature of something else is never one of an assessment."""
SIGNATURE_LIMIT, KEYS_LIMIT = 4096, 2**20
"""Bytes at the most."""
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_ID = re.compile(r"[0-9a-f]{16}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_ANY = re.compile(r"[^\ud800-\udfff]*")


@dataclass(frozen=True, slots=True)
class Signature:
    """What `assessment.sig` says. key: the id of the key; signed_at: in UTC, to the second; value: 64 bytes."""

    key: str
    digest: str
    signed_at: str
    value: bytes


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that signatures are held against. raw: 32 bytes; since, until: when it signs, until blank while it does;
    withdrawn: why nothing that it signed is to be trusted, blank where all is.
    """

    raw: bytes
    since: str
    until: str = ""
    withdrawn: str = ""

    @property
    def id(self) -> str:
        """The first 16 hexadecimal digits of the SHA-256 of its bytes."""
        return key_id(self.raw)


class Standing(StrEnum):
    """What can be said of a signature."""

    VALID = "valid"
    NOT_VALID = "not_valid"
    OTHER_DIGEST = "other_digest"
    KEY_UNKNOWN = "key_unknown"
    KEY_WITHDRAWN = "key_withdrawn"
    OUT_OF_TIME = "out_of_time"


def key_id(raw: bytes) -> str:
    """The id of a public key of 32 bytes."""
    return hashlib.sha256(raw).hexdigest()[:16]


def new_key() -> bytes:
    """A private key that was just drawn, as PEM (PKCS 8, not encrypted)."""
    drawn = Ed25519PrivateKey.generate()
    return drawn.private_bytes(forms.Encoding.PEM, forms.PrivateFormat.PKCS8, forms.NoEncryption())


def public_of(pem: bytes, file: str = "") -> bytes:
    """The 32 bytes of the public key of a private one. Raises BadFile where it is no Ed25519 key in PEM."""
    return _private(pem, file).public_key().public_bytes(forms.Encoding.Raw, forms.PublicFormat.Raw)


def sign(digest: str, pem: bytes, at: datetime) -> bytes:
    """The content of `assessment.sig`: the signature of a digest by a private key. Raises BadFile for a bad key."""
    signed_at = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    value = _private(pem, "").sign(message(digest, signed_at))
    said = {"key": key_id(public_of(pem)), "digest": digest, "signed_at": signed_at}
    return _json({"qala": "1", **said, "signature": base64.b64encode(value).decode()})


def message(digest: str, signed_at: str) -> bytes:
    """The bytes that are signed: three lines."""
    return f"{ABOUT}\n{digest}\n{signed_at}\n".encode()


def read_signature(content: bytes, file: str = "assessment.sig") -> Signature:
    """The signature in a file. Raises BadFile where it is none."""
    try:
        found = _object(content, SIGNATURE_LIMIT)
        key, digest = _told(found["key"], _ID), _told(found["digest"], _DIGEST)
        return Signature(key, digest, _told(found["signed_at"], _MOMENT), _bytes(found["signature"], 64))
    except (KeyError, TypeError, ValueError) as error:
        raise BadFile("signature.not_signature", Place(file)) from error


def read_keys(content: bytes, file: str = "keys.json") -> tuple[PublicKey, ...]:
    """The public keys in a file. Raises BadFile where it is none, or an id is not that of its key."""
    try:
        return tuple(_key(row) for row in _object(content, KEYS_LIMIT)["keys"])
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise BadFile("signature.not_keys", Place(file)) from error


def render_keys(keys: Iterable[PublicKey]) -> bytes:
    """The content of `keys.json`."""
    rows = [
        {
            "id": key.id,
            "public": base64.b64encode(key.raw).decode(),
            "from": key.since,
            "until": key.until,
            "withdrawn": key.withdrawn,
        }
        for key in keys
    ]
    return _json({"qala": "1", "keys": rows})


def judge(signature: Signature, digest: str, keys: Iterable[PublicKey]) -> Standing:
    """What a signature says of an assessment with this digest, by the keys that are trusted."""
    if signature.digest != digest:
        return Standing.OTHER_DIGEST
    key = next((one for one in keys if one.id == signature.key), None)
    if key is None:
        return Standing.KEY_UNKNOWN
    try:
        Ed25519PublicKey.from_public_bytes(key.raw).verify(signature.value, message(digest, signature.signed_at))
    except (InvalidSignature, ValueError):
        return Standing.NOT_VALID
    if key.withdrawn:
        return Standing.KEY_WITHDRAWN
    in_time = key.since <= signature.signed_at and (not key.until or signature.signed_at <= key.until)
    return Standing.VALID if in_time else Standing.OUT_OF_TIME


def _private(pem: bytes, file: str) -> Ed25519PrivateKey:
    try:
        key = forms.load_pem_private_key(pem, None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise BadFile("signature.not_private", Place(file)) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise BadFile("signature.not_private", Place(file))
    return key


def _key(row: Mapping[str, Any]) -> PublicKey:
    until, withdrawn = row.get("until", ""), row.get("withdrawn", "")
    ends = _told(until, _MOMENT) if until != "" else ""
    made = PublicKey(_bytes(row["public"], 32), _told(row["from"], _MOMENT), ends, _told(withdrawn, _ANY))
    if row["id"] != made.id:
        raise ValueError(row["id"])
    return made


def _object(content: bytes, limit: int) -> dict[str, Any]:
    """The JSON object that says it is Qala's. Raises ValueError where there is none."""
    if len(content) > limit:
        raise ValueError(limit)
    try:
        found = json.loads(content)
    except RecursionError as error:
        raise ValueError(limit) from error
    if not isinstance(found, dict) or found.get("qala") != "1":
        raise ValueError(found)
    return found


def _told(value: object, form: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not form.fullmatch(value):
        raise ValueError(value)
    return value


def _bytes(text: str, length: int) -> bytes:
    found = base64.b64decode(text, validate=True)
    if len(found) != length:
        raise ValueError(text)
    return found


def _json(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"
