"""How every chart looks: its paper, its letters, its heading, the names at its side."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from qala.publish.drawing import INK, LINE, PAPER, SOFT, leading
from qala.publish.lettering import FAMILIES, width, wrap
from qala.texts import Language

LETTERS = 12
"""What a chart says is set in this size."""


@dataclass(frozen=True)
class Sheet:
    """What a chart is drawn on: its width and margin, the size of title and notes, how much a name at a side takes."""

    wide: float
    margin: float
    title: float
    note: float
    names: float
    lines: int = 2

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.wide - 2 * self.margin


FULL, WIDE, NARROW = Sheet(900, 24, 18, 13, 220), Sheet(760, 6, 18, 13, 200), Sheet(340, 4, 16, 12, 118, 3)
"""A sheet of its own, a figure in a page, and one on a phone."""
CONFIG: Mapping[str, Any] = {
    "font": FAMILIES,
    "background": PAPER,
    "aria": False,
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "labelFontSize": LETTERS,
        "titleColor": SOFT,
        "titleFontSize": LETTERS,
        "titleFontWeight": "normal",
        "titlePadding": 8,
        "gridColor": LINE,
        "tickColor": LINE,
        "domainColor": LINE,
    },
    "legend": {
        "labelColor": INK,
        "labelFontSize": LETTERS,
        "labelLimit": 0,
        "titleColor": SOFT,
        "titleFontSize": LETTERS,
        "titleFontWeight": "normal",
        "symbolSize": 160,
        "symbolStrokeWidth": 1,
        "columnPadding": 18,
        "offset": 14,
    },
}


@dataclass(frozen=True)
class Heading:
    """What stands above a chart, and what it says to those who do not see it."""

    language: Language
    title: str
    notes: tuple[str, ...]
    spoken: str


@dataclass(frozen=True)
class Side:
    """The names at the left: their lines by id, the room they take, the height of a row."""

    names: Mapping[str, Sequence[str]]
    room: float
    step: float
    sheet: Sheet

    @classmethod
    def of(cls, names: Mapping[str, str], least: float, sheet: Sheet = FULL) -> "Side":
        """Long names take two lines; a row is high enough for its name, and at least `least`."""
        said = {id_: in_lines(name, sheet) for id_, name in names.items()}
        room = max(width(line, LETTERS) for lines in said.values() for line in lines)
        return cls(said, room, max(least, leading(LETTERS) * max(map(len, said.values())) + 1), sheet)

    @property
    def left(self) -> float:
        """What is left beside the names."""
        return self.sheet.room - self.room - 12

    @property
    def high(self) -> float:
        """The height of all rows."""
        return self.step * len(self.names)

    def axis(self, title: str | None = None, inner: float = 0, outer: float = 0) -> alt.Y:
        """The axis of the names, in their order; between and around rows are these shares of a row."""
        broken = json.dumps([id_ for id_, lines in self.names.items() if len(lines) > 1])
        higher = {"test": f"indexof({broken}, datum.value) >= 0", "value": "bottom"}
        shown = alt.Axis(
            title=title,
            labelExpr=said_of(self.names),
            labelLimit=0,
            labelLineHeight=leading(LETTERS),
            labelBaseline={"condition": higher, "value": "middle"},
            labelPadding=8,
            minExtent=self.room + 8,
            labelOverlap=False,
            ticks=False,
            domain=False,
            grid=False,
        )
        scale = alt.Scale(domain=list(self.names), paddingInner=inner, paddingOuter=outer)
        return alt.Y("area:N", sort=list(self.names), axis=shown, scale=scale)


def in_lines(name: str, sheet: Sheet, bold: bool = False) -> tuple[str, ...]:
    """A name at a side in at most so many lines as a sheet has for it; what does not fit is left out."""
    lines = wrap(name, sheet.names, LETTERS, bold)
    return lines if len(lines) <= sheet.lines else (*lines[: sheet.lines - 1], f"{lines[sheet.lines - 1]}…")


def chart(
    layers: Iterable[alt.Chart], heading: Heading, wide: float, high: float, sheet: Sheet = FULL
) -> alt.LayerChart:
    """Layers as one chart, under its heading."""
    whole = alt.LayerChart(layer=list(layers), width=wide, height=high)
    headed(whole, heading, sheet)
    return whole


def headed(whole: alt.LayerChart | alt.ConcatChart, heading: Heading, sheet: Sheet) -> None:
    """Gives a chart its heading, what it says to those who do not see it, and the look of all."""
    notes = [line for note in heading.notes for line in wrap(note, sheet.room, sheet.note)]
    lines = list(wrap(heading.title, sheet.room, sheet.title, bold=True))
    whole.title = alt.Title(lines, subtitle=notes, anchor="start", frame="bounds", offset=18)
    whole.description = " ".join((heading.title, *heading.notes, heading.spoken))
    whole.usermeta = {"language": heading.language, "title": heading.title, "wide": sheet.wide}
    whole.config = alt.Config(**CONFIG, padding=sheet.margin, title=_titles(sheet))


def _titles(sheet: Sheet) -> alt.TitleConfig:
    return alt.TitleConfig(
        color=INK, fontSize=sheet.title, subtitleColor=SOFT, subtitleFontSize=sheet.note, subtitlePadding=8
    )


def rows(found: Iterable[Mapping[str, Any]]) -> alt.InlineData:
    """The data of a layer."""
    return alt.InlineData(values=[dict(row) for row in found])


def inked(found: Iterable[Mapping[str, Any]]) -> Iterator[alt.Chart]:
    """What rows have `said`, a layer for each `ink`."""
    said = [row for row in found if row["said"]]
    for ink in sorted({row["ink"] for row in said}):
        layer = alt.Chart(rows(row for row in said if row["ink"] == ink))
        yield layer.mark_text(fontSize=LETTERS, baseline="middle", color=ink).encode(text="said:N")


def said_of(names: Mapping[str, Sequence[str]]) -> str:
    """The expression by which an axis or a legend says the lines of a name for an id.

    A bar stands before each, since Vega fails on a text such as `toString`, the name of something of its language.
    """
    written = {f"|{id_}": "|" + "\n".join(lines) for id_, lines in names.items()}
    return f'split(slice({json.dumps(written, ensure_ascii=False)}["|" + datum.value], 1), "\\n")'


def legend(names: Mapping[str, str], room: float, **more: Any) -> alt.Legend:
    """A legend above the chart: in one line where that fits, else in columns."""
    widths = [width(name, LETTERS) + 50 for name in names.values()]
    fits = (n for n in range(len(widths), 1, -1) if sum(max(widths[column::n]) for column in range(n)) <= room)
    columns = next(fits, 1)
    return alt.Legend(
        title=None,
        orient="top",
        direction="horizontal",
        columns=columns,
        labelExpr=said_of({id_: (name,) for id_, name in names.items()}),
        **more,
    )


def per_cent(title: str, **more: Any) -> alt.Axis:
    """An axis of shares."""
    return alt.Axis(title=title, labelExpr="format(datum.value * 100, '.0f') + ' %'", tickMinStep=0.01, **more)
