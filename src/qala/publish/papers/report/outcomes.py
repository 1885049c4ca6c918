"""What came of the verification, as tables; None where there is nothing to tell."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from qala.publish.papers.blocks import Align, Cell, Column, Table
from qala.publish.papers.report.model import Checked, Conflict, Correction, Finding, MapRow, Refusal, Skipped, Spent
from qala.publish.papers.standing import NONE, Standing, degree_cell, difference_text
from qala.publish.papers.subject import moment
from qala.publish.papers.words import state_text, value_text
from qala.texts import Language, day, number, text

_NUMBERS = frozenset({"declared", "verified", "before", "after", "values_count", "time", "time_each"})


def map_table(rows: Sequence[MapRow], language: Language) -> Table | None:
    """Each place on declared and on verified values, and how far they lie apart."""
    if not rows:
        return None
    titles = [one.title for one in rows[0].standings]
    heads = (Column(text("papers.place", language), 1.35), Column(text("papers.values", language), 1.2))
    columns = (*heads, *(Column(title, 1.25, "center") for title in titles))
    return Table(columns, tuple(cells for row in rows for cells in _place(row, language)))


def _place(row: MapRow, language: Language) -> Iterator[tuple[Cell, ...]]:
    names = [text(f"papers.{name}", language) for name in ("declared", "verified", "difference")]
    yield (
        Cell(row.place, bold=True, rows=3),
        Cell(names[0]),
        *(degree_cell(one.declared, language) for one in row.standings),
    )
    yield (Cell(names[1]), *(degree_cell(one.verified, language) for one in row.standings))
    yield (Cell(names[2]), *(_difference(one, language) for one in row.standings))


def _difference(one: Standing, language: Language) -> Cell:
    return Cell(difference_text(one, language))


def skipped_table(skipped: Sequence[Skipped], language: Language) -> Table | None:
    """Each place: how many signed values nobody verified, and what they would do to the whole."""
    if not skipped:
        return None
    columns: tuple[tuple[str, float, Align], ...] = (
        ("place", 2.0, "start"), ("signed_values", 1.1, "end"), ("unverified", 1.1, "end"),
        ("on_verified", 1.7, "center"), ("with_unverified", 1.7, "center"), ("difference", 1.1, "start"),
    )  # fmt: skip
    heads = tuple(Column(text(f"papers.{name}", language), width, align) for name, width, align in columns)
    return Table(heads, tuple(_skipped(one, language) for one in skipped))


def _skipped(one: Skipped, language: Language) -> tuple[Cell, ...]:
    return (
        Cell(one.place),
        Cell(number(one.values, language)),
        Cell(number(one.unverified, language)),
        degree_cell(one.verified, language),
        degree_cell(one.with_unverified, language),
        Cell(difference_text(Standing(one.place, one.verified, one.with_unverified), language)),
    )


def findings_table(findings: Sequence[Finding], language: Language) -> Table | None:
    """Findings with response, owner and deadline; with their severity where they are graded."""
    graded = any(one.severity for one in findings)
    columns = {"number": 0.7, "about": 2.4, "finding": 3.4} | ({"severity": 1.1} if graded else {})
    columns |= {"response": 3.0, "owner": 1.8, "deadline": 1.5, "progress": 1.1}
    return _table(columns, (_finding(one, graded, language) for one in findings), language)


def _finding(one: Finding, graded: bool, language: Language) -> tuple[str, ...]:
    severity = text(f"papers.severity_{one.severity}", language) if one.severity else NONE
    return (
        one.number, one.about, one.said, *((severity,) if graded else ()), one.response or NONE, one.owner or NONE,
        _day(one.deadline, language), text(f"papers.progress_{one.progress}", language),
    )  # fmt: skip


def corrections_table(corrections: Iterable[Correction], language: Language, reasons: bool = True) -> Table | None:
    """What was changed after it was signed."""
    columns = {"about": 3.2, "unit": 1.2, "before": 1.3, "after": 1.3}
    columns |= {"reason": 4.0, "at": 2.0} if reasons else {"at": 2.0}
    rows = (
        (
            one.about, one.unit, value_text(one.before, language), value_text(one.after, language),
            *((one.reason,) if reasons else ()), moment(one.at, language),
        )
        for one in corrections
    )  # fmt: skip
    return _table(columns, rows, language)


def refusals_table(refusals: Iterable[Refusal], language: Language) -> Table | None:
    """What was sent back or refused."""
    columns = {"about": 3.2, "state": 1.6, "reason": 5.0, "at": 2.0}
    rows = ((one.about, state_text(one.state, language), one.reason, moment(one.at, language)) for one in refusals)
    return _table(columns, rows, language)


def conflicts_table(conflicts: Iterable[Conflict], language: Language) -> Table | None:
    """Interests that were declared."""
    columns = {"person": 2.0, "interest": 4.0, "done_about": 4.0}
    return _table(columns, ((one.person, one.declared, one.done) for one in conflicts), language)


def spent_table(spent: Sequence[Spent], language: Language) -> Table | None:
    """How long each part of the work took, and all of it."""
    if not spent:
        return None
    minutes = sum(one.minutes for one in spent)
    rows = [
        (one.work, number(one.values, language), _time(one.minutes, language), _each(one, language)) for one in spent
    ]
    total = (text("papers.total", language), "", _time(minutes, language), "")
    return _table({"work": 4.0, "values_count": 1.5, "time": 2.0, "time_each": 2.0}, [*rows, total], language)


def checked_table(checked: Iterable[Checked], language: Language) -> Table | None:
    """Every value that was checked, why, how, and what came of it."""
    columns = {"about": 3.2, "why": 1.7, "how": 3.0, "unit": 1.2, "declared": 1.3, "verified": 1.3, "state": 1.6}
    rows = (
        (
            one.about, text(f"papers.why_{one.why}", language), one.how or NONE, one.unit,
            value_text(one.declared, language), value_text(one.verified, language), state_text(one.state, language),
        )
        for one in checked
    )  # fmt: skip
    return _table(columns, rows, language)


def _table(columns: dict[str, float], rows: Iterable[tuple[str, ...]], language: Language) -> Table | None:
    made = tuple(tuple(Cell(said) for said in row) for row in rows)
    heads = tuple(Column(text(f"papers.{name}", language), width, _align(name)) for name, width in columns.items())
    return Table(heads, made) if made else None


def _align(name: str) -> Align:
    return "end" if name in _NUMBERS else "start"


def _day(at: date | None, language: Language) -> str:
    return NONE if at is None else day(at, language)


def _time(minutes: int, language: Language) -> str:
    hours, rest = divmod(minutes, 60)
    return text("papers.hours_minutes", language, hours=number(hours, language), minutes=rest)


def _each(one: Spent, language: Language) -> str:
    if not one.values:
        return NONE
    return text("papers.minutes", language, minutes=number(one.minutes / one.values, language, 1))
