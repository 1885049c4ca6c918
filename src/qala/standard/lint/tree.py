"""Faults of tree.csv: weights, gates, means that cannot be taken, points that are not there."""

from collections.abc import Iterator

from qala.standard.lint.fault import INDICATORS, PLAIN_ID, TREE, Fault, fault, title_faults
from qala.standard.model import Indicator, Node, Standard
from qala.standard.shares import child_of, path_share


def tree(standard: Standard) -> Iterator[Fault]:
    """Each node with its children."""
    for row, node in enumerate(standard.nodes, 2):
        yield from title_faults(node.title, node.id, TREE, row)
        children = standard.children[node.id]
        if not children:
            yield fault("empty", TREE, row, "id", node=node.id)
        elif node.aggregate != "count" and all(child_of(standard, child).weight == 0 for child in children):
            yield fault("weights", TREE, row, "weight", node=node.id)
        if node.missing == "zero" and node.min_coverage > 0:
            yield fault("gate_zero", TREE, row, "min_coverage", node=node.id, gate=f"{node.min_coverage:g}")
        if node.weights.startswith("set:") and node.weights[4:] not in standard.weight_sets:
            yield fault("weight_set", TREE, row, "weights", node=node.id, name=node.weights[4:])
        if _refuses_zero(standard, node) and standard.normalise.low <= 0:
            yield fault("zero_mean", TREE, row, "aggregate", node=node.id, mean=node.aggregate)
        yield from _same_titles(standard, node, row)
        if not standard.scores:
            yield from _idle(node, row)
    yield from items(standard)
    yield from dominating(standard)


def _idle(node: Node, row: int) -> Iterator[Fault]:
    """What a node of a standard that scores nothing has no use for."""
    written = {
        "missing": node.missing != "exclude",
        "min_coverage": node.min_coverage > 0,
        "impute": bool(node.impute),
        "points": bool(node.points),
    }
    for column in (name for name, there in written.items() if there):
        yield fault("scores_rule", TREE, row, column, node=node.id, setting=column)


def items(standard: Standard) -> Iterator[Fault]:
    """What holds for nodes and indicators alike: ids, points."""
    for row, node in enumerate(standard.nodes, 2):
        yield from _item(standard, node, TREE, row)
    for row, indicator in enumerate(standard.indicators, 2):
        yield from _item(standard, indicator, INDICATORS, row)


def _item(standard: Standard, item: Node | Indicator, file: str, row: int) -> Iterator[Fault]:
    if not PLAIN_ID.fullmatch(item.id):
        yield fault("id", file, row, "id", id=item.id)
    bands = standard.scale_of(item).bands
    if item.points and (not bands or any(band.points is None for band in bands)):
        yield fault("points", file, row, "points", id=item.id)


def _refuses_zero(standard: Standard, node: Node) -> bool:
    power = float(node.aggregate[6:]) if node.aggregate.startswith("power:") else 1.0
    return standard.zeros == "refuse" and (node.aggregate in ("geometric", "harmonic") or power <= 0)


def _same_titles(standard: Standard, node: Node, row: int) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for id_ in standard.children[node.id]:
        title = child_of(standard, id_).title.en
        if title and title in seen:
            yield fault("title_twice", TREE, row, "id", node=node.id, one=seen[title], other=id_)
        seen[title] = id_


def dominating(standard: Standard) -> Iterator[Fault]:
    """Single indicators with more than half the weight of the whole, where there are four or more."""
    scored = [one for one in standard.indicators if one.scored and one.weight > 0]
    if len(scored) < 4:
        return
    for row, indicator in enumerate(standard.indicators, 2):
        share = path_share(standard, indicator) if indicator in scored else 0.0
        if share > 0.5:
            yield fault("dominates", INDICATORS, row, "weight", indicator=indicator.id, share=f"{100 * share:.0f}")
