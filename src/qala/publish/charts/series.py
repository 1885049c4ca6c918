"""One indicator over time: a line for each area, between the values at which the degree is lowest and highest."""

from collections.abc import Iterator, Mapping
from typing import Any

import altair as alt

from qala.publish.charts.axes import fixed, reach, time_axis, value_axis
from qala.publish.charts.course import Course
from qala.publish.charts.look import LETTERS, WIDE, Sheet, chart, rows
from qala.publish.charts.moments import moment
from qala.publish.charts.points import OWN, QUESTIONED, WIDER, tips
from qala.publish.charts.series_words import heading_of
from qala.publish.charts.subject import Subject
from qala.publish.charts.theme import GOAL, LINES, MANY
from qala.publish.drawing import LINE, PAPER, SOFT, leading
from qala.publish.reasons import unit_of
from qala.texts import number, text

_SHAPES = ("circle", "square", "diamond", "triangle-up", "triangle-down", "cross")
_BESIDE = 16
"""Between the plot and a name."""


def series_chart(assessment: Mapping[str, Any], subject: Subject, sheet: Sheet = WIDE) -> alt.LayerChart:
    """The values of the indicator. Raises BadUse for an unknown indicator, period or basis, and where it has none."""
    course = Course.of(assessment, subject, sheet)
    return chart(_layers(course), heading_of(course), course.plot, course.high, sheet)


def _layers(course: Course) -> Iterator[alt.Chart]:
    x = time_axis(course.periods, course.plot)
    y = value_axis(course.steps, unit_of(course.indicator, course.told.language))
    yield from _goals(course, y)
    yield from _lines(course, x, y)
    yield from _points(course, x, y)
    yield from _names(course, x, y)
    yield reach(tips(course.told, course.indicator, course.points), x=x, y=y)


def _goals(course: Course, y: alt.Y) -> Iterator[alt.Chart]:
    """Thin rules at the values of the lowest and the highest degree, each with its word."""
    ends, language = course.told.standard.normalise, course.told.language
    degrees = {end: number(getattr(ends, end), language) for end in course.goals}
    said = {end: text("charts.goal", language, degree=degree) for end, degree in degrees.items()}
    drawn = alt.Chart(rows({"value": value, "said": said[end]} for end, value in course.goals.items()))
    yield drawn.mark_rule(color=GOAL[0], strokeDash=[5, 4], strokeWidth=1).encode(y=y)
    words = drawn.encode(x=fixed(alt.XValue, course.plot - 4), y=y, text="said:N")
    around: dict[str, Any] = {"align": "right", "baseline": "bottom", "dy": -3, "fontSize": LETTERS}
    yield words.mark_text(color=PAPER, stroke=PAPER, strokeWidth=3, strokeJoin="round", **around)
    yield words.mark_text(color=GOAL[0], **around)


def _inks(course: Course) -> dict[str, tuple[str, str]]:
    """The ink and the shape of each area; where they are many, one for all."""
    if len(course.areas) > len(LINES):
        return dict.fromkeys(course.areas, (MANY[0], _SHAPES[0]))
    return {area: (LINES[at][0], _SHAPES[at]) for at, area in enumerate(course.areas)}


def _colour(course: Course) -> alt.Color:
    scale = alt.Scale(domain=list(course.areas), range=[ink for ink, _ in _inks(course).values()])
    return alt.Color("area:N", scale=scale, legend=None)


def _shape(course: Course) -> alt.Shape:
    scale = alt.Scale(domain=list(course.areas), range=[shape for _, shape in _inks(course).values()])
    return alt.Shape("area:N", scale=scale, legend=None)


def _lines(course: Course, x: alt.X, y: alt.Y) -> Iterator[alt.Chart]:
    """Lines through what follows without a gap and is not questioned."""
    joined = [point.row for point in course.points if point.kind != QUESTIONED]
    thick = 2 if len(course.areas) <= len(LINES) else 1.2
    drawn = alt.Chart(rows(joined)).mark_line(strokeWidth=thick, strokeJoin="round", strokeCap="round")
    yield drawn.encode(x=x, y=y, color=_colour(course), detail="run:N")


def _points(course: Course, x: alt.X, y: alt.Y) -> Iterator[alt.Chart]:
    """Full points of the areas themselves, open ones of places around them, grey broken ones where questioned."""
    found = {kind: [point.row for point in course.points if point.kind == kind] for kind in (OWN, WIDER, QUESTIONED)}
    size = 60 if len(course.periods) <= 20 and len(course.areas) <= len(LINES) else 24
    full = alt.Chart(rows(found[OWN])).mark_point(filled=True, size=size, opacity=1)
    yield full.encode(x=x, y=y, color=_colour(course), shape=_shape(course))
    hollow = alt.Chart(rows(found[WIDER])).mark_point(fill=PAPER, size=size, opacity=1, strokeWidth=1.75)
    yield hollow.encode(x=x, y=y, color=_colour(course), shape=_shape(course))
    grey = alt.Chart(rows(found[QUESTIONED])).mark_point(
        fill=PAPER, stroke=SOFT, strokeDash=[2, 2], strokeWidth=1.5, size=size * 1.5, opacity=1
    )
    yield grey.encode(x=x, y=y, shape=_shape(course))


def _names(course: Course, x: alt.X, y: alt.Y) -> Iterator[alt.Chart]:
    """Names at the ends of lines, with a thin line to each."""
    places, inks = course.name_places, _inks(course)
    for area, lines in course.names.items():
        last = course.last[area]
        one = alt.Chart(rows([last.row | {"said": "\n".join(lines)}]))
        down = places[area]
        edge = fixed(alt.X2Value, course.plot + _BESIDE - 4)
        if moment(last.period) < moment(course.periods[-1]) or abs(places[area] - course.place(last.value)) > 1:
            yield one.mark_rule(color=LINE, strokeWidth=1).encode(x=x, x2=edge, y=y, y2=fixed(alt.Y2Value, down))
        ink = SOFT if last.kind == QUESTIONED else inks[area][0]
        words = one.mark_text(
            align="left", baseline="middle", fontSize=LETTERS, fontWeight=600, color=ink, lineBreak="\n",
            lineHeight=leading(LETTERS), dy=-(len(lines) - 1) * leading(LETTERS) / 2,
        )  # fmt: skip
        yield words.encode(x=fixed(alt.XValue, course.plot + _BESIDE), y=fixed(alt.YValue, down), text="said:N")
