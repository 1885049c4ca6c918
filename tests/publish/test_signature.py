"""Signatures: one of this digest, by a key that is believed, and nothing else."""

import base64
import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from qala.errors import BadFile
from qala.publish.signature import (
    PublicKey,
    judge,
    key_id,
    read_keys,
    read_signature,
    sign,
    written_keys,
)

PRIVATE = Ed25519PrivateKey.generate()
PUBLIC = PRIVATE.public_key().public_bytes_raw()
KEY = PublicKey(key_id(PUBLIC), PUBLIC, "in-use")
DIGEST, AT = "sha256:" + "a1" * 32, "2026-11-23T12:00:00Z"
SIGNATURE = sign(PRIVATE, DIGEST, AT)


def test_what_was_signed_is_valid_after_writing_and_reading() -> None:
    found = read_signature(SIGNATURE.text.encode(), "assessment.sig")
    assert found == SIGNATURE
    keys = read_keys(written_keys([KEY]).encode(), "keys.json")
    assert keys == (KEY,)
    assert judge(found, DIGEST, keys) == "valid"
    assert judge(found, DIGEST, [replace(KEY, state="retired")]) == "valid"


def test_nothing_else_is() -> None:
    other = Ed25519PrivateKey.generate()
    public = other.public_key().public_bytes_raw()
    stranger = PublicKey(key_id(public), public, "in-use")
    assert judge(SIGNATURE, "sha256:" + "0" * 64, [KEY]) == "other-digest"
    assert judge(replace(SIGNATURE, digest="sha256:" + "0" * 64), "sha256:" + "0" * 64, [KEY]) == "wrong"
    assert judge(replace(SIGNATURE, signed_at="2026-11-24T12:00:00Z"), DIGEST, [KEY]) == "wrong"
    assert judge(replace(SIGNATURE, value=sign(other, DIGEST, AT).value), DIGEST, [KEY]) == "wrong"
    assert judge(sign(other, DIGEST, AT), DIGEST, [KEY]) == "unknown-key"
    assert judge(SIGNATURE, DIGEST, [stranger]) == "unknown-key"
    assert judge(SIGNATURE, DIGEST, []) == "unknown-key"
    assert judge(SIGNATURE, DIGEST, [replace(KEY, state="lost")]) == "lost-key"


@given(st.integers(0, 511))
def test_every_bit_counts(bit: int) -> None:
    value = bytearray(SIGNATURE.value)
    value[bit // 8] ^= 1 << bit % 8
    assert judge(replace(SIGNATURE, value=bytes(value)), DIGEST, [KEY]) == "wrong"


@pytest.mark.parametrize(("digest", "at"), [("sha256:0", AT), (DIGEST + "\n", AT), (DIGEST, "2026-11-23"), ("", "")])
def test_only_what_is_written_as_it_has_to_be_is_signed(digest: str, at: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        sign(PRIVATE, digest, at)


@given(st.one_of(st.binary(max_size=200), st.text(max_size=100).map(str.encode)))
def test_any_file_is_read_or_refused_in_a_sentence(content: bytes) -> None:
    for read in (read_signature, read_keys):
        with pytest.raises(BadFile):
            read(content, "file")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(("key", "digest", "signed_at", "signature")), json_values)
def test_a_bent_signature_is_refused_or_wrong(name: str, value: object) -> None:
    bent = json.loads(SIGNATURE.text) | {name: value}
    try:
        found = read_signature(json.dumps(bent).encode(), "file")
    except BadFile:
        return
    assert found == SIGNATURE or judge(found, DIGEST, [KEY]) != "valid"


@given(st.sampled_from(("id", "public", "state")), json_values)
def test_a_bent_key_is_refused(name: str, value: object) -> None:
    bent = {"keys": [KEY.row | {name: value}]}
    if bent == {"keys": [KEY.row]} or value in ("retired", "lost"):
        return
    with pytest.raises(BadFile):
        read_keys(json.dumps(bent).encode(), "keys.json")


def test_openssl_says_the_same(tmp_path: Path) -> None:
    """As docs/signatures.md tells to check by hand."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    told = json.loads(SIGNATURE.text)
    (tmp_path / "message").write_text(f"qala assessment v1\n{told['digest']}\n{told['signed_at']}\n")
    (tmp_path / "value").write_bytes(base64.b64decode(told["signature"]))
    (tmp_path / "key.pem").write_bytes(
        PRIVATE.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )
    command = [
        "openssl",
        "pkeyutl",
        "-verify",
        "-pubin",
        "-inkey",
        "key.pem",
        "-rawin",
        "-in",
        "message",
        "-sigfile",
        "value",
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 0, done.stderr
    (tmp_path / "message").write_text("another\n")
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=30, check=False).returncode != 0
