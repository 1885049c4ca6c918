"""What a snapshot tells: a report as it is, with what would be signed."""

from collections import Counter
from collections.abc import Iterator
from typing import cast

from qala.publish.papers import Line, Snapshot
from qala.publish.papers.words import State
from qala.publish.reasons import unit_of
from qala.texts import Language
from qala.web.collection.services import Answer, Attachment, Question, Report
from qala.web.papers.gather.about import About, about


def snapshot_of(report: Report, name: str, language: Language) -> Snapshot:
    """The report by one of the standards of its round."""
    told = about(report.round, name, language, report)
    return Snapshot(told.subject(told.place(report.area)), told.standings(report.area), tuple(_lines(told, report)))


def _lines(told: About, report: Report) -> Iterator[Line]:
    """Each question, by industry in the order in which they are asked."""
    industries = list(dict.fromkeys(one.industry for one in told.asked.values()))
    mine = [row for row in told.questions if row.report_id == report.pk and row.fact in told.asked]
    backing = Counter(
        Attachment.objects.filter(question__report=report, removed_at=None).values_list("question", flat=True)
    )
    for row in sorted(mine, key=lambda row: industries.index(told.asked[row.fact].industry)):
        yield _line(told, row, told.standing(row), backing[row.pk])


def _line(told: About, row: Question, answer: Answer | None, evidence: int) -> Line:
    asked = told.asked[row.fact]
    return Line(
        industry=asked.industry_name.text(told.language),
        title=told.title(row.fact),
        unit=unit_of(asked.indicator, told.language),
        declared=answer.value if answer else None,
        verified=row.verified,
        source=source_of(row, answer),
        quality=answer.quality if answer else None,
        evidence=evidence,
        state=cast("State", row.state),
        reason=answer.reason if answer else "",
    )


def source_of(row: Question, answer: Answer | None) -> str:
    """Where a value is from: in the words of who answered, else what the official figure says."""
    if answer is None:
        return ""
    return answer.note or (row.official_source if answer.given == "confirmed" else "")
