"""The tree of a standard as flat arrays (compressed sparse rows)."""

from dataclasses import dataclass

import numpy as np

from qala.engine.arrays import Bools, Floats, Ints
from qala.errors import CannotAssess
from qala.standard import Indicator, Node, Standard


@dataclass(frozen=True)
class Tree:
    """Items are the nodes in the order of tree.csv, then the indicators in the order of indicators.csv.

    children[start[n]:start[n + 1]] are the items that node n takes up, weights beside them; `order` has each node after
    all nodes below it; `scored` says which items count at all (weight not 0, not of context, something below).
    `below[n]` are the scored indicators at any depth below node n, numbered as indicators.
    """

    nodes: int
    start: Ints
    children: Ints
    weights: Floats
    order: tuple[int, ...]
    scored: Bools
    below: tuple[Ints, ...]
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
    order = _deepest_first(standard)
    scored = np.array([item.weight > 0 for item in items], dtype=np.bool_)
    for index, indicator in enumerate(standard.indicators, nodes):
        scored[index] &= indicator.scored
    below: list[list[int]] = [[] for _ in range(nodes)]
    for node in order:
        for child in standard.children[standard.nodes[node].id]:
            if scored[number[child]]:
                below[node] += below[number[child]] if number[child] < nodes else [number[child] - nodes]
        scored[node] &= bool(below[node])
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
        parent,
    )


def _weight(standard: Standard, scheme: str, id_: str, given: float) -> float:
    if given == 0 or scheme == "given":
        return given
    if scheme == "equal":
        return 1.0
    named = standard.weight_sets.get(scheme.removeprefix("set:")) if scheme.startswith("set:") else None
    if named is None:
        raise CannotAssess("assess.no_method", what=f"weights = {scheme}", id=id_)
    return named.get(id_, given)


def _deepest_first(standard: Standard) -> list[int]:
    depth = {standard.root.id: 0}
    waiting = [standard.root.id]
    while waiting:
        node = waiting.pop()
        for child in standard.children[node]:
            if child in standard.node:
                depth[child] = depth[node] + 1
                waiting.append(child)
    return sorted(range(len(standard.nodes)), key=lambda index: -depth[standard.nodes[index].id])
