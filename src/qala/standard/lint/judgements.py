"""Faults of ahp.csv: judgements about what is not there, pairs that nobody judged, judgements that nobody uses, and
experts who contradict themselves.
"""

from collections.abc import Iterator
from itertools import combinations

from qala.files import parse_table
from qala.standard.cells import rows
from qala.standard.judgements import FILE, opinions
from qala.standard.lint.fault import Fault, fault
from qala.standard.model import Judged, Standard
from qala.standard.shares import taken


def judgements(standard: Standard) -> Iterator[Fault]:
    """Row by row, then node by node."""
    yield from _unknown(standard)
    for node in standard.nodes:
        judged = standard.judgements.get(node.id, {})
        if node.weights != "ahp":
            if judged:
                yield fault("judged_unused", FILE, None, "node", node=node.id)
            continue
        pairs = list(combinations([item.id for item in taken(standard, node)], 2))
        for one, other in _left_out(judged, pairs):
            yield fault("judged_missing", FILE, None, "a", node=node.id, one=one, other=other)
        yield from _of_experts(standard, node.id, pairs)
    yield from _inconsistent(standard)


def _left_out(judged: Judged, pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [pair for pair in pairs if pair not in judged and pair[::-1] not in judged]


def _of_experts(standard: Standard, node: str, pairs: list[tuple[str, str]]) -> Iterator[Fault]:
    """Pairs that some of several experts did not compare: their answers count in some weights and not in others."""
    experts = standard.experts.get(node, {})
    for expert, judged in experts.items() if len(experts) > 1 else ():
        for one, other in _left_out(judged, pairs):
            if not _left_out(standard.judgements[node], [(one, other)]):
                told = {"node": node, "one": one, "other": other}
                yield fault("expert_missing", FILE, None, "expert", expert=expert or "–", **told)


def _inconsistent(standard: Standard) -> Iterator[Fault]:
    """Whoever contradicts himself more than the standard accepts; all together, where they are several."""
    limit = f"{standard.consistency:g}"
    for one in opinions(standard):
        if one.ratio > standard.consistency:
            told = {"node": one.node, "ratio": f"{one.ratio:.2f}", "limit": limit}
            code = "expert_inconsistent" if one.expert else "inconsistent"
            yield fault(code, FILE, None, "ratio", expert=one.expert, **told)


def _unknown(standard: Standard) -> Iterator[Fault]:
    """Nodes that are not in the tree, and what is compared without being scored under them."""
    if FILE not in standard.files:
        return
    for cells in rows(parse_table(standard.files[FILE], FILE)):
        row, id_ = cells.place().row, cells.text("node")
        node = standard.node.get(id_)
        if node is None:
            yield fault("judged_node", FILE, row, "node", node=id_)
            continue
        compared = {item.id for item in taken(standard, node)}
        for column in ("a", "b"):
            if cells.text(column) not in compared:
                yield fault("judged_unknown", FILE, row, column, id=cells.text(column), node=id_)
