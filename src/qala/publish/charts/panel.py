"""Small panels side by side: the degree of one node over time, on the steps of its scale."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import altair as alt

from qala.areas.breaks import breaks_between
from qala.publish.charts.axes import reach, time_axis, value_axis
from qala.publish.charts.look import LETTERS, WIDE, Sheet, legend, rows
from qala.publish.charts.moments import moment
from qala.publish.charts.subject import Told
from qala.publish.drawing import INK, PAPER, SOFT, leading
from qala.publish.lettering import width, wrap
from qala.publish.map_model import BandLook, looks_of
from qala.standard import Node
from qala.texts import number

_BETWEEN = 22
_BEHIND = 0.4
"""How strong the steps of the scale stand behind a line."""


@dataclass(frozen=True)
class Panel:
    """A node: its rows that have a degree, the runs they make, the steps of its scale; marks: where the boundary
    changed.
    """

    id: str
    name: str
    rows: tuple[dict[str, Any], ...]
    steps: tuple[dict[str, Any], ...]
    looks: tuple[BandLook, ...]
    last: str
    spoken: str
    marks: tuple[dict[str, Any], ...] = ()

    @classmethod
    def of(cls, told: Told, node: Node, name: str, found: Sequence[Mapping[str, Any]]) -> "Panel":
        """The panel of a node's rows, one a period, of which one at least has a degree."""
        bands = told.standard.scale_of(node).bands
        looks = looks_of(bands, told.standard.normalise.high, told.language)
        words = {look.id: look.title for look in looks}
        ordered = sorted(found, key=lambda row: str(row["period"]))
        drawn = tuple(_drawn(ordered, words, told, name))
        marks = tuple(
            {"at": (moment(one["period"]) + moment(two["period"])) / 2} for one, two in broken_between(told, ordered)
        )
        starts = [max(band.start, told.standard.normalise.low) for band in bands] + [told.standard.normalise.high]
        steps = tuple(
            {"band": look.id, "value": start, "to": end}
            for look, start, end in zip(looks, starts, starts[1:], strict=False)
            if start < end
        )
        said = ", ".join(f"{row['period']} – {row['said']}" for row in drawn)
        latest = max(row["period"] for row in found)
        last = drawn[-1]["words"] + ("" if drawn[-1]["period"] == latest else f" ({drawn[-1]['period']})")
        return cls(node.id, name, drawn, steps, looks, last, f"{name}: {said}.", marks)


def broken_between(told: Told, rows: Sequence[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """The neighbours among an area's rows, one a period in order, between which its boundary changed."""
    events = told.events
    return [
        (one, two)
        for one, two in pairwise(rows)
        if breaks_between(events, (one["area"],), one["period"], two["period"])
    ]


def _drawn(
    found: Sequence[Mapping[str, Any]], words: Mapping[str, str], told: Told, name: str
) -> Iterator[dict[str, Any]]:
    """The rows that have a degree; a new run after each that has none, and where the boundary changed."""
    run = 0
    anew = {two["period"] for _, two in broken_between(told, found)}
    for row in found:
        run += row["period"] in anew
        if row["degree"] is None:
            run += 1
            continue
        said = number(row["degree"], told.language, 1, fixed=True)
        full = " · ".join(filter(None, (said, words.get(row["band"] or ""))))
        place = {"at": moment(row["period"]), "value": row["degree"], "run": run, "period": row["period"]}
        yield place | {"said": said, "words": full, "title": name, "tip": f"{row['period']}: {full}"}


@dataclass(frozen=True)
class Grid:
    """Panels in rows on a sheet, under one legend of the scale."""

    panels: Sequence[Panel]
    periods: Sequence[str]
    steps: Mapping[float, str]
    sheet: Sheet

    @classmethod
    def of(cls, panels: Sequence[Panel], periods: Sequence[str], told: Told, sheet: Sheet) -> "Grid":
        """The panels over the range of degrees."""
        low, high = told.standard.normalise.low, told.standard.normalise.high
        ends = (low, (low + high) / 2, high)
        return cls(panels, periods, {end: number(end, told.language) for end in ends}, sheet)

    @property
    def columns(self) -> int:
        """How many stand side by side."""
        return 4 if self.sheet.wide >= WIDE.wide else 2

    @property
    def wide(self) -> float:
        """The width of a panel."""
        numbers = max(width(said, LETTERS) for said in self.steps.values()) + 6
        return (self.sheet.room - numbers - _BETWEEN * (self.columns - 1) - 6) / self.columns

    def drawn(self) -> alt.ConcatChart:
        """The panels as one chart."""
        made = [self._panel(one, index % self.columns == 0) for index, one in enumerate(self.panels)]
        spacing = {"row": 18, "column": _BETWEEN}
        whole = alt.concat(*made, columns=self.columns, spacing=spacing, align="each", bounds="full")
        whole.resolve = alt.Resolve(
            scale=alt.ScaleResolveMap(color="shared"), legend=alt.LegendResolveMap(color="shared")
        )
        return whole

    def _panel(self, one: Panel, first: bool) -> alt.LayerChart:
        size = LETTERS + 1
        title = alt.Title(
            list(wrap(one.name, self.wide, size, bold=True)), subtitle=list(wrap(one.last, self.wide, LETTERS)),
            anchor="start", frame="group", fontSize=size, fontWeight=600, subtitleFontSize=LETTERS, subtitlePadding=2,
            offset=6, lineHeight=leading(size), subtitleLineHeight=leading(LETTERS),
        )  # fmt: skip
        return alt.LayerChart(layer=list(self._layers(one, first)), width=self.wide, height=96, title=title)

    def _layers(self, one: Panel, first: bool) -> Iterator[alt.Chart]:
        x, y = time_axis(self.periods, self.wide, ends=True), value_axis(self.steps, shown=first)
        yield self._steps(one, y)
        if one.marks:
            yield alt.Chart(rows(one.marks)).mark_rule(color=SOFT, strokeDash=[2, 3], strokeWidth=1).encode(x=x)
        drawn = alt.Chart(rows(one.rows))
        for ink, thick in ((PAPER, 5), (INK, 2)):
            line = drawn.mark_line(color=ink, strokeWidth=thick, strokeJoin="round")
            yield line.encode(x=x, y=y, detail="run:N")
        point = drawn.mark_point(filled=True, size=44, opacity=1, color=INK, stroke=PAPER, strokeWidth=1)
        yield point.encode(x=x, y=y)
        yield reach(one.rows, x=x, y=y)

    def _steps(self, one: Panel, y: alt.Y) -> alt.Chart:
        """The steps of the scale behind a line."""
        colours = alt.Scale(domain=[look.id for look in one.looks], range=[look.colour for look in one.looks])
        words = {look.id: look.title for look in one.looks}
        key = legend(words, self.sheet.room, symbolType="square", symbolStrokeColor=SOFT)
        colour = alt.Color("band:N", scale=colours, legend=key)
        behind: alt.Chart = alt.Chart(rows(one.steps)).mark_rect(opacity=_BEHIND).encode(y=y, y2="to:Q", color=colour)
        return behind
