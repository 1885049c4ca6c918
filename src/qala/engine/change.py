"""What changed since the period before, on equal terms.

Only indicators count that are reported in both periods (not carried), for the same boundary, which nothing changed in
between, and that no finding of either period touches; both degrees are made anew from these alone. A change smaller
than what the published rounding of the figures could make by itself is no change.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from qala.engine.arrays import REPORTED, Bools, Floats, Ints, States
from qala.engine.grid import Cases, Grid
from qala.engine.results import Result, weights_in_force
from qala.engine.rollup import Graded, Rolled, roll_up
from qala.engine.score import Scores
from qala.engine.tree import Tree
from qala.standard import Standard


@dataclass(frozen=True)
class Change:
    """(nodes, cases): the difference of degrees from the period before (NaN: none to be had), over how many indicators,
    and whether it is beyond what rounding can make.
    """

    degrees: Floats
    indicators: Ints
    beyond_resolution: Bools


def changes(
    standard: Standard, tree: Tree, grid: Grid, scores: Scores, result: Result,
    breaks: Collection[tuple[str, str, str]],
) -> Change:  # fmt: skip
    """`breaks`: the (area, fact, period) about which a finding says something."""
    cases = grid.cases
    shape = (tree.nodes, cases.size)
    change = Change(np.full(shape, np.nan), np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=bool))
    clean = _clean(standard, grid, result.states, breaks)
    boundary = grid.boundaries
    for basis in range(len(cases.bases)):
        for asked in cases.asked:
            period = cases.periods.index(asked)
            old, new = cases.span(basis, cases.former(asked)), cases.span(basis, period)
            both = clean[:, old] & clean[:, new] & (boundary[:, old] == boundary[:, new])
            both &= ~grid.places.broken(cases.periods[cases.former(asked)], asked)[boundary[:, new]]
            both &= ~np.isnan(result.degrees[tree.nodes :, old]) & ~np.isnan(result.degrees[tree.nodes :, new])
            one = Cases((cases.bases[basis],), (asked,), (asked,), cases.areas, cases.assessed)
            then, now = (_over(standard, tree, scores, span, both, one) for span in (old, new))
            had = ~np.isnan(result.degrees[: tree.nodes, old]) & ~np.isnan(result.degrees[: tree.nodes, new])
            difference = now.degrees[: tree.nodes] - then.degrees[: tree.nodes]
            change.degrees[:, new] = np.where(had, difference, np.nan)
            for node in range(tree.nodes):
                for indicator in tree.below[node]:
                    change.indicators[node, new] += both[indicator]
            noise = _noise(standard, tree, grid, now, new)
            change.beyond_resolution[:, new] = np.abs(np.nan_to_num(change.degrees[:, new])) > noise + 1e-9
    return change


def _clean(standard: Standard, grid: Grid, states: States, breaks: Collection[tuple[str, str, str]]) -> Bools:
    clean: Bools = states == REPORTED
    facts: dict[str, list[int]] = {}
    for index, indicator in enumerate(standard.indicators):
        facts.setdefault(indicator.fact, []).append(index)
    cases = grid.cases
    at = {area: index for index, area in enumerate(cases.areas)}
    for area, fact, period in breaks:
        if area in at and period in cases.periods:
            for basis in range(len(cases.bases)):
                column = cases.span(basis, cases.periods.index(period)).start + at[area]
                for index in facts.get(fact, ()):
                    clean[index, column] = False
    return clean


def _over(standard: Standard, tree: Tree, scores: Scores, span: slice, both: Bools, one: Cases) -> Rolled:
    """The tree once more, from the indicators of `both` alone and without gates."""
    degrees = np.full((scores.degrees.shape[0], len(one.areas)), np.nan)
    degrees[tree.nodes :] = np.where(both, scores.degrees[tree.nodes :, span], np.nan)
    values = np.where(both, scores.transformed[:, span], np.nan)
    return roll_up(standard, tree, Graded(degrees, values, scores.states[:, span]), one, gates=False)


def _noise(standard: Standard, tree: Tree, grid: Grid, now: Rolled, span: slice) -> Floats:
    """(nodes, areas): the degrees that one step of rounding in every figure, all one way, could make."""
    noise = np.zeros_like(now.degrees)
    for index, indicator in enumerate(standard.indicators):
        low, high = indicator.low, indicator.high
        step = indicator.resolution
        if step and low is not None and high is not None:
            noise[tree.nodes + index] = step / (high - low) * (indicator.normalise.high - indicator.normalise.low)
    share, _ = weights_in_force(standard, tree, now)
    for node in (item for item in tree.order if item < tree.nodes):
        for child in tree.of(node)[0]:
            noise[node] += share[child] * noise[child]
    return noise[: tree.nodes]
