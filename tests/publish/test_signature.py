"""Signatures: one of this digest, by a key that is believed, and nothing else."""

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from qala.errors import BadFile
from qala.publish.chain import Head
from qala.publish.signature import (
    PublicKey,
    judge,
    key_id,
    read_keys,
    read_signature,
    sign,
    written_keys,
)

DOCUMENT = Path(__file__).parents[2] / "docs" / "signatures.md"
PRIVATE = Ed25519PrivateKey.generate()
PUBLIC = PRIVATE.public_key().public_bytes_raw()
KEY = PublicKey(key_id(PUBLIC), PUBLIC, "in-use")
DIGEST, AT = "sha256:" + "a1" * 32, "2026-11-23T12:00:00Z"
HEADS = (Head("keys", 1, "0b" * 32), Head("publications/kz-2017", 12, "1c" * 32))
SIGNATURE = sign(PRIVATE, DIGEST, AT, HEADS)


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
    assert judge(replace(SIGNATURE, heads=HEADS[:1]), DIGEST, [KEY]) == "wrong"
    assert judge(replace(SIGNATURE, heads=(*HEADS, HEADS[0])), DIGEST, [KEY]) == "wrong"
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


@pytest.mark.parametrize("name", ["two words", "a\nb", "", "қала"])
def test_no_name_of_a_chain_breaks_the_lines(name: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        sign(PRIVATE, DIGEST, AT, [Head(name, 1, "0b" * 32)])


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


@given(st.sampled_from(("key", "digest", "signed_at", "ledger", "signature")), json_values)
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
    """By the very lines of docs/signatures.md."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    told = DOCUMENT.read_text().partition("## By hand, with openssl 3")[2].partition("\n## ")[0]
    script = "\n".join(line[4:] for line in told.splitlines() if line.startswith("    "))
    (tmp_path / "keys.json").write_text(written_keys([KEY]))
    for signature in (SIGNATURE, sign(PRIVATE, DIGEST, AT)):
        (tmp_path / "assessment.sig").write_text(signature.text)
        done = subprocess.run(["sh", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout.strip()) == (0, "Signature Verified Successfully"), done.stderr
    (tmp_path / "assessment.sig").write_text(SIGNATURE.text.replace("2017 12 ", "2017 13 "))
    assert subprocess.run(["sh", "-c", script], cwd=tmp_path, capture_output=True, check=False).returncode != 0
