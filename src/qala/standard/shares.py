"""What part of the weight of the whole an item of a standard has."""

from collections.abc import Sequence
from itertools import pairwise

from qala.standard.model import Indicator, Node, Standard

Item = Node | Indicator


def child_of(standard: Standard, id_: str) -> Item:
    """The node or indicator with an id."""
    return standard.node.get(id_) or standard.indicator[id_]


def path_share(standard: Standard, item: Item) -> float:
    """The part of the whole's weight that an item has, 0..1, multiplied down the path; 0 where it is not scored.

    By the weights of the pack: given, equal or a set; weights that are derived from figures stand as given.
    """
    path = _path(standard, item)
    share = 1.0
    for parent, child in pairwise(path):
        node = standard.node[parent.id]
        counted = taken(standard, node)
        if node.over == "indicators":
            return share * _part(standard, node, counted, _scored_below(standard, item))
        share *= _part(standard, node, counted, [child] if child in counted else [])
    return share


def taken(standard: Standard, node: Node) -> list[Item]:
    """What a node takes its degree from: the children with a weight and something scored, or the indicators below."""
    if node.over == "indicators":
        return _scored_below(standard, node)
    children = [child_of(standard, id_) for id_ in standard.children[node.id]]
    return [one for one in children if _weight(standard, node, one) and _scored_below(standard, one)]


def _path(standard: Standard, item: Item) -> list[Item]:
    """The root, and so on down to the item."""
    path: list[Item] = [item]
    while path[-1].parent:
        path.append(standard.node[path[-1].parent])
    return path[::-1]


def _part(standard: Standard, node: Node, counted: Sequence[Item], mine: Sequence[Item]) -> float:
    """The weight that some of what a node takes up has among all of it."""
    total = sum(_weight(standard, node, one) for one in counted)
    return sum(_weight(standard, node, one) for one in mine) / total if total else 0.0


def _weight(standard: Standard, node: Node, item: Item) -> float:
    if node.weights == "equal":
        return 1.0 if item.weight else 0.0
    named = standard.weight_sets.get(node.weights.removeprefix("set:"), {}) if node.weights.startswith("set:") else {}
    return named.get(item.id, item.weight) if item.weight else 0.0


def _scored_below(standard: Standard, item: Item) -> list[Item]:
    """The indicators at and below an item that are scored, down paths without a weight of 0."""
    if isinstance(item, Indicator):
        return [item] if item.scored else []
    children = [child_of(standard, id_) for id_ in standard.children[item.id]]
    return [one for child in children if _weight(standard, item, child) for one in _scored_below(standard, child)]
