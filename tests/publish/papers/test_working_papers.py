"""Working papers can be checked by anybody with ordinary tools."""

import csv
import io
import json
import shutil
import subprocess
import zipfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from qala.errors import CheckFailed
from qala.publish.papers import WorkingPapers, working_papers, write_working_papers
from qala.publish.papers.working_papers import Evidence, Statement
from qala.texts import LANGUAGES
from tests.publish.papers.samples import AUDIT, EVIDENCE, subject

DIGEST = sha256(EVIDENCE).hexdigest()


def opened(papers: WorkingPapers) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(working_papers(papers))) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len(names) == len(set(names))
        return {name: archive.read(name) for name in names}


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_manifest_has_the_digest_of_every_file() -> None:
    files = opened(AUDIT)
    manifest = json.loads(files.pop("manifest.json"))
    assert {one["name"]: (one["sha256"], one["size"]) for one in manifest["files"]} == {
        name: (sha256(content).hexdigest(), len(content)) for name, content in files.items()
    }
    assert manifest["round"] == "Round of 2026"
    assert manifest["known_at"] == "2026-11-23T09:05:00Z"
    assert manifest["demonstration"] is True


def test_the_same_papers_are_the_same_bytes() -> None:
    turned = replace(AUDIT, evidence=AUDIT.evidence[::-1], statements=AUDIT.statements[::-1])
    assert working_papers(AUDIT) == working_papers(turned)
    with zipfile.ZipFile(io.BytesIO(working_papers(AUDIT))) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {one.compress_type for one in archive.infolist()} == {zipfile.ZIP_STORED}


def test_tables_hold_what_was_said_and_no_formula() -> None:
    files = opened(AUDIT)
    (value,) = rows(files["values.csv"])
    assert value["title"] == "'=HYPERLINK(1)"
    assert (value["declared"], value["verified"], value["evidence"]) == ("12.5", "", DIGEST)
    (verdict,) = rows(files["verdicts.csv"])
    assert (verdict["reason"], verdict["at"], verdict["minutes"]) == ("Ағат, «үтір»", "2026-11-23T09:05:00Z", "4")
    (finding,) = rows(files["findings.csv"])
    assert finding["said"] == "line\nbreak"


def test_evidence_is_called_by_its_digest_and_its_name_is_told() -> None:
    again = replace(AUDIT.evidence[0], name="again.pdf")
    files = opened(replace(AUDIT, evidence=(again, *AUDIT.evidence)))
    assert files[f"evidence/{DIGEST}.pdf"] == EVIDENCE
    assert [row["name"] for row in rows(files["evidence.csv"])] == ["../act, of «Үлгі».pdf", "again.pdf"]
    assert {row["file"] for row in rows(files["evidence.csv"])} == {f"evidence/{DIGEST}.pdf"}


@pytest.mark.parametrize("extension", ["", "../x", "exe/..", "pdf\n", "a" * 9, "пдф"])
def test_an_extension_that_is_none_leads_nowhere(extension: str) -> None:
    files = opened(replace(AUDIT, evidence=(replace(AUDIT.evidence[0], extension=extension),)))
    assert f"evidence/{DIGEST}.bin" in files


def test_evidence_that_was_changed_is_told() -> None:
    wrong = replace(AUDIT.evidence[0], read=lambda: EVIDENCE + b" ")
    with pytest.raises(CheckFailed) as told:
        working_papers(replace(AUDIT, evidence=(wrong,)))
    assert told.value.code == "papers.evidence_changed"
    for language in LANGUAGES:
        assert DIGEST in told.value.text(language)


@pytest.mark.parametrize("names", [("a", "a"), ("../a",), ("",), ("a b",), ("қала",), ("a/b",), ("x" * 101,)])
def test_statements_without_a_name_of_their_own_are_refused(names: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r".*"):
        working_papers(replace(AUDIT, statements=tuple(Statement(name, b"{}", b"0") for name in names)))


def test_one_file_of_evidence_is_held_at_a_time(tmp_path: Path) -> None:
    held: list[int] = []

    def piece(number: int) -> Evidence:
        content = str(number).encode() * 1000

        def read() -> bytes:
            held.append(target.tell())
            return content

        return Evidence(sha256(content).hexdigest(), "txt", f"{number}.txt", read)

    with (tmp_path / "papers.zip").open("wb") as target:
        write_working_papers(replace(AUDIT, evidence=tuple(map(piece, range(5)))), target)
    assert held == sorted(set(held)), "each is written before the next is read"
    assert len(held) == 5


def test_where_there_is_nothing_the_tables_have_their_heads() -> None:
    files = opened(WorkingPapers(subject("ru")))
    for name in ("values.csv", "verdicts.csv", "findings.csv", "evidence.csv"):
        assert files[name].decode("utf-8-sig").count("\r\n") == 1
    assert not [name for name in files if "/" in name]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_readme_names_every_file(language: str) -> None:
    files = opened(AUDIT)
    said = files[f"README.{language}.txt"].decode()
    for name in files:
        if not name.startswith("README"):
            assert name.split("/")[0] in said


@pytest.fixture
def signed(tmp_path: Path) -> WorkingPapers:
    """Papers with a statement that openssl signed, by a certificate of its own."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    (tmp_path / "statement.json").write_bytes(b'{"area":"999"}')
    for command in (
        "openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out CA.pem -days 2 -subj /CN=Test",
        "openssl cms -sign -binary -in statement.json -signer CA.pem -inkey key.pem -outform DER -out statement.p7s",
    ):
        subprocess.run(command.split(), cwd=tmp_path, check=True, capture_output=True)
    signature = (tmp_path / "statement.p7s").read_bytes()
    return replace(AUDIT, statements=(Statement("999", b'{"area":"999"}', signature),))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_of_the_readme_checks_the_signature(signed: WorkingPapers, language: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(working_papers(signed))) as archive:
        archive.extractall(tmp_path)
    said = (tmp_path / f"README.{language}.txt").read_text("utf-8")
    command = said[said.index("openssl cms") :].replace("\\\n", "").replace("NAME", "999").split()

    def checked() -> int:
        return subprocess.run(command, cwd=tmp_path, check=False, capture_output=True).returncode

    assert checked() == 0
    (tmp_path / "statements" / "999.json").write_bytes(b'{"area":"998"}')
    assert checked() != 0
