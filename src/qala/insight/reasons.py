"""What of a method moves degrees that rest on the same figures: indicators and weights, each with its points.

Under an arithmetic mean the change of a degree is taken apart without a rest: the own change of each child, by the mean
of its weight before and after; the change of its weight, by how far the child lies from the mean of the degree; what
comes in or goes, by how far it lies from that. The own change of a branch is taken apart in turn, down to indicators.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from qala.standard import Standard

KINDS = ("own", "weight", "came", "gone", "rule")
"""How the value of an indicator is read; the weight of an item; an item that counts now, or no more; how a node joins
what is below it, its gates and points.
"""
Rows = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Reason:
    """What moved a degree: one of KINDS, the id of the indicator or node, the points of the degree above."""

    kind: str
    id: str
    points: float


@dataclass(frozen=True)
class Sides:
    """The rows of an area in a period by id of node or indicator, and the standards, before and after."""

    standards: tuple[Standard, Standard]
    rows: tuple[Rows, Rows]

    def reasons(self, node: str) -> tuple[Reason, ...]:
        """What moved a node, the largest first, adding up to its change; nothing where it has no degree both times."""
        return tuple(sorted(_merged(self._taken_apart(node)), key=lambda one: (-abs(one.points), one.kind, one.id)))

    def _degrees(self, id_: str) -> tuple[float | None, float | None]:
        before, after = (side.get(id_, {}).get("degree") for side in self.rows)
        return before, after

    def _taken_apart(self, node: str) -> Iterator[Reason]:
        before, after = self._degrees(node)
        if before is None or after is None:
            return
        plain = all(one.node[node].aggregate == "arithmetic" for one in self.standards if node in one.node)
        found: list[Reason] = []
        children = dict.fromkeys(id_ for one in self.standards for id_ in _taken(one, node))
        for child in children:
            found += self._of_child(child, (before + after) / 2, plain)
        yield from found
        rest = after - before - math.fsum(one.points for one in found)
        if abs(rest) > 1e-9:
            yield Reason("rule", node, rest)

    def _of_child(self, child: str, middle: float, plain: bool) -> Iterator[Reason]:
        """What a child does to the node above, whose degree was in the middle `middle`."""
        (w0, p0), (w1, p1) = (_share(side.get(child, {})) for side in self.rows)
        if not w0 and not w1:
            return
        if not plain:
            kind = "own" if w0 and w1 else "came" if w1 else "gone"
            yield from (
                self._own(child, w1 * p1 - w0 * p0) if kind == "own" else (Reason(kind, child, w1 * p1 - w0 * p0),)
            )
        elif not w0:
            yield Reason("came", child, w1 * (p1 - middle))
        elif not w1:
            yield Reason("gone", child, -w0 * (p0 - middle))
        else:
            yield Reason("weight", child, ((p0 + p1) / 2 - middle) * (w1 - w0))
            yield from self._own(child, (w0 + w1) / 2 * (p1 - p0))

    def _own(self, child: str, points: float) -> Iterator[Reason]:
        """The own change of a child: of a branch by what moved it, each in its part."""
        before, after = self._degrees(child)
        branch = any(child in one.node for one in self.standards)
        if not branch or before is None or after is None or abs(after - before) < 1e-12:
            yield Reason("rule" if branch else "own", child, points)
            return
        for one in self._taken_apart(child):
            yield replace(one, points=one.points * points / (after - before))


def _taken(standard: Standard, node: str) -> tuple[str, ...]:
    """The ids of what a node takes its degree from."""
    own = standard.node.get(node)
    if own is None:
        return ()
    if own.over == "indicators":
        return tuple(one.id for one in standard.asked_below[node])
    return standard.children[node]


def _share(row: Mapping[str, Any]) -> tuple[float, float]:
    """The weight with which a row counted, and what it passed up; 0, 0 where it gave nothing."""
    weight, given = row.get("weight") or 0.0, row.get("contribution")
    return (weight, given / weight) if weight and given is not None else (0.0, 0.0)


def _merged(found: Iterator[Reason]) -> Iterator[Reason]:
    """One reason of each kind and id; what is nothing is left out."""
    points: dict[tuple[str, str], list[float]] = {}
    for one in found:
        points.setdefault((one.kind, one.id), []).append(one.points)
    for (kind, id_), parts in points.items():
        if abs(math.fsum(parts)) > 1e-9:
            yield Reason(kind, id_, math.fsum(parts))
