"""Why a degree is what it is: every point of it, down to the value and its source."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from qala.areas.model import Text
from qala.errors import BadUse
from qala.standard import Indicator, Node, Standard, parse_standard


@dataclass(frozen=True)
class Part:
    """A child of what is explained: its degree, the share of the weight it had, the points it gave its parent.

    contribution is in points of the parent's degree and None where the child gave nothing; the contributions of
    siblings and the `own` points of their parent (what a sum adds by itself, or its floor makes up) add up to the
    parent's degree, whatever the mean. `row` is the row of the assessment that it comes from.
    """

    id: str
    kind: str
    title: Text
    degree: float | None
    weight_share: float
    contribution: float | None
    state: str
    row: Mapping[str, Any]
    children: tuple["Part", ...] = ()
    own: float = 0.0


@dataclass(frozen=True)
class Explanation:
    """A node of an area in a period on a basis, with all that is below it."""

    area: str
    node: str
    period: str
    basis: str
    title: Text
    degree: float | None
    row: Mapping[str, Any]
    parts: tuple[Part, ...]
    own: float = 0.0


def explain(
    assessment: Mapping[str, Any], area: str, node: str, period: str | None = None, basis: str | None = None
) -> Explanation:
    """The parts of a node's degree; the last period and first basis where none is named.

    Raises BadUse for an area, node, period or basis that the assessment does not have.
    """
    chosen, on = chosen_of(assessment, period, basis)
    standard, rows = standard_of(assessment), rows_of(assessment, area, node, chosen, on)
    top = rows[node]
    parts = _parts(standard, rows, node)
    own = _own(standard.node[node], top["degree"], parts)
    return Explanation(area, node, chosen, on, standard.node[node].title, top["degree"], top, parts, own)


def chosen_of(assessment: Mapping[str, Any], period: str | None, basis: str | None) -> tuple[str, str]:
    """The period and basis that are meant: the last and the first where none is named. Raises BadUse for others."""
    periods, bases = assessment["settings"]["periods"], assessment["settings"]["bases"]
    return (
        _one_of(period, periods, max(periods), "explain.no_period"),
        _one_of(basis, bases, bases[0], "explain.no_basis"),
    )


def standard_of(assessment: Mapping[str, Any]) -> Standard:
    """The standard that an assessment holds."""
    return _parsed(assessment["standard"]["sha256"], tuple(sorted(assessment["standard"]["pack"].items())))


@lru_cache(maxsize=8)
def _parsed(_sha256: str, files: tuple[tuple[str, str], ...]) -> Standard:
    return parse_standard(dict(files))


def _one_of(asked: str | None, known: list[str], default: str, code: str) -> str:
    if asked is not None and asked not in known:
        raise BadUse(code, value=asked, known=", ".join(known))
    return asked or default


def rows_of(
    assessment: Mapping[str, Any], area: str, node: str, period: str, basis: str
) -> dict[str, Mapping[str, Any]]:
    """The rows of an area in a case, by the id of their node or indicator. Raises BadUse for unknown areas or nodes."""
    _one_of(node, list(standard_of(assessment).node), node, "explain.no_node")
    _one_of(area, [row["id"] for row in assessment["areas"]["rows"]], area, "explain.no_area")
    wanted = (area, period, basis)
    return {
        row[name]: row
        for table, name in (("nodes", "node"), ("indicators", "indicator"))
        for row in assessment[table]
        if (row["area"], row["period"], row["basis"]) == wanted
    }


def _parts(standard: Standard, rows: Mapping[str, Mapping[str, Any]], node: str) -> tuple[Part, ...]:
    return tuple(_part(standard, rows, child) for child in standard.children[node])


def _part(standard: Standard, rows: Mapping[str, Mapping[str, Any]], id_: str) -> Part:
    item: Node | Indicator = standard.node.get(id_) or standard.indicator[id_]
    row = rows[id_]
    nested = _parts(standard, rows, id_) if isinstance(item, Node) else ()
    kind = "node" if isinstance(item, Node) else "indicator"
    own = _own(item, row["degree"], nested) if isinstance(item, Node) else 0.0
    known = row["degree"], row["weight"], row["contribution"], row["state"]
    return Part(id_, kind, item.title, *known, row, nested, own)


def _own(node: Node, degree: float | None, parts: tuple[Part, ...]) -> float:
    """What a sum has beyond its children: its `add`, and what its floor makes up."""
    if node.aggregate != "sum" or degree is None:
        return 0.0
    return degree - math.fsum(part.contribution or 0.0 for part in parts)
