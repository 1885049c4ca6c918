"""Detached Ed25519 signatures (RFC 8032) of assessments: by whose key a digest was published.

What is signed are lines, each ended by a line feed: `qala assessment v1`, the digest, the time of signing, and for each
chain of the ledger that was signed with it `ledger`, its name, its length and its last hash.
"""

import base64
import binascii
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from qala.errors import BadFile, Place
from qala.publish.chain import Head

FIRST_LINE = "qala assessment v1"
DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
CHAIN = re.compile(r"([!-~]+) ([1-9][0-9]{0,17}) ([0-9a-f]{64})")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
State = Literal["in-use", "retired", "lost"]
Verdict = Literal["valid", "wrong", "other-digest", "unknown-key", "lost-key"]


@dataclass(frozen=True)
class Signature:
    """A signature of a digest. signed_at: UTC, such as 2026-11-23T12:00:00Z; value: 64 bytes; heads: of the chains of
    the ledger as they were when it was signed.
    """

    key: str
    digest: str
    signed_at: str
    value: bytes
    heads: tuple[Head, ...] = ()

    @property
    def text(self) -> str:
        """The file `assessment.sig`."""
        told = {"key": self.key, "digest": self.digest, "signed_at": self.signed_at}
        rest = {"ledger": [_line(one) for one in self.heads], "signature": _written(self.value)}
        return json.dumps(told | rest, indent=1) + "\n"


@dataclass(frozen=True)
class PublicKey:
    """A key that signatures are checked by. public: 32 bytes; a lost one is not believed."""

    id: str
    public: bytes
    state: State
    reason: str = ""

    @property
    def row(self) -> dict[str, str]:
        """The key in the file of keys."""
        return {"id": self.id, "public": _written(self.public), "state": self.state, "reason": self.reason}


def key_id(public: bytes) -> str:
    """The name of a public key: the first 16 hexadecimal digits of its SHA-256."""
    return sha256(public).hexdigest()[:16]


def sign(private: Ed25519PrivateKey, digest: str, signed_at: str, heads: Iterable[Head] = ()) -> Signature:
    """The signature of a digest, and of the ledger as it is.

    Raises ValueError where digest, time or a chain are not written as they have to be.
    """
    kept = tuple(heads)
    lines = [_line(one) for one in kept]
    if not DIGEST.fullmatch(digest) or not TIME.fullmatch(signed_at) or not all(map(CHAIN.fullmatch, lines)):
        raise ValueError(digest, signed_at, lines)
    public = private.public_key().public_bytes_raw()
    return Signature(key_id(public), digest, signed_at, private.sign(_message(digest, signed_at, kept)), kept)


def judge(signature: Signature, digest: str, keys: Iterable[PublicKey]) -> Verdict:
    """Whether a signature is one of this digest by one of the keys."""
    key = next((one for one in keys if one.id == signature.key), None)
    if signature.digest != digest:
        return "other-digest"
    if key is None:
        return "unknown-key"
    message = _message(digest, signature.signed_at, signature.heads)
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature.value, message)
    except InvalidSignature:
        return "wrong"
    return "lost-key" if key.state == "lost" else "valid"


def read_signature(content: bytes, file: str) -> Signature:
    """A signature from its file. Raises BadFile where it is none."""
    told = _object(content, file, "signature.not_signature")
    value = _bytes(told.get("signature"), 64)
    key, digest, signed_at = (str(told.get(name)) for name in ("key", "digest", "signed_at"))
    heads = _heads(told.get("ledger", []))
    if value is None or heads is None or not DIGEST.fullmatch(digest) or not TIME.fullmatch(signed_at):
        raise BadFile("signature.not_signature", Place(file))
    return Signature(key, digest, signed_at, value, heads)


def read_keys(content: bytes, file: str) -> tuple[PublicKey, ...]:
    """The keys of a file of keys. Raises BadFile where it is none, or a key is not what its name says."""
    rows = _object(content, file, "signature.not_keys").get("keys")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadFile("signature.not_keys", Place(file))
    return tuple(_key(row, file) for row in rows)


def written_keys(keys: Iterable[PublicKey]) -> str:
    """The file `keys.json`."""
    return json.dumps({"keys": [key.row for key in keys]}, indent=1, ensure_ascii=False) + "\n"


def _key(row: Mapping[str, Any], file: str) -> PublicKey:
    public = _bytes(row.get("public"), 32)
    states: dict[object, State] = {"in-use": "in-use", "retired": "retired", "lost": "lost"}
    state = states.get(row.get("state")) if isinstance(row.get("state"), str) else None
    if public is None or state is None or row.get("id") != key_id(public):
        raise BadFile("signature.bad_key", Place(file), key=str(row.get("id")))
    return PublicKey(key_id(public), public, state, str(row.get("reason") or ""))


def _object(content: bytes, file: str, code: str) -> dict[str, Any]:
    try:
        told = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BadFile(code, Place(file)) from error
    if not isinstance(told, dict):
        raise BadFile(code, Place(file))
    return told


def _bytes(written: object, length: int) -> bytes | None:
    try:
        found = base64.b64decode(str(written), validate=True)
    except (binascii.Error, ValueError):
        return None
    return found if len(found) == length else None


def _written(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _heads(lines: object) -> tuple[Head, ...] | None:
    """None where they are not written as they have to be."""
    if not isinstance(lines, list):
        return None
    found = [CHAIN.fullmatch(line) if isinstance(line, str) else None for line in lines]
    if not all(found):
        return None
    return tuple(Head(one[1], int(one[2]), one[3]) for one in found if one)


def _line(head: Head) -> str:
    return f"{head.chain} {head.length} {head.hash}"


def _message(digest: str, signed_at: str, heads: Iterable[Head]) -> bytes:
    lines = [FIRST_LINE, digest, signed_at, *(f"ledger {_line(one)}" for one in heads)]
    return "".join(f"{line}\n" for line in lines).encode()
