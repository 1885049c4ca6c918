"""Faults of ahp.csv: judgements about what is not there, pairs that nobody judged, judgements that nobody uses."""

from collections.abc import Iterator
from itertools import combinations

from qala.files import parse_table
from qala.standard.cells import rows
from qala.standard.lint.fault import Fault, fault
from qala.standard.model import Standard
from qala.standard.shares import taken

FILE = "ahp.csv"


def judgements(standard: Standard) -> Iterator[Fault]:
    """Row by row, then node by node."""
    yield from _unknown(standard)
    for node in standard.nodes:
        judged = standard.judgements.get(node.id, {})
        if node.weights != "ahp":
            if judged:
                yield fault("judged_unused", FILE, None, "node", node=node.id)
            continue
        for one, other in combinations([item.id for item in taken(standard, node)], 2):
            if (one, other) not in judged and (other, one) not in judged:
                yield fault("judged_missing", FILE, None, "a", node=node.id, one=one, other=other)


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
