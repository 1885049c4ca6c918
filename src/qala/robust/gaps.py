"""Missing values, drawn: the area's own figure of an earlier period changed as a peer's changed since, else a peer's.

Only what is missing or was imputed is drawn, and only under nodes that have a degree in the assessment: nothing is
drawn for what the method withholds. Peers are the reference areas of the same period and basis.
"""

from dataclasses import dataclass

import numpy as np

from qala.engine.arrays import IMPUTED, MISSING, REPORTED, Bools, Floats, Ints, States
from qala.engine.document import Computed
from qala.robust.errors import POSSIBLE


@dataclass(frozen=True)
class Gaps:
    """The cells to draw, (cells,) each: indicator, case, what they start from, the pool that is added and its size, and
    the ends of what is possible. pool: all pools one after the other.
    """

    indicator: Ints
    case: Ints
    base: Floats
    start: Ints
    size: Ints
    low: Floats
    high: Floats
    pool: Floats

    def draw(self, random: np.random.Generator) -> Floats:
        """(cells,): drawn values."""
        pick = self.start + np.floor(random.random(self.size.size) * self.size).astype(np.int64)
        return np.clip(self.base + self.pool[pick], self.low, self.high)

    def mark(self, states: States) -> None:
        """Marks the drawn cells of states (indicators, cases) as known."""
        states[self.indicator, self.case] = REPORTED


def gaps_of(made: Computed) -> Gaps:
    """The gaps of an assessment that peers or the own past say something about."""
    parts = [part for index in range(len(made.standard.indicators)) for part in _of_indicator(made, index)]
    sizes = [part.donors.size for part in parts]
    starts = np.cumsum([0, *sizes])[:-1]
    counts = [part.cases.size for part in parts]

    def spread(figures: list[float] | list[int] | Ints) -> Floats:
        return np.repeat(np.array(figures, dtype=np.float64), counts)

    return Gaps(
        indicator=spread([part.indicator for part in parts]).astype(np.int64),
        case=np.concatenate([part.cases for part in parts]) if parts else np.empty(0, dtype=np.int64),
        base=np.concatenate([part.base for part in parts]) if parts else np.empty(0),
        start=spread(starts).astype(np.int64),
        size=spread(sizes).astype(np.int64),
        low=spread([part.ends[0] for part in parts]),
        high=spread([part.ends[1] for part in parts]),
        pool=np.concatenate([part.donors for part in parts]) if parts else np.empty(0),
    )


@dataclass(frozen=True)
class _Part:
    """Cells of one indicator that draw from one pool."""

    indicator: int
    cases: Ints
    base: Floats
    donors: Floats
    ends: tuple[float, float]


def _of_indicator(made: Computed, index: int) -> list[_Part]:
    indicator = made.standard.indicators[index]
    cases, parent = made.grid.cases, int(made.tree.parent[made.tree.nodes + index])
    if not indicator.scored or indicator.weight == 0:
        return []
    gap = np.isin(made.result.states[index], (MISSING, IMPUTED)) & ~np.isnan(made.result.degrees[parent])
    values = np.where(made.grid.states[index] == REPORTED, made.grid.values[index], np.nan)
    ends = POSSIBLE.get(indicator.kind, (-np.inf, np.inf))
    width, found = len(cases.periods), []
    for number, block in enumerate(made.scores.peers.blocks):
        open_ = gap[block.inside].copy()
        for age in range(1, number % width + 1):
            earlier = made.scores.peers.blocks[number - age]
            past = values[earlier.inside]
            changes = values[block.reference] - values[block.reference - age * len(cases.areas)]
            found += _part(index, block.inside.start, open_ & ~np.isnan(past), past, changes, ends)
            open_ &= np.isnan(past)
        nothing = np.zeros(open_.size)
        found += _part(index, block.inside.start, open_, nothing, values[block.reference], ends)
    return found


def _part(
    index: int, start: int, here: Bools, base: Floats, donors: Floats, ends: tuple[float, float]
) -> list[_Part]:  # fmt: skip
    donors = donors[~np.isnan(donors)]
    at = np.flatnonzero(here)
    return [_Part(index, start + at, base[at], donors, ends)] if at.size and donors.size else []
