"""Up the tree: from the degrees of the indicators to those of all nodes.

Reproducible to the bit: no BLAS, no NumPy reductions over floats, cases in a fixed order, children added one by one in
the order of the tree.
"""

from dataclasses import dataclass, field

import numpy as np

from qala.engine import aggregate
from qala.engine.arrays import KNOWN, NOT_APPLICABLE, UNSCORED, Bools, Floats, Ints, States
from qala.engine.bands import BandsOf, passed_points
from qala.engine.doubt import doubt_weights
from qala.engine.grid import Cases
from qala.engine.impute import Peers, from_peers
from qala.engine.tree import Tree
from qala.errors import CannotAssess
from qala.standard import Node, Standard


@dataclass(frozen=True)
class Graded:
    """Indicators with their degrees: (items, cases), the rows of the nodes still empty; values (indicators, cases) in
    the unit in which they were normalised; their states; and from whom nodes may take a degree, None for no one.
    """

    degrees: Floats
    values: Floats
    states: States
    peers: Peers | None = None


@dataclass
class Rolled:
    """Items are nodes, then indicators, in the standard's order.

    degrees: (items, cases); points: rows (cases,) of what items pass instead of their degree; imputed: the nodes' cases
    whose degree comes from peers; lowered: the rows of children that passed the lower end for want of a value; doubts:
    the weights (children, cases) of nodes that give the benefit of the doubt.
    """

    degrees: Floats
    points: dict[int, Floats] = field(default_factory=dict)
    imputed: dict[int, Bools] = field(default_factory=dict)
    lowered: dict[tuple[int, int], Floats] = field(default_factory=dict)
    doubts: dict[int, Floats] = field(default_factory=dict)

    def passed(self, item: int) -> Floats:
        """(cases,): what an item passes to its parent, NaN where nothing."""
        row: Floats = self.points.get(item, self.degrees[item])
        return row

    def withhold(self, cases: Bools, nodes: int) -> None:
        """Takes back the degrees of all nodes in some cases."""
        self.degrees[:nodes, cases] = np.nan
        for item in self.points:
            if item < nodes:
                self.points[item] = np.where(cases, np.nan, self.points[item])

    def family(self, tree: Tree, node: int) -> tuple[list[int], list[Floats], Floats]:
        """The children that count for a node, what each passes (the lower end under the rule zero), their weights."""
        children, weights = tree.of(node)
        taken = [index for index, child in enumerate(children.tolist()) if tree.scored[child] and weights[index].any()]
        items = [int(children[index]) for index in taken]
        return items, [self.lowered.get((node, item), self.passed(item)) for item in items], weights[taken]


def roll_up(standard: Standard, tree: Tree, graded: Graded, cases: Cases, gates: bool = True) -> Rolled:
    """Fills the rows of the nodes in `graded.degrees`; without `gates` no node is withheld by its gate."""
    degrees, states, peers = graded.degrees, graded.states, graded.peers
    rolled = Rolled(degrees)
    bands = BandsOf(standard, degrees, graded.values)
    for item in tree.order:
        if item < tree.nodes:
            degrees[item] = _node_degree(standard, tree, rolled, states, cases, item, gates)
            if peers is not None and standard.nodes[item].impute:
                _impute(standard.nodes[item], rolled, item, peers, counted(tree, states, item))
        how = bands.items[item].points
        if how:
            scale = standard.scale_of(bands.items[item])
            ends = (standard.normalise.low, standard.normalise.high)
            rolled.points[item] = passed_points(bands.of(item), scale, how, *ends)
    return rolled


def counted(tree: Tree, states: States, item: int) -> Bools | None:
    """(cases,): whether an item is asked at all; None for everywhere."""
    if item >= tree.nodes:
        away = states[item - tree.nodes] == NOT_APPLICABLE
        return ~away if away.any() else None
    found = np.zeros(states.shape[1], dtype=np.bool_)
    if not tree.below[item].size:
        return None
    for indicator in tree.below[item]:
        away = states[indicator] == NOT_APPLICABLE
        if not away.any():
            return None
        found |= ~away
    return found


def _node_degree(
    standard: Standard, tree: Tree, rolled: Rolled, states: States, cases: Cases, node: int, gates: bool
) -> Floats:
    row = standard.nodes[node]
    if row.aggregate == "count":
        return _count(tree, states, node)
    if row.missing == "zero":
        _lower(standard, tree, rolled, states, node)
    items, rows, weights = rolled.family(tree, node)
    if not items:
        return np.full(cases.size, np.nan)
    if row.weights == "benefit-of-the-doubt":
        rolled.doubts[node] = _doubt(standard, row, rows, weights, cases)
        found = aggregate.weighted_sum(rows, rolled.doubts[node], 0.0, None)
    else:
        found = _aggregate(standard, row, rows, weights, cases)
    gate = row.min_coverage if gates and row.missing in ("exclude", "withhold") else 0.0
    if row.missing in ("exclude", "zero") and not gate:
        return found
    asked, have = _tallies(tree, states, items, rows)
    if row.missing == "withhold":
        found = np.where(have == asked, found, np.nan)
    elif row.missing == "fail":
        found = np.where(have == asked, found, np.where(asked > 0, standard.normalise.low, np.nan))
    return np.where(have >= gate * asked - 1e-12, found, np.nan) if gate else found


def _aggregate(standard: Standard, row: Node, rows: list[Floats], weights: Floats, cases: Cases) -> Floats:
    exponent = aggregate.power_of(row.aggregate)
    if exponent == 1:
        return aggregate.arithmetic(rows, weights)
    if exponent is not None:
        return aggregate.power_mean(rows, weights, exponent, standard.zeros, row.id)
    if row.aggregate == "minimum":
        return aggregate.minimum(rows)
    if row.aggregate == "median":
        return aggregate.median(np.array(rows), weights)
    if row.aggregate == "sum":
        return aggregate.weighted_sum(rows, weights, row.add, row.floor)
    if row.aggregate == "copeland":
        return _copeland(rows, weights, cases)
    raise CannotAssess("assess.no_method", what=f"aggregate = {row.aggregate}", id=row.id)


def _doubt(standard: Standard, row: Node, rows: list[Floats], weights: Floats, cases: Cases) -> Floats:
    if row.aggregate != "arithmetic":
        raise CannotAssess("assess.doubt_mean", node=row.id, mean=row.aggregate)
    return doubt_weights(np.array(rows), weights, cases, standard.doubt, standard.normalise.high, row.id)


def _copeland(rows: list[Floats], weights: Floats, cases: Cases) -> Floats:
    """Each basis and period for itself, over the assessed areas, whose weights are the same."""
    found = np.full(cases.size, np.nan)
    for basis in range(len(cases.bases)):
        for period in range(len(cases.periods)):
            columns = cases.span(basis, period).start + np.flatnonzero(cases.assessed)
            own = weights if weights.ndim == 1 else weights[:, columns[0]]
            found[columns] = aggregate.copeland(np.array([row[columns] for row in rows]), own)
    return found


def _count(tree: Tree, states: States, node: int) -> Floats:
    """How many of all indicators below, of context too, have an own value."""
    found = np.zeros(states.shape[1])
    for indicator in tree.all_below[node]:
        found += np.isin(states[indicator], KNOWN)
    return found


def _tallies(tree: Tree, states: States, items: list[int], rows: list[Floats]) -> tuple[Ints, Ints]:
    """(cases,) each: how many children are asked, and how many pass something on."""
    asked, have = np.zeros((2, rows[0].size), dtype=np.int64)
    for item, row in zip(items, rows, strict=True):
        here = counted(tree, states, item)
        asked += 1 if here is None else here
        have += ~np.isnan(row)
    return asked, have


def _lower(standard: Standard, tree: Tree, rolled: Rolled, states: States, node: int) -> None:
    """Under the rule zero a child that is asked and has nothing passes the lower end, or 0 points."""
    for item in rolled.family(tree, node)[0]:
        row = rolled.passed(item)
        gap = np.isnan(row)
        if item >= tree.nodes:
            gap &= states[item - tree.nodes] != UNSCORED
        here = counted(tree, states, item)
        gap = gap if here is None else gap & here
        if gap.any():
            child = standard.nodes[item] if item < tree.nodes else standard.indicators[item - tree.nodes]
            rolled.lowered[node, item] = np.where(gap, 0.0 if child.points == "yes" else standard.normalise.low, row)


def _impute(row: Node, rolled: Rolled, node: int, peers: Peers, asked: Bools | None) -> None:
    """Where the node is asked and has no degree, that of its peers."""
    own = rolled.degrees[node].copy()
    filled = np.zeros(own.shape, dtype=np.bool_)
    for method in row.impute:
        found = from_peers(own, method, peers)
        gap = np.isnan(rolled.degrees[node]) & ~np.isnan(found)
        gap = gap if asked is None else gap & asked
        rolled.degrees[node, gap] = found[gap]
        filled |= gap
    rolled.imputed[node] = filled
