"""A signature holds for one digest by one key, and for nothing else."""

import base64
import contextlib
import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qala.errors import BadFile
from qala.publish import signature
from qala.publish.signature import PublicKey, Standing, judge, key_id, new_key, public_of, read_keys, read_signature

AT = datetime(2026, 11, 23, 12, 30, 5, tzinfo=UTC)
DIGEST, OTHER = "sha256:" + "ab" * 32, "sha256:" + "cd" * 32
PEM, OTHER_PEM = new_key(), new_key()
KEY = PublicKey(public_of(PEM), "2026-01-01T00:00:00Z")
OTHER_KEY = PublicKey(public_of(OTHER_PEM), "2026-01-01T00:00:00Z")
SIGNED = signature.sign(DIGEST, PEM, AT)


def test_what_was_signed_is_valid() -> None:
    found = read_signature(SIGNED)
    assert (found.digest, found.key, found.signed_at) == (DIGEST, key_id(public_of(PEM)), "2026-11-23T12:30:05Z")
    assert judge(found, DIGEST, [OTHER_KEY, KEY]) is Standing.VALID


def test_signs_what_it_says_and_not_the_bare_digest() -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    said = f"qala assessment v1\n{DIGEST}\n2026-11-23T12:30:05Z\n".encode()
    Ed25519PublicKey.from_public_bytes(KEY.raw).verify(read_signature(SIGNED).value, said)


@pytest.mark.parametrize(
    ("keys", "standing"),
    [
        ((), Standing.KEY_UNKNOWN),
        ((OTHER_KEY,), Standing.KEY_UNKNOWN),
        ((replace(KEY, withdrawn="it was stolen"),), Standing.KEY_WITHDRAWN),
        ((replace(KEY, until="2026-11-23T12:30:04Z"),), Standing.OUT_OF_TIME),
        ((replace(KEY, until="2026-11-23T12:30:05Z"),), Standing.VALID),
        ((replace(KEY, since="2026-11-23T12:30:06Z"),), Standing.OUT_OF_TIME),
    ],
)
def test_what_a_signature_is_worth_hangs_on_the_keys(keys: tuple[PublicKey, ...], standing: Standing) -> None:
    assert judge(read_signature(SIGNED), DIGEST, keys) is standing


def test_of_another_assessment() -> None:
    assert judge(read_signature(SIGNED), OTHER, [KEY]) is Standing.OTHER_DIGEST
    moved = replace(read_signature(SIGNED), digest=OTHER)
    assert judge(moved, OTHER, [KEY]) is Standing.NOT_VALID


def test_by_another_key_under_this_ones_name() -> None:
    forged = replace(read_signature(signature.sign(DIGEST, OTHER_PEM, AT)), key=KEY.id)
    assert judge(forged, DIGEST, [KEY, OTHER_KEY]) is Standing.NOT_VALID


def test_the_time_is_signed_too() -> None:
    later = replace(read_signature(SIGNED), signed_at="2026-11-24T12:30:05Z")
    assert judge(later, DIGEST, [KEY]) is Standing.NOT_VALID


@given(st.integers(0, 63), st.integers(1, 255))
def test_any_changed_byte_is_found(place: int, change: int) -> None:
    found = read_signature(SIGNED)
    value = bytearray(found.value)
    value[place] ^= change
    assert judge(replace(found, value=bytes(value)), DIGEST, [KEY]) is Standing.NOT_VALID


def test_keys_are_read_as_they_are_written() -> None:
    keys = (replace(KEY, until="2026-12-01T00:00:00Z", withdrawn="жоғалды"), OTHER_KEY)
    assert read_keys(signature.render_keys(keys)) == keys
    assert read_keys(signature.render_keys(())) == ()


def changed(content: bytes, **parts: Any) -> bytes:
    return json.dumps(json.loads(content) | parts).encode()


BAD_SIGNATURES = [
    b"", b"{}", b"[]", b"null", b"\xff\xfe", b"[" * 3000, b"x" * 5000,
    changed(SIGNED, qala="2"), changed(SIGNED, key="ABCDEF0123456789"), changed(SIGNED, key=1),
    changed(SIGNED, digest=DIGEST + "\n"), changed(SIGNED, digest="ab"), changed(SIGNED, signed_at="now"),
    changed(SIGNED, signed_at="٢٠٢٦-11-23T12:30:05Z"), changed(SIGNED, signature="AAAA"),
    changed(SIGNED, signature=None), changed(SIGNED, signature="ж" * 88),
]  # fmt: skip


@pytest.mark.parametrize("content", BAD_SIGNATURES)
def test_what_is_no_signature_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(BadFile) as refused:
        read_signature(content)
    assert refused.value.code == "signature.not_signature"


def key_row(**parts: Any) -> bytes:
    row = json.loads(signature.render_keys([KEY]))["keys"][0]
    return json.dumps({"qala": "1", "keys": [row | parts]}).encode()


@pytest.mark.parametrize(
    "content",
    [b"{}", b'{"qala": "1"}', b'{"qala": "1", "keys": [1]}', b'{"qala": "1", "keys": 1}', key_row(id=OTHER_KEY.id),
     key_row(public=base64.b64encode(b"short").decode()), key_row(until=None), key_row(withdrawn=True),
     key_row(**{"from": ""}), key_row(withdrawn="\ud800")],
)  # fmt: skip
def test_what_is_no_file_of_keys_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(BadFile) as refused:
        read_keys(content)
    assert refused.value.code == "signature.not_keys"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
PARTS = st.sampled_from(["key", "digest", "signed_at", "signature", "keys", "qala"])


@pytest.mark.parametrize("reader", [read_signature, read_keys])
@given(content=st.binary(max_size=300) | st.dictionaries(PARTS, JSON).map(lambda one: json.dumps(one).encode()))
def test_junk_is_refused_or_read(reader: Callable[[bytes], object], content: bytes) -> None:
    with contextlib.suppress(BadFile):
        reader(content)


@given(st.integers(0, len(SIGNED) - 1), st.integers(0, 255))
def test_a_file_with_one_other_byte_never_holds_for_something_else(place: int, byte: int) -> None:
    content = bytearray(SIGNED)
    content[place] = byte
    try:
        found = read_signature(bytes(content))
    except BadFile:
        return
    same = replace(found, value=b"") == replace(read_signature(SIGNED), value=b"")
    assert (judge(found, DIGEST, [KEY]) is Standing.VALID) == (same and found.value == read_signature(SIGNED).value)


@pytest.mark.parametrize("pem", [b"", b"junk", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_what_is_no_private_key_is_refused_in_a_sentence(pem: bytes) -> None:
    with pytest.raises(BadFile) as refused:
        signature.sign(DIGEST, pem, AT)
    assert refused.value.code == "signature.not_private"


def test_a_key_of_another_kind_is_refused() -> None:
    from cryptography.hazmat.primitives import serialization as forms
    from cryptography.hazmat.primitives.asymmetric import ec

    other = ec.generate_private_key(ec.SECP256R1())
    pem = other.private_bytes(forms.Encoding.PEM, forms.PrivateFormat.PKCS8, forms.NoEncryption())
    with pytest.raises(BadFile):
        public_of(pem)


def test_openssl_finds_the_same(tmp_path: Path) -> None:
    """The steps that docs/signatures.md tells, as they stand there."""
    import shutil

    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    page = (Path(__file__).parents[2] / "docs" / "signatures.md").read_text(encoding="utf-8")
    steps = page.partition("```sh\n")[2].partition("```")[0]
    (tmp_path / "assessment.sig").write_bytes(SIGNED)
    (tmp_path / "keys.json").write_bytes(signature.render_keys([OTHER_KEY, KEY]))
    done = subprocess.run(["sh", "-e", "-c", steps], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "Signature Verified Successfully" in done.stdout, done.stderr
    (tmp_path / "assessment.sig").write_bytes(changed(SIGNED, digest=OTHER))
    wrong = subprocess.run(["sh", "-e", "-c", steps], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert wrong.returncode != 0
