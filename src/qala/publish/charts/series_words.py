"""What is said of an indicator's course: its title, what its marks mean, and all of it to those who do not see it."""

from collections.abc import Iterator

from qala.publish.charts.course import Course
from qala.publish.charts.look import Heading
from qala.publish.charts.points import QUESTIONED, WIDER, Point
from qala.publish.drawing import clean
from qala.publish.naming import named
from qala.publish.reasons import unit_of
from qala.texts import number, text

_SAID = 6
"""Up to so many areas all values are told; of more, the last ones."""


def heading_of(course: Course) -> Heading:
    """What stands above the chart, and what it tells."""
    language = course.told.language
    periods = sorted({point.period for point in course.points})
    span = periods[0] if len(periods) == 1 else f"{periods[0]}–{periods[-1]}"
    title = f"{clean(named(course.indicator, language))}, {span}"
    return Heading(language, title, tuple(_notes(course)), " ".join(_spoken(course)))


def _notes(course: Course) -> Iterator[str]:
    told, direction = course.told, course.indicator.direction
    way = text(f"charts.{direction}", told.language)
    yield text("charts.series_how", told.language, way=way, basis=text(f"map.basis_{told.basis}", told.language))
    if course.indicator.window > 1:
        yield text("charts.window", told.language, count=course.indicator.window)
    around = dict.fromkeys(point.place for point in course.points if point.kind == WIDER)
    if around:
        names = ", ".join(told.places.get(place, place) for place in around)
        yield text("charts.wider", told.language, names=names)
    broken = [f"{course.areas[point.area]} ({point.period})" for point in course.points if point.broken]
    if broken:
        more = text("map.and_more", told.language, count=len(broken) - _SAID) if len(broken) > _SAID else ""
        yield text("series.broken", told.language, names=", ".join(broken[:_SAID]) + more)
    if any(point.kind == QUESTIONED for point in course.points):
        yield text("charts.grey", told.language)
    without = [name for area, name in told.names.items() if area not in course.areas]
    if without:
        yield text("charts.no_value", told.language, names=", ".join(without))


def _spoken(course: Course) -> Iterator[str]:
    language = course.told.language
    yield text("charts.unit", language, unit=unit_of(course.indicator, language)) if course.indicator.unit else ""
    for area, name in course.areas.items():
        own = [point for point in course.points if point.area == area]
        shown = own if len(course.areas) <= _SAID else own[-1:]
        yield f"{name}: {', '.join(_value(course, point) for point in shown)}."


def _value(course: Course, point: Point) -> str:
    language = course.told.language
    said = f"{point.period} – {number(point.value, language, 2)}"
    return f"{said} ({text('charts.questioned', language)})" if point.kind == QUESTIONED else said
