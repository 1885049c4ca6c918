"""The tree of a standard as flat arrays (compressed sparse rows)."""

from dataclasses import dataclass

import numpy as np

from qala.engine.arrays import Bools, Floats, Ints
from qala.errors import CannotAssess
from qala.standard import Indicator, Node, Standard

DERIVED = frozenset({"pca", "entropy", "critic", "ahp", "equal-influence", "benefit-of-the-doubt"})
"""Weights that stand for others until they are derived: see `weigh` and `doubt`."""


@dataclass(frozen=True)
class Tree:
    """Items are the nodes in the order of tree.csv, then the indicators in the order of indicators.csv.

    children[start[n]:start[n + 1]] are the items that node n takes up, weights beside them, one each or one for each
    case; `order` has each item after all that its degree and its band rest on; `scored` says which items count at all
    (weight not 0, not of context, something below). `below[n]` are the indicators asked at any depth below node n,
    which are those that are scored or, where the standard scores nothing, that have a weight, numbered as indicators;
    `all_below[n]` those of context and of weight 0 too.
    """

    nodes: int
    start: Ints
    children: Ints
    weights: Floats
    order: tuple[int, ...]
    scored: Bools
    below: tuple[Ints, ...]
    all_below: tuple[Ints, ...]
    parent: Ints

    def of(self, node: int) -> tuple[Ints, Floats]:
        """The children of a node, and their weights."""
        span = slice(int(self.start[node]), int(self.start[node + 1]))
        return self.children[span], self.weights[span]


def flatten(standard: Standard) -> Tree:
    """The arrays of a standard's tree, with the weights that its nodes name (given, equal, set:NAME)."""
    items: list[Node | Indicator] = [*standard.nodes, *standard.indicators]
    number = {item.id: index for index, item in enumerate(items)}
    nodes = len(standard.nodes)
    order = _order(standard, items, number)
    scored = np.array([_own_weight(standard, item) > 0 for item in items], dtype=np.bool_)
    asked = scored.copy()
    for index, indicator in enumerate(standard.indicators, nodes):
        scored[index] &= indicator.scored
        asked[index] &= indicator.asked
    below: list[list[int]] = [[] for _ in range(nodes)]
    everything: list[list[int]] = [[] for _ in range(nodes)]
    for node in (item for item in order if item < nodes):
        for child in standard.children[standard.nodes[node].id]:
            item = number[child]
            everything[node] += everything[item] if item < nodes else [item - nodes]
            if asked[item]:
                below[node] += below[item] if item < nodes else [item - nodes]
        counts = standard.nodes[node].aggregate == "count" and bool(everything[node])
        asked[node] &= bool(below[node]) or counts
        scored[node] &= counts or any(scored[number[child]] for child in standard.children[standard.nodes[node].id])
    start, children, weights = [0], [], []
    for index, node_ in enumerate(standard.nodes):
        taken = [number[child] for child in standard.children[node_.id]]
        if node_.over == "indicators":
            taken = [nodes + indicator for indicator in below[index]]
        children += taken
        weights += [_weight(standard, node_.weights, items[child].id, items[child].weight) for child in taken]
        start.append(len(children))
    parent = np.array([number[item.parent] if item.parent else -1 for item in items], dtype=np.int64)
    return Tree(
        nodes,
        np.array(start, dtype=np.int64),
        np.array(children, dtype=np.int64),
        np.array(weights, dtype=np.float64),
        tuple(order),
        scored,
        tuple(np.array(found, dtype=np.int64) for found in below),
        tuple(np.array(found, dtype=np.int64) for found in everything),
        parent,
    )


def edge_weights(standard: Standard, tree: Tree, scheme: str) -> Floats:
    """(edges,): the weights that the children of all nodes would have under a scheme, such as set:NAME."""
    items: list[Node | Indicator] = [*standard.nodes, *standard.indicators]
    children = (items[child] for child in tree.children.tolist())
    return np.array([_weight(standard, scheme, child.id, child.weight) for child in children])


def _own_weight(standard: Standard, item: Node | Indicator) -> float:
    """The weight of an item among its siblings; 0 where a set of weights gives it none."""
    scheme = standard.node[item.parent].weights if item.parent else "given"
    return _weight(standard, scheme, item.id, item.weight)


def _weight(standard: Standard, scheme: str, id_: str, given: float) -> float:
    if given == 0 or scheme == "given" or scheme in DERIVED:
        return given
    if scheme == "equal":
        return 1.0
    named = standard.weight_sets.get(scheme.removeprefix("set:")) if scheme.startswith("set:") else None
    if named is None:
        raise CannotAssess("assess.no_method", what=f"weights = {scheme}", id=id_)
    return named.get(id_, given)


def _order(standard: Standard, items: list[Node | Indicator], number: dict[str, int]) -> list[int]:
    """All items, each after its children and, where it passes points, after the nodes that its bands need."""
    done: dict[int, bool] = {}
    order: list[int] = []
    waiting = [number[standard.root.id]]
    while waiting:
        item = waiting[-1]
        before = [number[id_] for id_ in _rests_on(standard, items[item])]
        if item not in done:
            done[item] = False
            for other in before:
                if done.get(other) is False:
                    raise CannotAssess("assess.needs_cycle", id=items[item].id, other=items[other].id)
            waiting += [other for other in reversed(before) if other not in done]
            continue
        waiting.pop()
        if not done[item]:
            done[item] = True
            order.append(item)
    return order


def _rests_on(standard: Standard, item: Node | Indicator) -> list[str]:
    """The children of an item, and the nodes that its bands need."""
    bands = standard.scale_of(item).bands if item.points else ()
    needed = [node for band in bands for node in band.needs if node != item.id]
    for node in needed:
        if node not in standard.node:
            raise CannotAssess("assess.no_need", id=item.id, need=node)
    children = list(standard.children[item.id]) if isinstance(item, Node) else []
    return children + needed
