"""The report from its first page to its last."""

from collections.abc import Iterator

from qala.publish.papers.blocks import Block, Cell, Facts, Heading, Table, Wide, Words
from qala.publish.papers.printing import printed
from qala.publish.papers.report.checks import checks_table, sample_words
from qala.publish.papers.report.model import Report
from qala.publish.papers.report.outcomes import (
    checked_table,
    conflicts_table,
    corrections_table,
    findings_table,
    map_table,
    refusals_table,
    skipped_table,
    spent_table,
)
from qala.publish.papers.standing import NONE
from qala.publish.papers.subject import facts_of, paper_of
from qala.publish.papers.words import assurance_texts
from qala.texts import Language, number, text

_OF_PUBLIC = frozenset({"map", "corrections"})
"""The parts of what came of it that are for everybody."""


def render_report(report: Report, language: Language) -> bytes:
    """The report as PDF."""
    return printed(paper_of("report", report.subject, language, _blocks(report, language)))


def _blocks(report: Report, language: Language) -> Iterator[Block]:
    by = () if report.public else (("verified_by", Cell(", ".join(report.verifiers) or NONE)),)
    yield facts_of(report.subject, language, *by)
    if report.public:
        yield Words(text("papers.public_edition", language), small=True)
    yield from _stated(report, language)
    yield Heading(text("papers.method", language))
    for name in ("method_order", "method_four_eyes", "method_evidence"):
        yield Words(text(f"papers.{name}", language))
    yield from (Words(one) for one in report.remarks)
    yield Heading(text("papers.scope", language))
    yield _scope(report, language)
    yield Heading(text("papers.materiality", language))
    yield Words(text("papers.materiality_is", language))
    yield Heading(text("papers.checks", language))
    yield checks_table(report, language)
    yield from (Words(one) for one in sample_words(report.sample, language))
    yield Heading(text("papers.skipped", language))
    yield from _skipped(report, language)
    yield Wide(tuple(_outcomes(report, language)))


def _stated(report: Report, language: Language) -> Iterator[Words]:
    """The assurance, or that none is stated yet, and why."""
    if report.assurance is None:
        yield Words(text("papers.no_plan", language), framed=True)
        return
    level, meaning = assurance_texts(report.assurance, language)
    if not report.lacks:
        yield Words(f"{level}. {meaning}", framed=True)
        return
    yield Words(text("papers.not_stated", language, level=level), framed=True)
    yield from (Words(f"– {one}") for one in report.lacks)


def _skipped(report: Report, language: Language) -> Iterator[Words | Table]:
    values, left = (sum(getattr(one, name) for one in report.skipped) for name in ("values", "unverified"))
    counts = {"values": number(values, language), "unverified": number(left, language)}
    yield Words(text("papers.skipped_is", language, **counts))
    table = skipped_table(report.skipped, language)
    if table:
        yield table


def _scope(report: Report, language: Language) -> Facts:
    scope = report.scope
    counts = {
        "places": scope.places,
        "indicators": scope.indicators,
        "answers": scope.answers,
        "answers_official": scope.official,
        "answers_without": scope.missing,
    }
    rows = ((text(f"papers.{name}", language), Cell(number(count, language))) for name, count in counts.items())
    return Facts(tuple(rows))


def _outcomes(report: Report, language: Language) -> Iterator[Heading | Words | Facts | Table]:
    parts = (
        ("map", map_table(report.map, language)),
        ("findings", findings_table(report.findings, language)),
        ("corrections", corrections_table(report.corrections, language, reasons=not report.public)),
        ("refusals", refusals_table(report.refusals, language)),
        ("conflicts", conflicts_table(report.conflicts, language)),
        ("spent", spent_table(report.spent, language)),
        ("checked", checked_table(report.checked, language)),
    )
    for name, table in parts:
        if report.public and name not in _OF_PUBLIC:
            continue
        yield Heading(text(f"papers.{name}", language))
        yield table or Words(text(f"papers.no_{name}", language))
