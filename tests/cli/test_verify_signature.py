"""`qala verify` says in words what a signature is worth, and ends with 1 where it is wrong."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from qala.cli import main
from qala.publish import signature
from qala.publish.signature import PublicKey
from qala.texts import LANGUAGES
from tests.kz_demo import demo_assessment

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
PEM = signature.new_key()
KEY = PublicKey(signature.public_of(PEM), "2026-01-01T00:00:00Z")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("signed")
    document = demo_assessment()
    (made / "assessment.json").write_text(json.dumps(document), encoding="utf-8")
    (made / "assessment.sig").write_bytes(signature.sign(document["digest"], PEM, AT))
    return made


def keys_file(folder: Path, *keys: PublicKey) -> str:
    file = folder / "keys.json"
    file.write_bytes(signature.render_keys(keys))
    return str(file)


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["qala", "verify", *arguments])
    monkeypatch.setenv("QALA_LANGUAGE", "en")
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_a_valid_one(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = keys_file(tmp_path, KEY)
    assert run(monkeypatch, str(folder), "--keys", keys) == 0
    assert f"Signed by key {KEY.id} on 2026-11-23T12:00:00Z, and the signature is valid." in capsys.readouterr().out
    for language in LANGUAGES:
        assert run(monkeypatch, str(folder / "assessment.json"), "--keys", keys, "--language", language) == 0
        assert KEY.id in capsys.readouterr().out
    assert run(monkeypatch, str(folder), "--keys", keys, "--json") == 0
    assert json.loads(capsys.readouterr().out)["signature"]["standing"] == "valid"


def test_without_keys_it_says_that_it_was_not_checked(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, str(folder)) == 0
    assert "was not checked" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (replace(KEY, withdrawn="It was stolen."), "which was withdrawn: It was stolen."),
        (PublicKey(signature.public_of(signature.new_key()), KEY.since), "which is not among the keys"),
        (replace(KEY, until="2026-02-01T00:00:00Z"), "was not in use"),
    ],
)
def test_a_wrong_key_fails(
    folder: Path,
    tmp_path: Path,
    key: PublicKey,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(monkeypatch, str(folder), "--keys", keys_file(tmp_path, key)) == 1
    assert said in capsys.readouterr().err


def test_a_wrong_signature_fails(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.sig"
    other.write_bytes(signature.sign("sha256:" + "0" * 64, PEM, AT))
    assert run(monkeypatch, str(folder), "--signature", str(other)) == 1
    assert "of another assessment" in capsys.readouterr().err
    said = json.loads((folder / "assessment.sig").read_text()) | {"signed_at": "2026-11-23T12:00:01Z"}
    other.write_text(json.dumps(said))
    assert run(monkeypatch, str(folder), "--signature", str(other), "--keys", keys_file(tmp_path, KEY)) == 1
    assert "the signature is not valid" in capsys.readouterr().err
    other.write_text("{}")
    assert run(monkeypatch, str(folder), "--signature", str(other)) == 2
    assert "is no signature of Qala" in capsys.readouterr().err
    assert run(monkeypatch, str(folder), "--signature", str(tmp_path / "none.sig")) == 2
