"""A snapshot: all that is known of a city in a round at a moment, value by value."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from qala.publish.papers.blocks import Align, Block, Cell, Column, Heading, Table, Words
from qala.publish.papers.printing import printed
from qala.publish.papers.standing import NONE, Standing, standings_table
from qala.publish.papers.subject import Subject, facts_of, paper_of
from qala.publish.papers.words import State, reason_text, state_text, value_text
from qala.texts import Language, number, text
from qala.values.form import QUALITIES

_COLUMNS: tuple[tuple[str, float, Align], ...] = (
    ("indicator", 4.0, "start"), ("unit", 2.1, "start"), ("declared", 1.5, "end"), ("verified", 1.5, "end"),
    ("source", 3.0, "start"), ("quality", 1.1, "center"), ("evidence", 1.5, "center"), ("state", 1.7, "start"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator. industry: the title of its column of the Map; reason: why there is no declared value, one of
    qala.values.form's REASONS, or blank; quality: the U4SSC grade; evidence: how many files and links there are.
    """

    industry: str
    title: str
    unit: str
    declared: float | None
    verified: float | None
    source: str = ""
    quality: int | None = None
    evidence: int = 0
    state: State = "open"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A city's round. standings: the whole first, then its industries; lines: in the order they are shown in."""

    subject: Subject
    standings: tuple[Standing, ...]
    lines: tuple[Line, ...]


def render_snapshot(snapshot: Snapshot, language: Language) -> bytes:
    """The snapshot as PDF."""
    return printed(paper_of("snapshot", snapshot.subject, language, _blocks(snapshot, language), wide=True))


def _blocks(snapshot: Snapshot, language: Language) -> Iterator[Block]:
    lines = snapshot.lines
    counts = {
        "indicators": len(lines),
        "with_declared": sum(one.declared is not None for one in lines),
        "with_verified": sum(one.verified is not None for one in lines),
    }
    told = [(name, Cell(number(count, language))) for name, count in counts.items()]
    yield facts_of(snapshot.subject, language, *told)
    yield Heading(text("papers.degrees", language))
    if snapshot.standings:
        yield standings_table(snapshot.standings, language)
    else:
        yield Words(text("papers.no_degrees", language))
    yield Heading(text("papers.values", language))
    if not lines:
        yield Words(text("papers.no_values", language))
        return
    for industry, group in groupby(lines, key=lambda one: one.industry):
        yield Heading(industry, 2)
        yield _table(tuple(group), language)
    grades = (f"{one} – {text(f'papers.quality_{one}', language)}" for one in QUALITIES)
    yield Words(text("papers.grades", language, grades="; ".join(grades)), small=True)


def _table(lines: tuple[Line, ...], language: Language) -> Table:
    columns = tuple(Column(text(f"papers.{name}", language), width, align) for name, width, align in _COLUMNS)
    return Table(columns, tuple(_row(one, language) for one in lines))


def _row(line: Line, language: Language) -> tuple[Cell, ...]:
    return (
        Cell(line.title),
        Cell(line.unit),
        Cell(value_text(line.declared, language), reason_text(line.reason, language)),
        Cell(value_text(line.verified, language), bold=True),
        Cell(line.source or NONE),
        Cell(NONE if line.quality is None else str(line.quality)),
        Cell(number(line.evidence, language)),
        Cell(state_text(line.state, language)),
    )
