"""Axes of time and of values, and what answers to the pointer."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from json import dumps
from typing import Any, TypeVar

import altair as alt

from qala.publish.charts.look import LETTERS, rows
from qala.publish.charts.moments import moment, thinned
from qala.publish.drawing import LINE, SOFT
from qala.publish.lettering import width

Channel = TypeVar("Channel")
REACH = "reach"
"""The style of what nobody sees and that answers to the pointer; a drawn picture does without."""


def time_axis(periods: Sequence[str], room: float, ends: bool = False) -> alt.X:
    """Time from the first to the last of the periods, which stand below as far as they fit; `ends`: only those two."""
    times = [moment(period) for period in periods]
    half = 0.5 if len(set(times)) == 1 else 0.0
    shown = (periods[0], periods[-1]) if ends else periods
    widest = max(width(period, LETTERS) for period in periods)
    said = thinned(shown, room, widest + 14)
    axis = alt.Axis(
        title=None,
        values=[moment(period) for period in said],
        labelExpr=saying({moment(period): period for period in said}),
        labelOverlap=False,
        labelFlush=False,
        labelColor=SOFT,
        grid=False,
        tickSize=4,
        labelPadding=4,
    )
    scale = alt.Scale(domain=[times[0] - half, times[-1] + half], nice=False, zero=False, padding=widest / 2)
    return alt.X("at:Q", scale=scale, axis=axis)


def value_axis(steps: Mapping[float, str], unit: str = "", shown: bool = True) -> alt.Y:
    """Values between the first and the last step; the unit stands above the numbers."""
    room = max(width(said, LETTERS) for said in steps.values()) + 6
    axis = alt.Axis(
        title=unit or None,
        titleAngle=0,
        titleAlign="left",
        titleAnchor="end",
        titleBaseline="bottom",
        titleX=-room,
        titleY=-20,
        values=list(steps),
        labels=shown,
        labelExpr=saying(steps),
        labelOverlap=False,
        labelPadding=6,
        labelColor=SOFT,
        minExtent=room if shown else 0,
        maxExtent=room if shown else 0,
        ticks=False,
        domain=False,
        gridColor=LINE,
        gridOpacity=0.7,
    )
    ends = [min(steps), max(steps)]
    return alt.Y("value:Q", scale=alt.Scale(domain=ends, nice=False, zero=False), axis=axis)


def reach(found: Iterable[Mapping[str, Any]], high: float = 0, **places: Any) -> alt.Chart:
    """What is told of rows that have a `title` and a `tip`: around their places, or over bars that are so high."""
    said = [alt.Tooltip("title:N", title="title"), alt.Tooltip("tip:N", title=" ")]
    drawn = alt.Chart(rows(found))
    unseen: dict[str, Any] = {"opacity": 0, "style": REACH}
    drawn = drawn.mark_bar(height=high, **unseen) if high else drawn.mark_point(filled=True, size=500, **unseen)
    answering: alt.Chart = drawn.encode(tooltip=said, **places)
    return answering


def fixed(channel: Callable[[float], Channel], place: float) -> Channel:
    """A place on the paper itself, whatever the axes; told as a channel, which spares Altair a long search."""
    return channel(place)


def saying(words: Mapping[float, str]) -> str:
    """The expression by which an axis says the word for each of its values."""
    return f"{dumps(list(words.values()), ensure_ascii=False)}[indexof({dumps(list(words))}, datum.value)]"
