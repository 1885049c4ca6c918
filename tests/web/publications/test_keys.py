"""The keys that the site signs with: drawn once, retired, lost, and what that means for what they signed."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from qala.errors import BadUse
from qala.publish.signature import judge, read_keys, read_signature
from tests.served import environment
from tests.web.conftest import AT
from tests.web.publications.test_publications import in_threads

DIGEST = "sha256:" + "0" * 64


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tables: str) -> Path:
    monkeypatch.setenv("QALA_HOME", str(tmp_path))
    monkeypatch.delenv("QALA_SIGNING_KEY", raising=False)
    return tmp_path


def test_what_is_published_is_signed(published: Any) -> None:
    from qala.web.publications import services

    keys = read_keys(services.keys_file().encode(), "keys.json")
    signature = read_signature(published.signature.encode(), "assessment.sig")
    assert judge(signature, published.digest, keys) == "valid"


def test_a_key_is_drawn_once_for_its_owner_alone(own_home: Path) -> None:
    from qala.web.publications import keys

    first = keys.signature_of(DIGEST, AT)
    assert keys.signature_of(DIGEST, AT) == first
    assert (own_home / "signing-key.pem").stat().st_mode & 0o077 == 0


def test_many_at_once_draw_one_key(own_home: Path) -> None:
    from qala.web.publications import keys

    found = in_threads(*[lambda: keys.signature_of(DIGEST, AT).key] * 8)
    assert len(set(found)) == 1
    assert [one.name for one in own_home.iterdir()] == ["signing-key.pem"]


def test_a_retired_key_stays_believed_and_signs_no_more(own_home: Path) -> None:
    from qala.web.publications import keys

    before = keys.signature_of(DIGEST, AT)
    fresh = keys.rotate(AT)
    after = keys.signature_of(DIGEST, AT)
    assert after.key == fresh
    assert before.key != after.key
    assert judge(before, DIGEST, keys.public_keys()) == "valid"
    former = own_home / f"signing-key-{before.key}.pem"
    former.replace(own_home / "signing-key.pem")
    with pytest.raises(BadUse, match="no longer in use"):
        keys.signature_of(DIGEST, AT)


def test_two_who_replace_it_at_once_replace_it_once(own_home: Path) -> None:
    from qala.web.ledger import services as ledger
    from qala.web.publications import keys

    former = keys.signature_of(DIGEST, AT).key
    found = in_threads(*[lambda: keys.rotate(AT)] * 4)
    assert len(set(found)) == 1
    assert former not in found
    assert {one.name for one in own_home.iterdir()} == {"signing-key.pem", f"signing-key-{former}.pem"}
    assert [one.kind for one in ledger.history(f"key:{former}")] == ["in-use", "retired"]
    assert keys.signature_of(DIGEST, AT).key == found[0]


def test_a_key_that_was_retired_but_for_its_file_is_replaced(own_home: Path) -> None:
    """As a kill between the two leaves it."""
    from qala.web.publications import keys
    from qala.web.publications.models import SigningKey

    former = keys.signature_of(DIGEST, AT).key
    SigningKey.objects.filter(pk=former).update(state="retired")
    fresh = keys.rotate(AT)
    assert keys.signature_of(DIGEST, AT).key == fresh != former


def test_a_lost_key_proves_nothing(own_home: Path) -> None:
    from qala.web.publications import keys

    signature = keys.signature_of(DIGEST, AT)
    for id_, reason in ((signature.key, " "), ("0" * 16, "stolen")):
        with pytest.raises(BadUse):
            keys.lose(id_, reason, AT)
    keys.lose(signature.key, "stolen with the server", AT)
    assert judge(signature, DIGEST, keys.public_keys()) == "lost-key"
    with pytest.raises(BadUse):
        keys.signature_of(DIGEST, AT)


def test_a_key_may_lie_elsewhere(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from qala.web.publications import keys

    file = own_home / "elsewhere.pem"
    monkeypatch.setenv("QALA_SIGNING_KEY", str(file))
    with pytest.raises(BadUse, match="Ed25519"):
        keys.signature_of(DIGEST, AT)
    other = generate_private_key(SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    for content in (b"", b"no key", other):
        file.write_bytes(content)
        with pytest.raises(BadUse, match="Ed25519"):
            keys.signature_of(DIGEST, AT)
    with pytest.raises(BadUse, match="QALA_SIGNING_KEY"):
        keys.rotate(AT)


def test_verified_from_what_the_site_gives(published: Any, database: str, tmp_path: Path, client: Any) -> None:
    """As a stranger does: the three files, and one command."""
    from qala.web.publications import services

    for name, address in (
        ("assessment.json", f"/data/{published.short}/assessment.json"),
        ("assessment.sig", f"/data/{published.short}/assessment.sig"),
        ("keys.json", "/data/keys.json"),
    ):
        answer = client.get(address)
        assert answer.status_code == 200
        (tmp_path / name).write_bytes(answer.content)

    def verified(*more: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "qala", "verify", "assessment.json", *more]
        told = environment(tmp_path / "home")
        return subprocess.run(command, cwd=tmp_path, env=told, capture_output=True, text=True, timeout=120, check=False)

    key = json.loads((tmp_path / "assessment.sig").read_text())["key"]
    done = verified("--keys", "keys.json")
    assert done.returncode == 0, done.stderr
    assert f"by the key {key}: valid" in done.stdout
    assert "with --keys keys.json" in verified().stdout
    (tmp_path / "assessment.sig").write_text(published.signature.replace(published.digest, DIGEST))
    done = verified("--keys", "keys.json")
    assert done.returncode == 1
    assert DIGEST in done.stderr
    assert "Traceback" not in done.stderr
    assert services.keys_file() == (tmp_path / "keys.json").read_text()
