"""How far a place is from the best that is done anywhere, in the light most to its advantage.

The benefit of the doubt (see qala.engine.doubt) over all places of the panel: the place has the weights of the children
of a node that show it best, each child's share of the whole within bounds around its given weight, and no other place
may be above the upper end by them. What it lacks to the upper end then, it lacks by any such weights.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from qala.engine.arrays import Floats
from qala.engine.doubt import best_weights
from qala.insight.benchmark.panel import PART, WHOLE, Panel
from qala.standard import Node, Standard


@dataclass(frozen=True, slots=True)
class Frontier:
    """A node of an area.

    reached: its degree by its own best weights, where the best place has `top`; None where there is nothing to compare;
    distance: what it lacks to that; shares: how much of it each child makes; set_by: who has `top` by the same weights;
    compared: how many places have a degree in all these children, none below 0; borrowed: of the area and those that
    set it, who is shown with figures of other places under the node.
    """

    node: str
    reached: float | None
    distance: float | None
    top: float
    shares: Mapping[str, float]
    set_by: tuple[str, ...]
    compared: int
    borrowed: tuple[str, ...]


def frontier(panel: Panel, area: str, node: Node) -> Frontier:
    """The distance of an area to the frontier of a node, over the children in which it has a degree; where that is one
    node alone, over the children of that.

    Compared are the places, other than the country and urban parts, that have a degree in all of these.
    """
    standard = panel.standard
    top = max(standard.normalise.low, standard.normalise.high)
    children = _children(panel, area, node.id)
    places = [
        place
        for place in sorted({place for place, _ in panel.rows})
        if (panel.kind(place) not in (WHOLE, PART) or place == area) and _knows(panel, place, children)
    ]
    if not children or area not in places:
        return Frontier(node.id, None, None, top, {}, (), 0, ())
    degrees = np.array([[panel.rows[place, child]["degree"] for place in places] for child in children])
    given = np.array([_weight(standard, child) for child in children])
    weights = _weights(degrees, given, places.index(area), standard.doubt) * top
    found = _frontier(node, area, places, children, (degrees, weights, top))
    shown = (area, *found.set_by)
    return replace(found, borrowed=tuple(place for place in shown if _borrows(panel, place, node.id)))


def _children(panel: Panel, area: str, node: str) -> list[str]:
    """What counts under a node and has a degree; of a single node of these what is under it."""
    found = [
        child
        for child in panel.standard.children[node]
        if _weight(panel.standard, child) > 0 and panel.rows[area, child]["degree"] is not None
    ]
    single = len(found) == 1 and found[0] in panel.standard.node
    return _children(panel, area, found[0]) if single else found


def _weight(standard: Standard, child: str) -> float:
    return standard.node[child].weight if child in standard.node else standard.indicator[child].weight


def _borrows(panel: Panel, place: str, node: str) -> bool:
    """Whether any scored figure under a node describes another place than the one that it is shown at."""
    rows = (panel.rows[place, one.id] for one in panel.standard.asked_below[node])
    return any(row["degree"] is not None and row["boundary"] != place for row in rows)


def _frontier(
    node: Node, area: str, places: list[str], children: list[str], numbers: tuple[Floats, Floats, float]
) -> Frontier:
    degrees, weights, top = numbers
    parts = weights * degrees[:, places.index(area)]
    reached = float(parts.sum())
    whole = weights @ degrees
    setters = tuple(
        place for place, size in zip(places, whole, strict=True) if place != area and size >= top * (1 - 1e-6)
    )
    shares = {child: float(part / reached) if reached else 0.0 for child, part in zip(children, parts, strict=True)}
    return Frontier(node.id, reached, max(0.0, top - reached), top, shares, setters, len(places), ())


def _knows(panel: Panel, place: str, children: list[str]) -> bool:
    rows = (panel.rows.get((place, child)) for child in children)
    return all(row is not None and row["degree"] is not None and row["degree"] >= 0 for row in rows)


def _weights(degrees: Floats, given: Floats, place: int, slack: float) -> Floats:
    """(children,): the weights that show one place best, the best place at 1; 0 where it has nothing."""
    weights = np.zeros(given.shape)
    active = np.flatnonzero(degrees[:, place] > 0)
    if active.size:
        others = np.unique(degrees[active], axis=1)
        weights[active] = best_weights(degrees[active, place], others, given[active], slack)
    return weights
