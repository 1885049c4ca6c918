"""How every chart looks: its paper, its letters, its heading, the names at its side."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from qala.publish.drawing import INK, LINE, PAPER, SOFT, leading
from qala.publish.lettering import FAMILIES, width, wrap
from qala.texts import Language

WIDE, MARGIN, LETTERS, TITLE = 900, 24, 12, 18
"""A chart is so wide; what it says is set in the one size, its title in the other."""
ROOM = WIDE - 2 * MARGIN
_NAMES = 220
"""The names at the side take at most so much."""
CONFIG: Mapping[str, Any] = {
    "font": FAMILIES,
    "background": PAPER,
    "padding": MARGIN,
    "aria": False,
    "view": {"stroke": None},
    "title": {"color": INK, "fontSize": TITLE, "subtitleColor": SOFT, "subtitleFontSize": 13, "subtitlePadding": 8},
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

    @classmethod
    def of(cls, names: Mapping[str, str], least: float) -> "Side":
        """Long names take two lines; a row is high enough for its name, and at least `least`."""
        said = {id_: _two_lines(name) for id_, name in names.items()}
        room = max(width(line, LETTERS) for lines in said.values() for line in lines)
        return cls(said, room, max(least, leading(LETTERS) * max(map(len, said.values())) + 1))

    @property
    def left(self) -> float:
        """What is left beside the names."""
        return ROOM - self.room - 12

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


def _two_lines(name: str) -> tuple[str, ...]:
    """A name as it stands at the side; what does not fit is left out."""
    lines = wrap(name, _NAMES, LETTERS)
    return lines if len(lines) < 3 else (lines[0], f"{lines[1]}…")


def chart(layers: Iterable[alt.Chart], heading: Heading, wide: float, high: float) -> alt.LayerChart:
    """Layers as one chart, under its heading."""
    notes = [line for note in heading.notes for line in wrap(note, ROOM, 13)]
    title = alt.Title(
        list(wrap(heading.title, ROOM, TITLE, bold=True)), subtitle=notes, anchor="start", frame="bounds", offset=18
    )
    whole = alt.LayerChart(layer=list(layers), width=wide, height=high, title=title)
    whole.description = " ".join((heading.title, *heading.notes, heading.spoken))
    whole.usermeta = {"language": heading.language, "title": heading.title}
    whole.config = alt.Config(**CONFIG)
    return whole


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
