"""The histories of facts: yearly figures that describe one place by one way of counting, and where they break.

A history breaks where a figure describes another place than the one before, where the boundary of its place changed in
between, and where a rule of the standard finds that the way of counting may have changed (a jump, a reclassification).
Questioned figures are left out. Nothing is joined over a break.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise

import polars as pl

from qala.areas.model import AreaEvent, Areas, period_end
from qala.standard import Standard
from qala.standard.finding_rules import rules_of
from qala.values.finding_figures import Figures, Row, rows_of
from qala.values.findings import find, questioned
from qala.values.model import Values
from qala.values.select import choose

BREAKING = frozenset({"jump", "change", "reclassification", "boundary-break"})
"""The kinds of findings after which a history begins anew."""


@dataclass(frozen=True, slots=True)
class Run:
    """Figures between two breaks: `values` of `years`, of the place `boundary`, shown at `area`."""

    area: str
    boundary: str
    years: tuple[int, ...]
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """Where a history begins anew: from which year, and the rule that found it; blank where the place changed."""

    year: int
    rule: str


@dataclass(frozen=True, slots=True)
class Past:
    """The runs of one fact at one area, the earliest first, and the breaks between them."""

    runs: tuple[Run, ...]
    breaks: tuple[Break, ...]

    @property
    def last(self) -> Run:
        """The run that is still going on."""
        return self.runs[-1]


@dataclass(frozen=True)
class History:
    """All histories of some values, by area and fact."""

    pasts: Mapping[tuple[str, str], Past]
    areas: Areas

    def panel(self, fact: str) -> tuple[Run, ...]:
        """All runs of a fact, each place once, wherever else its figures are shown."""
        found: dict[tuple[str, tuple[int, ...]], Run] = {}
        for (_, asked), past in sorted(self.pasts.items()):
            if asked == fact:
                for run in past.runs:
                    found.setdefault((run.boundary, run.years), run)
        return tuple(found.values())

    def has(self, area: str, fact: str, year: int) -> bool:
        """Whether there is a figure of a fact at an area for a year."""
        past = self.pasts.get((area, fact))
        return past is not None and any(year in run.years for run in past.runs)

    def break_ahead(self, run: Run, year: int) -> AreaEvent | None:
        """What changed the place of a run after its last figure, up to a year; None where nothing did."""
        first, last = period_end(f"{run.years[-1]}"), period_end(f"{year}")
        about = {run.area, run.boundary}
        struck = (
            event
            for event in self.areas.events
            if first < event.date <= last and event.kind != "renaming" and about & {event.from_, event.to}
        )
        return min(struck, key=lambda event: event.date, default=None)


@dataclass(frozen=True)
class _Marks:
    """What the findings say: the rule after which a figure begins anew, and the figures that jumped and came back."""

    breaking: Mapping[tuple[str, str, str], str]
    returned: frozenset[tuple[str, str, str]]


def history_of(
    standard: Standard, values: Values, areas: Areas, basis: str = "verified", as_known: str | None = None
) -> History:
    """The histories of all facts that have yearly figures. basis, as_known: which figures count, as assessed."""
    rules = rules_of(standard)
    findings = find(rules, values, areas)
    kinds = {rule.id: rule.rule for rule in rules}
    marks = _Marks(
        {one.key: one.rule for one in findings if kinds[one.rule] in BREAKING},
        frozenset(one.key for one in findings if kinds[one.rule] == "jump-and-return"),
    )
    struck = questioned(findings)
    chosen = choose(values, basis, as_known).filter(
        (pl.col("state") == "reported") & pl.col("value").is_not_null() & pl.col("period").str.contains(r"^\d{4}$")
    )
    rows = [row for row in rows_of(chosen) if row.key not in struck]
    figures = Figures.of(rows, areas, {})
    pasts = {}
    for key, group in groupby(sorted(rows, key=lambda row: row.key), key=lambda row: (row.area, row.fact)):
        pasts[key] = _past(tuple(group), figures, marks)
    return History(pasts, areas)


def _past(rows: tuple[Row, ...], figures: Figures, marks: _Marks) -> Past:
    starts, breaks = [0], []
    for place, (earlier, row) in enumerate(pairwise(rows), 1):
        rule = _broken(earlier, row, figures, marks)
        if rule is not None:
            starts.append(place)
            breaks.append(Break(int(row.period), rule))
    ends = [*starts[1:], len(rows)]
    return Past(tuple(_runs(rows, starts, ends)), tuple(breaks))


def _runs(rows: tuple[Row, ...], starts: list[int], ends: list[int]) -> Iterator[Run]:
    for start, end in zip(starts, ends, strict=True):
        mine = rows[start:end]
        last = mine[-1]
        years = tuple(int(row.period) for row in mine)
        yield Run(last.area, last.boundary or last.area, years, tuple(row.value for row in mine))


def _broken(earlier: Row, row: Row, figures: Figures, marks: _Marks) -> str | None:
    """The rule that found a break between two figures, blank where the place changed; None where there is none.

    A jump back from a figure that is left out because it jumped and came back is none.
    """
    if earlier.boundary != row.boundary or figures.breaks(earlier, row):
        return ""
    year_before = (row.area, row.fact, f"{int(row.period) - 1:04d}")
    return None if year_before in marks.returned else marks.breaking.get(row.key)
