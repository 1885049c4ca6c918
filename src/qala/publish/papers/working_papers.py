"""An auditor's working papers as a ZIP: values, verdicts, findings, evidence and what was signed, each with its digest.

Files are stored as they are, with one fixed time: the same papers give the same bytes on every machine.
"""

import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, fields
from datetime import UTC
from hashlib import sha256
from typing import IO, Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from qala.errors import CheckFailed
from qala.publish.csv_file import csv_of
from qala.publish.papers.subject import Subject, moment
from qala.publish.tables import Record
from qala.texts import LANGUAGES, text

_TIME = (1980, 1, 1, 0, 0, 0)
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_-]{1,100}")
_EXTENSION = re.compile(r"[a-z0-9]{1,8}")


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A value of the round. evidence: the SHA-256 of its files, one after another; reason: why there is none."""

    area: str
    fact: str
    period: str
    title: str
    unit: str
    declared: float | None
    verified: float | None
    numerator: float | None = None
    denominator: float | None = None
    quality: int | None = None
    source: str = ""
    reason: str = ""
    state: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """A decision of the desk. why: why the value was checked; at: in UTC, as ISO 8601 has it; minutes: what it took."""

    area: str
    fact: str
    period: str
    verdict: str
    before: float | None
    after: float | None
    reason: str
    why: str
    by: str
    at: str
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding with what is done about it; deadline: as ISO 8601 has it."""

    number: str
    area: str
    fact: str
    said: str
    severity: str
    response: str = ""
    owner: str = ""
    deadline: str = ""
    progress: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file of evidence. name: as it was called when it was handed in; read: gives its content."""

    sha256: str
    extension: str
    name: str
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Statement:
    """What was signed, with its signature (CMS); name: of letters, digits, hyphens, such as the code of the city."""

    name: str
    content: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class WorkingPapers:
    """All that an auditor takes along."""

    subject: Subject
    values: tuple[ValueRow, ...] = ()
    verdicts: tuple[VerdictRow, ...] = ()
    findings: tuple[FindingRow, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    statements: tuple[Statement, ...] = ()


def working_papers(papers: WorkingPapers) -> bytes:
    """The ZIP's bytes."""
    made = io.BytesIO()
    write_working_papers(papers, made)
    return made.getvalue()


def write_working_papers(papers: WorkingPapers, into: IO[bytes]) -> None:
    """Writes the ZIP, holding no more than one file of evidence at a time.

    Raises CheckFailed where a file of evidence is not what its digest says, ValueError for names that no file can have
    or that come twice.
    """
    listed: list[dict[str, str | int]] = []
    with ZipFile(into, "w", ZIP_STORED) as archive:
        for name, content in _files(papers):
            listed.append({"name": name, "sha256": sha256(content).hexdigest(), "size": len(content)})
            _put(archive, name, content)
        _put(archive, "manifest.json", _json(_about(papers.subject) | {"files": listed}))


def _files(papers: WorkingPapers) -> Iterator[tuple[str, bytes]]:
    for language in LANGUAGES:
        told = {"place": papers.subject.place, "round": papers.subject.round, "period": papers.subject.period}
        at = moment(papers.subject.known_at, language)
        yield f"README.{language}.txt", text("papers.readme", language, known_at=at, **told).encode()
    yield "values.csv", _csv(ValueRow, papers.values)
    yield "verdicts.csv", _csv(VerdictRow, papers.verdicts)
    yield "findings.csv", _csv(FindingRow, papers.findings)
    yield from _statements(papers.statements)
    yield from _evidence(papers.evidence)


def _statements(statements: tuple[Statement, ...]) -> Iterator[tuple[str, bytes]]:
    names = [one.name for one in statements]
    if len(set(names)) < len(names) or not all(map(_PLAIN_NAME.fullmatch, names)):
        raise ValueError(names)
    for one in sorted(statements, key=lambda one: one.name):
        yield f"statements/{one.name}.json", one.content
        yield f"statements/{one.name}.p7s", one.signature


def _evidence(evidence: tuple[Evidence, ...]) -> Iterator[tuple[str, bytes]]:
    """Each content once, by its digest, and before them what each was called."""
    files = {one.sha256: one for one in sorted(evidence, key=lambda one: (one.sha256, one.name, one.extension))}
    called: list[Record] = [
        {"sha256": one.sha256, "file": _path(files[one.sha256]), "name": one.name}
        for one in sorted(evidence, key=lambda one: (one.sha256, one.name))
    ]
    yield "evidence.csv", csv_of(("sha256", "file", "name"), called)
    for digest, one in files.items():
        content = one.read()
        if sha256(content).hexdigest() != digest:
            raise CheckFailed("papers.evidence_changed", digest=digest)
        yield _path(one), content


def _path(evidence: Evidence) -> str:
    extension = evidence.extension.lower().removeprefix(".")
    return f"evidence/{evidence.sha256}.{extension if _EXTENSION.fullmatch(extension) else 'bin'}"


def _csv(kind: type[Any], rows: tuple[Any, ...]) -> bytes:
    return csv_of([one.name for one in fields(kind)], (asdict(row) for row in rows))


def _about(subject: Subject) -> dict[str, Any]:
    return {
        "kind": "qala working papers v1",
        "place": subject.place,
        "round": subject.round,
        "period": subject.period,
        "standard": subject.standard,
        "edition": subject.edition,
        "assessment": subject.digest or None,
        "known_at": f"{subject.known_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "demonstration": subject.demonstration,
    }


def _json(told: dict[str, Any]) -> bytes:
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _put(archive: ZipFile, name: str, content: bytes) -> None:
    entry = ZipInfo(name, _TIME)
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    archive.writestr(entry, content)
