"""The values of one indicator as points in time: whose they are, what they stand on, and which a line may join."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qala.areas.breaks import breaks_between
from qala.areas.model import AreaEvent
from qala.publish.charts.moments import moment
from qala.publish.charts.subject import Told
from qala.publish.reasons import unit_of
from qala.standard import Indicator
from qala.texts import number, text

OWN, WIDER, QUESTIONED = "own", "wider", "questioned"
"""A figure of the area itself, one of a place around it, one that a data rule questions and that does not count."""


@dataclass(frozen=True)
class Point:
    """A value at its own period; points of an area with the same run follow one another without a gap, and describe a
    place whose boundary stayed; broken: whether the boundary is another than at the point before.
    """

    area: str
    period: str
    value: float
    kind: str
    place: str
    run: int
    broken: bool = False

    @property
    def row(self) -> dict[str, Any]:
        """Where it is drawn."""
        return {"area": self.area, "at": moment(self.period), "value": self.value, "run": f"{self.area} {self.run}"}


def points_of(told: Told, rows: Sequence[Mapping[str, Any]]) -> tuple[Point, ...]:
    """The points of an indicator's rows, by area and period; one carried on stands once, at its own period."""
    found: dict[tuple[str, str], Mapping[str, Any]] = {}
    for row in sorted(rows, key=lambda row: str(row["period"])):
        if row["value"] is not None:
            found.setdefault((row["area"], row["value_period"] or row["period"]), row)
    times = sorted({period for _, period in found} | {row["period"] for row in rows})
    events = told.events
    return tuple(point for area in told.names for point in _of_area(area, times, found, events))


def _of_area(
    area: str, times: list[str], found: Mapping[tuple[str, str], Mapping[str, Any]], events: Sequence[AreaEvent]
) -> Iterator[Point]:
    run, before = 0, None
    for period in times:
        row = found.get((area, period))
        if row is None:
            run += 1
            continue
        kind = _kind(row)
        broken = before is not None and _broken(before, (period, row["boundary"]), area, events)
        run += kind == QUESTIONED or broken
        yield Point(area, period, row["value"], kind, row["boundary"], run, broken)
        run += kind == QUESTIONED
        before = period, row["boundary"]


def _broken(before: tuple[str, str], now: tuple[str, str], area: str, events: Sequence[AreaEvent]) -> bool:
    """Whether two figures, each of a period and a place, describe other boundaries."""
    return before[1] != now[1] or bool(breaks_between(events, (area, now[1]), before[0], now[0]))


def _kind(row: Mapping[str, Any]) -> str:
    if row["state"] == "questioned":
        return QUESTIONED
    return OWN if row["boundary"] == row["area"] else WIDER


def tips(told: Told, indicator: Indicator, points: tuple[Point, ...]) -> Iterator[dict[str, Any]]:
    """The points as rows with what is said when one points at them."""
    unit, names, places = unit_of(indicator, told.language), told.names, told.places
    for one in points:
        about = text("charts.questioned", told.language) if one.kind == QUESTIONED else ""
        if one.broken:
            about = "; ".join(filter(None, (about, text("series.other_boundary", told.language))))
        if one.place != one.area:
            about = "; ".join(filter(None, (about, places.get(one.place, one.place))))
        said = f"{one.period}: {number(one.value, told.language, 3)} {unit}".rstrip()
        yield one.row | {"title": names[one.area], "tip": f"{said} ({about})" if about else said}
