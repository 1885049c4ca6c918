"""Who does best in an indicator, and by how much: every place with its own figure, each mix of boundaries marked."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from qala.areas.model import Text
from qala.insight.benchmark.panel import WHOLE, Panel
from qala.standard import Indicator

Solutions = Mapping[tuple[str, str], tuple[Text, ...]]
"""Titles of the typical solutions that a place (by its id) is known to have used for an indicator."""
KNOWN = ("reported", "carried")


@dataclass(frozen=True, slots=True)
class Figure:
    """The figure of another place.

    ahead: how far its value lies from the own one, in the unit; points: how far its degree does; None where either is
    not known. alike: whether both describe the same kind of place: without it they are not of one measure. solutions:
    what it used, where that is known.
    """

    place: str
    kind: str
    period: str
    value: float
    degree: float | None
    ahead: float | None
    points: float | None
    alike: bool
    source: str
    solutions: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """An indicator of an area beside the others.

    boundary, kind: the place that the own figure describes; position: 1 where nobody is better, of `known` places with
    a figure; best: who does best of all, alike: of those whose figure describes the same kind of place, peer: of the
    peers; None where nobody has one.
    """

    indicator: str
    title: Text
    unit: str
    state: str
    boundary: str
    kind: str
    period: str
    value: float | None
    degree: float | None
    known: int
    position: int | None
    best: Figure | None
    alike: Figure | None
    peer: Figure | None


def compared(panel: Panel, area: str, one: Indicator, peers: Collection[str], solutions: Solutions) -> Compared:
    """One scored indicator of an area beside all other places that have a figure, and beside its peers."""
    row = panel.own[area, one.id]
    own = row["boundary"] if row["value"] is not None else area
    others = {place: found for place, found in _figures(panel, one).items() if place != own}
    shown = {place: _figure(panel, one, row, found, solutions) for place, found in others.items()}
    alike = [figure for figure in shown.values() if figure.alike]
    hold = {panel.rows[peer, one.id]["boundary"] for peer in peers if (peer, one.id) in panel.rows}
    good = row["value"] is not None and row["state"] in KNOWN
    better = sum(_better(one, figure, row["value"], panel.degree(row)) for figure in shown.values()) if good else None
    return Compared(
        indicator=one.id,
        title=one.title,
        unit=one.unit,
        state=row["state"],
        boundary=own,
        kind=panel.kind(own),
        period=row["value_period"] or panel.period,
        value=row["value"],
        degree=row["degree"],
        known=len(shown) + (1 if good else 0),
        position=None if better is None else better + 1,
        best=_best(one, shown.values()),
        alike=_best(one, alike),
        peer=_best(one, [figure for place, figure in shown.items() if place in hold]),
    )


def _figures(panel: Panel, one: Indicator) -> dict[str, Mapping[str, Any]]:
    """The rows with a good figure, by the place that it describes; a place's own row before those that borrow it."""
    found: dict[str, Mapping[str, Any]] = {}
    for (area, id_), row in sorted(panel.rows.items()):
        if id_ != one.id or row["value"] is None or row["state"] not in KNOWN or panel.kind(area) == WHOLE:
            continue
        if row["boundary"] not in found or area == row["boundary"]:
            found[row["boundary"]] = row
    return found


def _figure(
    panel: Panel, one: Indicator, own: Mapping[str, Any], row: Mapping[str, Any], solutions: Solutions
) -> Figure:
    place, degree = row["boundary"], panel.degree(row)
    known = own["value"] is not None and own["state"] in KNOWN
    mine = panel.degree(own) if known else None
    return Figure(
        place=place,
        kind=panel.kind(place),
        period=row["value_period"],
        value=row["value"],
        degree=degree,
        ahead=row["value"] - own["value"] if known else None,
        points=None if degree is None or mine is None else degree - mine,
        alike=panel.kind(place) == panel.kind(own["boundary"]),
        source=row["source"],
        solutions=solutions.get((place, one.id), ()),
    )


def _better(one: Indicator, figure: Figure, value: float, degree: float | None) -> bool:
    """Whether a figure is better than a value: by degrees for a target, else by the values themselves."""
    if one.direction == "target":
        return figure.degree is not None and degree is not None and figure.degree > degree
    return figure.value < value if one.direction == "lower" else figure.value > value


def _best(one: Indicator, figures: Iterable[Figure]) -> Figure | None:
    """The best of some; among equals one of the same kind of place, then the first by id."""

    def order(figure: Figure) -> tuple[float, float, bool, str]:
        degree = -1.0 if figure.degree is None else figure.degree
        value = figure.value if one.direction == "lower" else -figure.value
        return -degree, 0.0 if one.direction == "target" else value, not figure.alike, figure.place

    return min(figures, key=order, default=None)
