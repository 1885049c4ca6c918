"""What the whole would be if what an area does not report were reported: asked of the engine itself.

Every indicator that is missing is tried at its best alone, then all of them together at their worst and at their best,
side by side in one way up the tree: means, counts, gates, bands and what they need are the engine's own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from qala.engine.arrays import MISSING, Floats
from qala.engine.bands import BandsOf
from qala.engine.normalise import needs_target
from qala.engine.tree import Tree
from qala.insight.bench import Bench, bench_of, worst
from qala.insight.reach import against_others
from qala.standard import Standard

ALL_AT_WORST, ALL_AT_BEST, ALONE = 0, 1, 2
"""The columns of the trials; from ALONE on one for each that is missing."""


@dataclass(frozen=True, slots=True)
class Reached:
    """The degree of a node, or its count, and its band; None where there is none or where none can be told."""

    degree: float | None = None
    band: str | None = None


@dataclass(frozen=True, slots=True)
class Earning:
    """The whole and the column of the Map that an indicator lies in, with it reported at its best.

    counts: whether it moves anything at all: not of context only, nor in want of a target.
    """

    counts: bool
    whole: Reached
    column: Reached


@dataclass(frozen=True, slots=True)
class Earnings:
    """lowest, highest: the whole with all reported at their worst, and at their best; each: by indicator."""

    lowest: Reached
    highest: Reached
    each: Mapping[str, Earning]


def earnings(standard: Standard, tree: Tree, rows: Mapping[str, Mapping[str, Any]], missing: Sequence[str]) -> Earnings:
    """What reporting would earn an area.

    rows: all of the area in one case, by the id of their node or indicator. A mean that a degree of 0 does not allow
    has no degree in that trial. Where an indicator is measured against other areas, their figures stay as they are;
    where areas are ranked against each other, or the best degree has no end, nothing is told.
    """
    bench = _bench(standard, tree, rows, missing)
    number = {one.id: index for index, one in enumerate(standard.indicators)}
    places = [number[id_] for id_ in missing]
    best, lowest = _ends(bench, places)
    trials = np.repeat(bench.start[:, None], ALONE + len(places), axis=1)
    trials[places, ALL_AT_WORST], trials[places, ALL_AT_BEST] = lowest, best
    for at, place in enumerate(places):
        if not np.isnan(best[at]):
            trials[place, ALONE + at] = best[at]
    told = _Told(bench, trials)
    root = standard.root.id
    bounded = all(not np.isnan(best[at]) or not _counting(bench, place) for at, place in enumerate(places))
    each = {
        id_: Earning(
            not np.isnan(best[at]), told.at(root, ALONE + at), told.at(column_of(standard, places[at]), ALONE + at)
        )
        for at, id_ in enumerate(missing)
    }
    ends = (told.at(root, ALL_AT_WORST), told.at(root, ALL_AT_BEST)) if bounded else (Reached(), Reached())
    return Earnings(*ends, each)


def column_of(standard: Standard, indicator: int) -> str:
    """The column of the Map that an indicator lies in; the root for what lies right under it."""
    node = standard.indicators[indicator].parent
    while node != standard.root.id and standard.node[node].parent != standard.root.id:
        node = standard.node[node].parent
    return node


class _Told:
    """The nodes in each trial."""

    def __init__(self, bench: Bench, trials: Floats) -> None:
        self.standard = bench.standard
        rolled, values = bench.rolled(trials)
        self.degrees, self.bands = rolled.degrees, BandsOf(bench.standard, rolled.degrees, values)
        self.number = {node.id: index for index, node in enumerate(self.standard.nodes)}

    def at(self, node: str, trial: int) -> Reached:
        """A node in a trial."""
        index = self.number[node]
        degree = float(self.degrees[index, trial])
        if np.isnan(degree) or against_others(self.standard, node):
            return Reached()
        band = int(self.bands.of(index)[trial])
        scale = self.standard.scale_of(self.standard.node[node])
        return Reached(degree, scale.bands[band].id if band >= 0 else None)


def _bench(standard: Standard, tree: Tree, rows: Mapping[str, Mapping[str, Any]], missing: Sequence[str]) -> Bench:
    """The bench on which a figure that is questioned or withheld may be reported anew."""
    bench = bench_of(replace(standard, zeros="withhold") if standard.zeros == "refuse" else standard, tree, rows)
    lacking = np.array([one.id in set(missing) for one in standard.indicators])
    return replace(bench, states=np.where(lacking & np.isnan(bench.start), MISSING, bench.states))


def _ends(bench: Bench, places: list[int]) -> tuple[Floats, Floats]:
    """The best and the worst degree of some indicators, NaN where they count for nothing; a standard that only counts
    takes any figure for one.
    """
    if not bench.standard.scores:
        return np.ones(len(places)), np.ones(len(places))
    best = np.array([bench.best[place] if _counting(bench, place) else np.nan for place in places])
    lowest = np.array([worst(bench.standard.indicators[place]) for place in places])
    return best, np.where(np.isnan(best), np.nan, lowest)


def _counting(bench: Bench, place: int) -> bool:
    """Whether an indicator would have a degree if it were known."""
    one = bench.standard.indicators[place]
    return not bench.standard.scores or (one.scored and not needs_target(one))
