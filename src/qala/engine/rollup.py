"""The engine: from a grid of values to degrees, bands, ranks and coverage.

Reproducible to the bit: no BLAS, no NumPy reductions over floats, cases in a fixed order, children added one by one in
the order of the tree.
"""

from dataclasses import dataclass

import numpy as np

from qala.areas.model import Area
from qala.engine.aggregate import Family, arithmetic, gate, geometric, shares, tally
from qala.engine.arrays import (
    CARRIED,
    IMPUTED,
    NOT_APPLICABLE,
    REPORTED,
    UNDEFINED,
    UNSCORED,
    Bools,
    Floats,
    Ints,
    States,
)  # fmt: skip
from qala.engine.bands import band_of, passed_points, rank
from qala.engine.grid import Cases, Grid
from qala.engine.normalise import normalise
from qala.engine.tree import Tree
from qala.errors import CannotAssess
from qala.standard import Standard


@dataclass(frozen=True)
class Result:
    """Items are nodes, then indicators, in the standard's order; arrays (items, cases) unless said otherwise.

    share: the part of its parent's known weight that an item has in a case, 0 where it has no degree or does not count;
    nominal: (items,) the part of its parent's whole weight; states: (indicators, cases); known, asked, filled: (nodes,
    cases) indicators at any depth; partial: (nodes, cases); ranks: (items, cases), 0 where none.
    """

    degrees: Floats
    passed: Floats
    bands: Ints
    ranks: Ints
    share: Floats
    nominal: Floats
    states: States
    known: Ints
    asked: Ints
    filled: Ints
    partial: Bools


def reference_cases(standard: Standard, cases: Cases, areas: dict[str, Area]) -> Bools:
    """(cases,): over whom minima, maxima and ranks are taken: assessed, all, or COLUMN=VALUE of areas.csv."""
    rule = standard.reference
    if rule == "assessed":
        one = cases.assessed
    elif rule == "all":
        one = np.ones(len(cases.areas), dtype=bool)
    else:
        column, _, value = rule.partition("=")
        one = np.array([area in areas and areas[area].groups.get(column) == value for area in cases.areas], dtype=bool)
    asked = (
        np.arange(len(cases.periods)) >= cases.led_in
        if standard.over == "panel"
        else np.ones(len(cases.periods), dtype=bool)
    )
    return np.tile((asked[:, None] & one).ravel(), len(cases.bases))


def groups_of(standard: Standard, cases: Cases) -> Ints:
    """(cases,): the number of the group within which minima and ranks are taken: a period, or the whole panel."""
    groups = np.arange(cases.size) // len(cases.areas)
    return groups // len(cases.periods) if standard.over == "panel" else groups


def indicator_degrees(standard: Standard, grid: Grid, reference: Bools, groups: Ints) -> tuple[Floats, States]:
    """(indicators, cases): degrees of what may be scored, NaN elsewhere; states with undefined ones marked."""
    degrees = np.full(grid.values.shape, np.nan)
    states = grid.states.copy()
    for index, indicator in enumerate(standard.indicators):
        if not indicator.scored:
            continue
        usable = np.isin(states[index], (REPORTED, CARRIED, IMPUTED))
        found = normalise(np.where(usable, grid.values[index], np.nan), indicator, reference, groups)
        states[index] = np.where(usable & np.isnan(found), UNDEFINED, states[index])
        degrees[index] = found
    return degrees, states


def run(standard: Standard, tree: Tree, degrees: Floats, states: States, cases: Cases, gates: bool = True) -> Result:
    """Everything that follows from the degrees of the indicators; without `gates` no node is withheld by its gate."""
    shape = (len(standard.nodes) + len(standard.indicators), cases.size)
    result = Result(
        degrees=np.full(shape, np.nan),
        passed=np.full(shape, np.nan),
        bands=np.full(shape, -1, dtype=np.int64),
        ranks=np.zeros(shape, dtype=np.int64),
        share=np.zeros(shape),
        nominal=np.zeros(shape[0]),
        states=states,
        known=np.zeros((tree.nodes, cases.size), dtype=np.int64),
        asked=np.zeros((tree.nodes, cases.size), dtype=np.int64),
        filled=np.zeros((tree.nodes, cases.size), dtype=np.int64),
        partial=np.zeros((tree.nodes, cases.size), dtype=bool),
    )
    result.degrees[tree.nodes :] = degrees
    for item in range(tree.nodes, shape[0]):
        _grade(standard, result, item)
    for node in tree.order:
        _count(tree, result, node)
        result.degrees[node] = _node_degree(standard, tree, result, node, gates)
        _grade(standard, result, node)
        _rank(standard, result, node, cases)
    return result


def family(tree: Tree, result: Result, node: int) -> Family:
    """The children of a node with what they pass on; a case in which a child is not applicable does not count it."""
    children, weights = tree.of(node)
    counted = np.empty((children.size, result.passed.shape[1]), dtype=bool)
    for index, child in enumerate(children):
        if child >= tree.nodes:
            counted[index] = tree.scored[child] & (result.states[child - tree.nodes] != NOT_APPLICABLE)
        else:
            counted[index] = tree.scored[child] & (result.asked[child] > 0)
    return Family(result.passed[children], counted, weights)


def _node_degree(standard: Standard, tree: Tree, result: Result, node: int, gates: bool) -> Floats:
    row = standard.nodes[node]
    children, _ = tree.of(node)
    kin = family(tree, result, node)
    low = standard.normalise.low
    if row.missing == "zero":
        left_out = np.array([_left_out(tree, result, int(child)) for child in children]).reshape(kin.passed.shape)
        lower = np.array([_lower_end(standard, tree, int(child)) for child in children])
        filled = np.where(kin.counted & np.isnan(kin.passed) & ~left_out, lower[:, None], kin.passed)
        kin = Family(filled, kin.counted, kin.weights)
    known = kin.known
    result.share[children] = shares(known, kin.weights)
    result.nominal[children] = shares(tree.scored[children][:, None], kin.weights)[:, 0]
    if row.aggregate == "arithmetic":
        degrees = arithmetic(kin.passed, known, kin.weights)
    elif row.aggregate == "geometric":
        degrees = geometric(kin.passed, known, kin.weights, standard.zeros, row.id)
    else:
        raise CannotAssess("assess.no_method", what=f"aggregate = {row.aggregate}", id=row.id)
    complete = tally(known) == tally(kin.counted)
    asked = tally(kin.counted) > 0
    if row.missing == "withhold":
        degrees = np.where(complete, degrees, np.nan)
    elif row.missing == "fail":
        degrees = np.where(complete, degrees, np.where(asked, low, np.nan))
    if gates and row.missing in ("exclude", "withhold"):
        degrees = np.where(gate(kin, row.min_coverage), degrees, np.nan)
    return degrees


def _left_out(tree: Tree, result: Result, child: int) -> Bools:
    if child < tree.nodes:
        return np.zeros(result.passed.shape[1], dtype=bool)
    left_out: Bools = result.states[child - tree.nodes] == UNSCORED
    return left_out


def _lower_end(standard: Standard, tree: Tree, child: int) -> float:
    item = standard.nodes[child] if child < tree.nodes else standard.indicators[child - tree.nodes]
    return 0.0 if item.points == "yes" else standard.normalise.low


def _count(tree: Tree, result: Result, node: int) -> None:
    below = tree.below[node]
    states = result.states[below]
    result.asked[node] = tally(states != NOT_APPLICABLE)
    result.known[node] = tally((states == REPORTED) | (states == UNSCORED))
    result.filled[node] = tally((states == CARRIED) | (states == IMPUTED))
    result.partial[node] = (result.asked[node] > 0) & (result.known[node] == 0)
    for child in tree.of(node)[0]:
        if child < tree.nodes:
            result.partial[node] |= result.partial[child]


def _grade(standard: Standard, result: Result, item: int) -> None:
    nodes = len(standard.nodes)
    row = standard.nodes[item] if item < nodes else standard.indicators[item - nodes]
    scale = standard.scale_of(row)
    result.bands[item] = band_of(result.degrees[item], scale)
    ends = (standard.normalise.low, standard.normalise.high)
    result.passed[item] = passed_points(result.degrees[item], result.bands[item], scale, row.points, *ends)


def _rank(standard: Standard, result: Result, node: int, cases: Cases) -> None:
    decimals = standard.scale_of(standard.nodes[node]).round
    for basis in range(len(cases.bases)):
        for period in range(len(cases.periods)):
            span = cases.span(basis, period)
            result.ranks[node, span] = rank(np.where(cases.assessed, result.degrees[node, span], np.nan), decimals)
