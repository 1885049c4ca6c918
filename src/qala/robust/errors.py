"""Errors of figures: drawn once for a figure, however many indicators, periods and bases it enters.

A figure with an interval has a normal error on each side, as wide as that side (95 %). Any other has a relative
standard error by its quality grade; what is taken by its logarithm is multiplied by the exponential of it. A yes or no
is wrong, and a level is one level off, with the grade's error as probability. What is published rounded lies anywhere
within its resolution. Draws stay within what is possible: shares 0 to 100, levels 0 to 5, counts and rates from 0.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from qala.engine.arrays import Floats, Ints
from qala.engine.document import Computed
from qala.engine.grid import Grid
from qala.standard import Indicator, Standard

SIDE = 1.959963984540054
"""The standard deviations from the mean to each end of a 95 % interval."""
PLAIN, LOGARITHM, YES_NO, LEVEL = range(4)
POSSIBLE = {
    "share": (0.0, 100.0),
    "level": (0.0, 5.0),
    "yes-no": (0.0, 1.0),
    "count": (0.0, np.inf),
    "rate": (0.0, np.inf),
}


@dataclass(frozen=True)
class Shown:
    """Cells of the grid, (cells,) each: indicator, case, the number of the figure, its part of the pooled mean, in the
    unit of the indicator.
    """

    indicator: Ints
    case: Ints
    figure: Ints
    part: Floats


@dataclass(frozen=True)
class Errors:
    """The figures of a grid, (figures,) each: value, standard errors below and above, half the resolution, how they are
    drawn, the ends of what is possible, the number of their key (area, fact, period) and that of their fact.

    shown: where the figures stand, a layer for the newest and for each further one that is pooled in.
    """

    value: Floats
    below: Floats
    above: Floats
    half: Floats
    kind: Ints
    low: Floats
    high: Floats
    key: Ints
    facts: tuple[str, ...]
    fact: Ints
    shown: tuple[Shown, ...]

    @property
    def keys(self) -> int:
        """How many distinct figures there are: so many errors are drawn."""
        return int(self.key.max()) + 1 if self.key.size else 0

    def draw(self, random: np.random.Generator) -> tuple[Floats, Floats]:
        """(keys,) each: a standard normal error, and a uniform place within the resolution, -1 to 1."""
        return random.standard_normal(self.keys), 2 * random.random(self.keys) - 1

    def apply(self, values: Floats, normal: Floats, place: Floats) -> None:
        """Adds drawn errors (replications, keys) to values (indicators, replications, cases), in place."""
        error, within = normal[:, self.key], place[:, self.key]
        plain = self.value + np.where(error < 0, self.below, self.above) * error + self.half * within
        with np.errstate(over="ignore", invalid="ignore"):
            found = np.where(self.kind == LOGARITHM, self.value * np.exp(self.above * error), plain)
        wrong = np.abs(within) > 1 - self.above
        found = np.where(self.kind == YES_NO, np.where(wrong, 1 - self.value, self.value), found)
        found = np.where(self.kind == LEVEL, self.value + wrong * np.where(error < 0, -1.0, 1.0), found)
        change = np.clip(found, self.low, self.high) - self.value
        for layer in self.shown:
            values[layer.indicator, :, layer.case] += (change[:, layer.figure] * layer.part).T


def errors_of(made: Computed) -> Errors:
    """The errors of all figures of an assessment's grid."""
    grid, standard = made.grid, made.standard
    starts = np.cumsum([0, *(frame.height for frame in grid.frames)])
    columns = ["area", "fact", "period", "value", "lower", "upper", "resolution", "quality"]
    table = pl.concat([frame.select(columns) for frame in grid.frames])
    facts = tuple(dict.fromkeys(one.fact for one in standard.indicators))
    owners = [next(one for one in standard.indicators if one.fact == fact) for fact in facts]
    number = {fact: index for index, fact in enumerate(facts)}
    fact = table["fact"].replace_strict(number, default=0, return_dtype=pl.Int64).to_numpy()
    period, area = (_codes(table[name]) for name in ("period", "area"))
    whole = (fact * (int(period.max(initial=0)) + 1) + period) * (int(area.max(initial=0)) + 1) + area
    possible = np.array([POSSIBLE.get(one.as_kept.kind, (-np.inf, np.inf)) for one in owners])
    return Errors(
        **_spreads(table, owners, fact, standard),
        low=possible[fact, 0],
        high=possible[fact, 1],
        key=np.unique(whole, return_inverse=True)[1],
        facts=facts,
        fact=fact,
        shown=_shown(grid, starts, np.array([one.factor for one in standard.indicators])),
    )


def _codes(column: pl.Series) -> Ints:
    """(figures,): the number of each text among all, in their order."""
    known = column.unique().sort()
    codes: Ints = column.replace_strict(known, pl.arange(len(known), eager=True), return_dtype=pl.Int64).to_numpy()
    return codes


def _spreads(table: pl.DataFrame, owners: list[Indicator], fact: Ints, standard: Standard) -> dict[str, Any]:
    """owners: the indicator of each fact; fact: (figures,)."""
    rule = standard.robust
    value, lower, upper, resolution = (
        table[name].fill_null(float("nan")).to_numpy() for name in ("value", "lower", "upper", "resolution")
    )
    own = np.array([np.nan if one.resolution is None else one.resolution / one.factor for one in owners])[fact]
    graded = {str(grade): error for grade, error in enumerate(rule.grades, 1)}
    relative = table["quality"].replace_strict(graded, default=rule.ungraded, return_dtype=pl.Float64).to_numpy()
    named = {"yes-no": YES_NO, "level": LEVEL}
    kinds = [named.get(one.kind, LOGARITHM if one.transform.log else PLAIN) for one in owners]
    kind = np.array(kinds, dtype=np.int64)[fact]
    absolute = np.where(kind == PLAIN, np.abs(value) * relative, relative)
    with np.errstate(divide="ignore", invalid="ignore"):
        ends = [np.abs(end - value) / SIDE / np.where(kind == LOGARITHM, np.abs(value), 1.0) for end in (lower, upper)]
    sides = [np.where(np.isnan(end) | (kind > LOGARITHM), absolute, end) for end in ends]
    half = np.nan_to_num(np.where(np.isnan(resolution), own, resolution)) / 2
    return {
        "value": value,
        "below": np.nan_to_num(sides[0]),
        "above": np.nan_to_num(sides[1]),
        "half": np.where(kind == PLAIN, half, 0.0),
        "kind": kind,
    }


def _shown(grid: Grid, starts: Ints, factors: Floats) -> tuple[Shown, ...]:
    periods = len(grid.cases.periods) * len(grid.cases.areas)
    offset = np.repeat(starts[:-1], periods)
    layers = [grid.row, *grid.pooled]
    there = [(rows >= 0) & ~np.isnan(grid.values) for rows in layers]
    under = np.concatenate([*(frame["denominator"].fill_null(float("nan")).to_numpy() for frame in grid.frames), [0.0]])
    figures = [np.where(here, rows + offset, -1) for rows, here in zip(layers, there, strict=True)]
    weights = [np.where(here, under[figure], 0.0) for figure, here in zip(figures, there, strict=True)]
    whole, count = np.add.reduce(weights), np.add.reduce([here.astype(np.float64) for here in there])
    found = []
    for figure, here, weight in zip(figures, there, weights, strict=True):
        with np.errstate(divide="ignore", invalid="ignore"):
            part = np.where(np.isnan(whole) | (whole <= 0), 1 / count, weight / whole)
        indicator, case = np.nonzero(here)
        found.append(Shown(indicator, case, figure[here], part[here] * factors[indicator]))
    return tuple(found)
