"""What a round comes to on declared and on verified values, what silence hides, and what lacking answers cost."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import polars as pl

from qala.areas.model import Areas
from qala.engine import Settings
from qala.engine.arrays import KNOWN, NOT_APPLICABLE, Floats
from qala.engine.document import Computed
from qala.engine.run import compute
from qala.standard import Standard
from qala.values.model import Values

Key = tuple[str, str]
"""An area and a node."""


@dataclass(frozen=True)
class Cell:
    """The degrees of a node in an area, None where withheld. silent: the declared degree with each question that
    nobody answered counted as zero; skipped: the verified one with each value that nobody verified as it was declared.
    """

    declared: float | None
    verified: float | None
    silent: float | None
    skipped: float | None = None

    @property
    def change(self) -> float | None:
        """What verification took (below 0) or gave."""
        return None if self.declared is None or self.verified is None else self.verified - self.declared

    @property
    def hidden(self) -> float | None:
        """The points that silence wins on the declared values."""
        return None if self.declared is None or self.silent is None else self.declared - self.silent

    @property
    def unverified(self) -> float | None:
        """The points that the values that nobody verified would give (above 0) or take."""
        return None if self.skipped is None or self.verified is None else self.skipped - self.verified


@dataclass(frozen=True)
class Cover:
    """Of an area on what was answered so far: indicators with a figure, those that would have one if every question
    were answered, and those asked; withheld: the nodes without a degree.
    """

    known: int
    possible: int
    asked: int
    withheld: tuple[str, ...]


def truths_of(values: Values, standard: Standard, places: Areas, period: str) -> Mapping[Key, Cell]:
    """Every node of every area as declared, as verified, as declared with silence counted as zero, and as verified
    where it was verified and else as declared.

    values: what a round came to. Its declared values are told as they were signed, whatever verification made of them.
    """
    told = as_declared(values)
    declared = _degrees(_made(standard, told, places, period, "declared"), period)
    verified = _degrees(_made(standard, values, places, period, "verified"), period)
    silent = _degrees(_made(_zero(standard), told, places, period, "declared"), period)
    skipped = _degrees(_made(standard, values, places, period, "declared"), period)
    return {key: Cell(declared[key], verified[key], silent.get(key), skipped.get(key)) for key in declared}


def as_declared(values: Values) -> Values:
    """The values as if nothing of a round had been verified yet."""
    of_round = pl.col("source").str.starts_with("round:")
    before = values.frame.filter(~(of_round & (pl.col("status") == "verified")))
    rejected = of_round & (pl.col("status") == "rejected")
    status = pl.when(rejected).then(pl.lit("declared")).otherwise(pl.col("status"))
    return Values.of(before.with_columns(status=status))


def on_both(values: Values) -> Values:
    """The values so that one table says on the basis `declared` what was signed, whatever verification made of it, and
    on `verified` what stood: what verification says has no day, so that what was signed is the later.
    """
    of_round = pl.col("source").str.starts_with("round:")
    judged = of_round & pl.col("status").is_in(["verified", "rejected"])
    day = pl.when(judged).then(pl.lit("")).otherwise(pl.col("recorded_at"))
    told = values.frame.filter(of_round & (pl.col("status") == "rejected")).with_columns(status=pl.lit("declared"))
    return Values.of(pl.concat([values.frame.with_columns(recorded_at=day), told]))


def covers_of(
    values: Values, standard: Standard, places: Areas, period: str, lacking: Collection[tuple[str, str]]
) -> Mapping[str, Cover]:
    """What each area's answers cover. lacking: (area, fact) of the questions that nobody has answered."""
    made = _made(standard, values, places, period, "declared")
    cases, degrees = made.grid.cases, _degrees(made, period)
    states = made.scores.states[:, cases.span(0, cases.periods.index(period))]
    asked, known = states != NOT_APPLICABLE, np.isin(states, KNOWN)
    counted = np.array([one.asked for one in standard.indicators])
    found = {}
    for column, area in enumerate(cases.areas):
        if cases.assessed[column]:
            wanted = np.array([(area, one.fact) in lacking for one in standard.indicators])
            here, now = asked[:, column] & counted, known[:, column] & counted
            shown = (standard.root, *standard.industries)
            withheld = tuple(node.id for node in shown if degrees[area, node.id] is None)
            possible = int((now | (wanted & here)).sum())
            found[area] = Cover(int(now.sum()), possible, int(here.sum()), withheld)
    return found


def places_asked(places: Areas, standard: Standard, asked: Collection[str]) -> Areas:
    """The places of a table without those that the standard would assess and nobody asked."""
    kinds = {standard.area_kind, ""} if standard.area_kind else {one.kind for one in places.records}
    kept = tuple(one for one in places.records if one.id in asked or one.kind not in kinds)
    return replace(places, records=kept)


def _made(standard: Standard, values: Values, places: Areas, period: str, basis: str) -> Computed:
    return compute(standard, values, Settings((period,), (basis,)), places)


def _degrees(made: Computed, period: str) -> dict[Key, float | None]:
    cases = made.grid.cases
    span = cases.span(0, cases.periods.index(period))
    rows: Floats = made.result.degrees[:, span]
    return {
        (area, node.id): _plain(rows[row, column])
        for row, node in enumerate(made.standard.nodes)
        for column, area in enumerate(cases.areas)
        if cases.assessed[column]
    }


def _plain(degree: Any) -> float | None:
    return None if np.isnan(degree) else float(degree)


def _zero(standard: Standard) -> Standard:
    """The standard with what is silent counted as zero everywhere."""
    return replace(standard, nodes=tuple(replace(node, missing="zero") for node in standard.nodes))
