"""What changed since the period before, on equal terms.

Only indicators count that are reported in both periods (not carried), for the same boundary, and that no finding of
either period touches; both degrees are made anew from these alone. A change smaller than what the published rounding of
the figures could make by itself is no change.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from qala.engine.arrays import REPORTED, Bools, Floats, Ints, States
from qala.engine.grid import Cases, Grid
from qala.engine.rollup import Result, run
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
    standard: Standard, tree: Tree, grid: Grid, result: Result, breaks: Collection[tuple[str, str, str]]
) -> Change:
    """`breaks`: the (area, fact, period) about which a finding says something."""
    cases = grid.cases
    shape = (tree.nodes, cases.size)
    change = Change(np.full(shape, np.nan), np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=bool))
    clean = _clean(standard, grid, result.states, breaks)
    boundary = _boundaries(grid)
    for basis in range(len(cases.bases)):
        for period in range(1, len(cases.periods)):
            old, new = cases.span(basis, period - 1), cases.span(basis, period)
            both = clean[:, old] & clean[:, new] & (boundary[:, old] == boundary[:, new])
            both &= ~np.isnan(result.degrees[tree.nodes :, old]) & ~np.isnan(result.degrees[tree.nodes :, new])
            one = Cases((cases.bases[basis],), (cases.periods[period],), cases.areas, cases.assessed)
            then, now = (_over(standard, tree, result, span, both, one) for span in (old, new))
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


def _boundaries(grid: Grid) -> Ints:
    codes: dict[str, int] = {}
    result = np.full(grid.row.shape, -1, dtype=np.int64)
    for basis, frame in enumerate(grid.frames):
        names = [codes.setdefault(name, len(codes)) for name in frame["boundary"]]
        table = np.array([*names, -1], dtype=np.int64)
        span = slice(grid.cases.span(basis, 0).start, grid.cases.span(basis, len(grid.cases.periods) - 1).stop)
        result[:, span] = table[grid.row[:, span]]
    return result


def _over(standard: Standard, tree: Tree, result: Result, span: slice, both: Bools, one: Cases) -> Result:
    degrees = np.where(both, result.degrees[tree.nodes :, span], np.nan)
    return run(standard, tree, degrees, result.states[:, span], one, gates=False)


def _noise(standard: Standard, tree: Tree, grid: Grid, now: Result, span: slice) -> Floats:
    """(nodes, areas): the degrees that one step of rounding in every figure, all one way, could make."""
    noise = np.zeros_like(now.degrees)
    for index, indicator in enumerate(standard.indicators):
        low, high = indicator.low, indicator.high
        step = indicator.resolution
        if step and low is not None and high is not None:
            noise[tree.nodes + index] = step / (high - low) * (indicator.normalise.high - indicator.normalise.low)
    for node in tree.order:
        for child in tree.of(node)[0]:
            noise[node] += now.share[child] * noise[child]
    return noise[: tree.nodes]
