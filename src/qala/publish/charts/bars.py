"""Bars of degrees on the scale, each with its number, its band's word and how far it may lie off."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import altair as alt

from qala.publish.charts.axes import fixed, reach, saying
from qala.publish.charts.look import LETTERS, WIDE, Sheet, Side, rows
from qala.publish.charts.subject import Told
from qala.publish.drawing import INK, LINE, PAPER, SOFT, leading
from qala.publish.lettering import width, wrap
from qala.publish.map_model import BandLook, looks_of
from qala.texts import number, text

_BESIDE = 10
_NUMBER = 16
"""The size of a degree."""
_PLAIN = "#8fb3bd"
"""The colour of a bar where there are no bands."""


@dataclass(frozen=True)
class Bar:
    """A degree, its words, and its interval where the robustness tells one."""

    id: str
    name: str
    degree: float
    said: str
    band: BandLook | None
    low: float | None
    high: float | None
    spoken: str
    start: float
    end: float

    @classmethod
    def of(cls, told: Told, row: Mapping[str, Any], id_: str, name: str) -> "Bar":
        """The bar of a row that has a degree."""
        node = told.standard.node[row["node"]]
        looks = looks_of(told.standard.scale_of(node).bands, told.standard.normalise.high, told.language)
        band = next((look for look in looks if look.id == row["band"]), None)
        said = number(row["degree"], told.language, 1, fixed=True)
        low, high = _interval(told, row)
        word = f", {band.title}" if band else ""
        between = _between(told, low, high)
        ends = told.standard.normalise
        spoken = f"{said}{word}{between}"
        return cls(id_, name, row["degree"], said, band, low, high, spoken, ends.low, ends.high)

    @property
    def row(self) -> dict[str, Any]:
        """What is drawn of it."""
        return {
            "area": self.id, "degree": self.degree, "from": self.start, "to": self.end, "low": self.low,
            "high": self.high, "said": self.said, "colour": self.band.colour if self.band else _PLAIN,
            "title": self.name, "tip": self.spoken,
        }  # fmt: skip


@dataclass(frozen=True)
class Bars:
    """Bars beside their names, and the words at their right: in a row, or below one another where a sheet is narrow."""

    bars: tuple[Bar, ...]
    side: Side

    @classmethod
    def of(cls, bars: Sequence[Bar], sheet: Sheet) -> "Bars":
        """The bars from the top."""
        made = cls(tuple(bars), Side.of({one.id: one.name for one in bars}, 30, sheet))
        least = leading(_NUMBER) + leading(LETTERS) * max(len(made.words(one)) for one in bars) + 8
        return replace(made, side=replace(made.side, step=max(made.side.step, least))) if made.stacked else made

    @property
    def stacked(self) -> bool:
        """Whether words stand below numbers."""
        return self.side.sheet.wide < WIDE.wide

    @property
    def numbers(self) -> float:
        """The width of the numbers."""
        return max(width(one.said, _NUMBER, bold=True) for one in self.bars)

    def words(self, one: Bar) -> tuple[str, ...]:
        """The word of a bar's band in lines."""
        return wrap(one.band.title, 84 if self.stacked else 200, LETTERS) if one.band else ()

    @property
    def plot(self) -> float:
        """What names at the left and words at the right leave."""
        words = max((width(line, LETTERS) for one in self.bars for line in self.words(one)), default=0)
        beside = max(self.numbers, words) if self.stacked else self.numbers + words + 8
        return self.side.left - beside - _BESIDE

    def layers(self, told: Told) -> Iterator[alt.Chart]:
        """The bars, their intervals and their words."""
        y, found = self.side.axis(), [one.row for one in self.bars]
        x = _scale_axis(told)
        thick = min(18, self.side.step - 10)
        drawn = alt.Chart(rows(found))
        track = drawn.mark_bar(height=thick, color=LINE, opacity=0.3)
        yield track.encode(x=alt.X("from:Q"), x2="to:Q", y=y)
        bars = drawn.mark_bar(height=thick, stroke=SOFT, strokeWidth=0.75)
        yield bars.encode(x=x, x2="from:Q", y=y, color=alt.Color("colour:N", scale=None))
        between = alt.Chart(rows(row for row in found if row["low"] is not None))
        for ink, wide in ((PAPER, 4), (INK, 1.5)):
            yield between.mark_rule(color=ink, strokeWidth=wide).encode(x=alt.X("low:Q"), x2="high:Q", y=y)
        yield from self._said(y)
        yield reach(found, high=self.side.step - 1, x=alt.X("from:Q"), x2="to:Q", y=y)

    def _said(self, y: alt.Y) -> Iterator[alt.Chart]:
        """Numbers in a column of their own, and the words of bands."""
        for index, one in enumerate(self.bars):
            words, row = self.words(one), alt.Chart(rows([one.row | {"word": "\n".join(self.words(one))}]))
            middle = self.side.step * (index + 0.5)
            up = len(words) * leading(LETTERS) / 2 if self.stacked else 0
            number_at = fixed(alt.XValue, self.plot + _BESIDE)
            said = row.mark_text(align="left", baseline="middle", fontSize=_NUMBER, fontWeight=600, color=INK)
            yield said.encode(x=number_at, y=fixed(alt.YValue, middle - up), text="said:N")
            if words:
                word = row.mark_text(
                    align="left", baseline="middle", fontSize=LETTERS, color=SOFT, lineBreak="\n",
                    lineHeight=leading(LETTERS),
                )  # fmt: skip
                across = 0 if self.stacked else self.numbers + 8
                lower = middle - up + leading(_NUMBER) - 2 if self.stacked else middle
                x = fixed(alt.XValue, self.plot + _BESIDE + across)
                yield word.encode(x=x, y=fixed(alt.YValue, lower), text="word:N")


def _scale_axis(told: Told) -> alt.X:
    """The range of degrees, in round numbers."""
    low, high = told.standard.normalise.low, told.standard.normalise.high
    words = {step: number(step, told.language) for step in (low + (high - low) * part / 4 for part in range(5))}
    axis = alt.Axis(
        title=None,
        values=list(words),
        labelExpr=saying(words),
        labelColor=SOFT,
        labelFlush=False,
        labelOverlap=False,
        ticks=False,
        domain=False,
        gridColor=LINE,
        gridOpacity=0.7,
    )
    return alt.X("degree:Q", scale=alt.Scale(domain=[low, high], nice=False, zero=False), axis=axis)


def _interval(told: Told, row: Mapping[str, Any]) -> tuple[float | None, float | None]:
    key = ("area", "node", "period", "basis")
    for one in (told.assessment.get("robustness") or {}).get("nodes") or ():
        if all(one[name] == row[name] for name in key):
            return (one["q05"], one["q95"]) if None not in (one["q05"], one["q95"]) else (None, None)
    return None, None


def _between(told: Told, low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return ""
    ends = {"low": number(low, told.language, 1), "high": number(high, told.language, 1)}
    return text("charts.between", told.language, **ends)
