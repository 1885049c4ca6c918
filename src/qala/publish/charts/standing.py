"""How areas stand at one node in a period: a bar for each in its band's colour, with its degree and its interval."""

from collections.abc import Iterator, Mapping
from typing import Any

import altair as alt

from qala.errors import BadUse
from qala.publish.charts.bars import Bar, Bars
from qala.publish.charts.look import WIDE, Heading, Sheet, chart
from qala.publish.charts.subject import Subject, Told
from qala.publish.drawing import clean
from qala.publish.naming import named
from qala.texts import number, text


def standing_chart(assessment: Mapping[str, Any], subject: Subject, sheet: Sheet = WIDE) -> alt.LayerChart:
    """The degrees of all areas at the node. Raises BadUse for an unknown node, period or basis, and for no degree."""
    told = Told.of(assessment, subject)
    if told.id not in told.standard.node:
        raise BadUse("explain.no_node", value=told.id, known=", ".join(told.standard.node))
    rows = told.rows("nodes", node=told.id, period=told.period)
    known = sorted((row for row in rows if row["degree"] is not None), key=lambda row: (-row["degree"], row["area"]))
    if not known:
        raise BadUse("charts.no_degrees", node=told.id, period=told.period, basis=told.basis)
    names = told.names
    bars = [Bar.of(told, row, row["area"], names[row["area"]]) for row in known]
    heading = _heading(told, bars, [name for area, name in names.items() if area not in {one.id for one in bars}])
    drawn = Bars.of(bars, sheet)
    return chart(drawn.layers(told), heading, drawn.plot, drawn.side.high, sheet)


def _heading(told: Told, bars: list[Bar], without: list[str]) -> Heading:
    name = clean(named(told.standard.node[told.id], told.language))
    title = f"{name}, {told.period}"
    return Heading(
        told.language, title, tuple(_notes(told, bars, without)), " ".join(f"{one.name}: {one.spoken}." for one in bars)
    )


def _notes(told: Told, bars: list[Bar], without: list[str]) -> Iterator[str]:
    ends = told.standard.normalise
    low, high = (number(end, told.language) for end in (ends.low, ends.high))
    basis = text(f"map.basis_{told.basis}", told.language)
    yield text("charts.standing_how", told.language, low=low, high=high, basis=basis)
    if any(one.low is not None for one in bars):
        yield text("charts.interval", told.language)
    rows = told.rows("nodes", node=told.id, period=told.period)
    if not all(row["comparable"] for row in rows if row["degree"] is not None):
        yield text("charts.not_alike", told.language)
    if without:
        yield text("charts.without", told.language, names=", ".join(without))
