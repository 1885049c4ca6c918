"""What an auditor takes along: all values, verdicts, findings, files of evidence and signed statements of a round."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import PurePath

from qala.publish.papers import WorkingPapers
from qala.publish.papers.working_papers import Evidence, FindingRow, Statement, ValueRow, VerdictRow
from qala.publish.reasons import unit_of
from qala.texts import Language
from qala.web.collection import services as collection
from qala.web.collection.services import Attachment, Question, Round, Signing
from qala.web.papers.gather.about import About, about
from qala.web.papers.gather.outcomes import Outcomes
from qala.web.papers.gather.snapshot import source_of
from qala.web.verification import services as verification

NO_NAME = re.compile(r"[^A-Za-z0-9-]")


def working_of(one: Round, name: str, language: Language) -> WorkingPapers:
    """The working papers of a round by one of its standards; titles are in a language."""
    told = about(one, name, language)
    papers = Papers(told, Outcomes(told))
    return WorkingPapers(
        told.subject(), tuple(papers.values()), tuple(papers.verdicts()), tuple(papers.findings()),
        tuple(papers.evidence()), tuple(papers.statements()),
    )  # fmt: skip


@dataclass(frozen=True)
class Papers:
    """The tables of a round as working papers have them."""

    told: About
    outcomes: Outcomes

    def values(self) -> Iterator[ValueRow]:
        """Every question, whether it was answered or not."""
        files: dict[int, list[str]] = defaultdict(list)
        for one in self._files():
            if one.removed_at is None:
                files[one.question_id].append(str(one.evidence_id))
        for row in self.told.questions:
            answer, asked = self.told.standing(row), self.told.asked.get(row.fact)
            yield ValueRow(
                row.area, row.fact, self.told.round.period, self.told.title(row.fact),
                unit_of(asked.indicator, self.told.language) if asked else "",
                answer.value if answer else None, row.verified,
                answer.numerator if answer else None, answer.denominator if answer else None,
                answer.quality if answer else None, source_of(row, answer), answer.reason if answer else "",
                row.state, " ".join(sorted(set(files[row.pk]))),
            )  # fmt: skip

    def verdicts(self) -> Iterator[VerdictRow]:
        """Every decision, as they came."""
        for one in self.outcomes.verdicts:
            row: Question = self.outcomes.by_id[one.question_id]
            answer = self.told.answers.get((row.pk, one.number))
            before = answer.value if answer else None
            after = {"accept": before, "correct": one.value}.get(one.act)
            yield VerdictRow(
                row.area, row.fact, self.told.round.period, one.act, before, after, one.reason, one.why, one.by.name,
                _utc(one.at), round(one.seconds / 60),
            )  # fmt: skip

    def findings(self) -> Iterator[FindingRow]:
        """Every finding with what is done about it."""
        rows = verification.Finding.objects.filter(report__round=self.told.round).select_related("report", "question")
        for row in rows:
            fact = row.question.fact if row.question else ""
            yield FindingRow(
                str(row.pk), row.report.area, fact, row.about, "", row.response, row.owner, row.due.isoformat(),
                "done" if row.closed_at else "open",
            )  # fmt: skip

    def evidence(self) -> Iterator[Evidence]:
        """Every file, those that were taken back too; each name of it once."""
        seen = set()
        for row in self._files():
            key = (str(row.evidence_id), row.name)
            if key not in seen:
                seen.add(key)
                yield Evidence(key[0], PurePath(row.name).suffix, row.name, partial(_content, key[0]))

    def statements(self) -> Iterator[Statement]:
        """What was signed, with its signature."""
        rows = Signing.objects.filter(report__round=self.told.round).select_related("report")
        for row in rows.order_by("report__area", "number"):
            name = f"{NO_NAME.sub('_', row.report.area)[:60]}-{row.report_id}-{row.number}"
            yield Statement(name, bytes(row.statement), bytes(row.signature))

    def _files(self) -> Iterator[Attachment]:
        rows = Attachment.objects.filter(question__round=self.told.round, evidence__isnull=False)
        yield from rows.order_by("pk")


def _content(digest: str) -> bytes:
    """A file of evidence; nothing where it is lost, which its digest then tells."""
    file = collection.file_of(digest)
    return file.read_bytes() if file.is_file() else b""


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
