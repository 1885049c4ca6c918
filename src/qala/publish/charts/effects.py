"""What the uncertainty comes from: the first-order and the total effect of each factor, the strongest first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from qala.errors import BadUse
from qala.publish.charts.look import LETTERS, Heading, Side, chart, legend, per_cent, rows
from qala.publish.drawing import INK, PAPER, SOFT, clean
from qala.texts import Language, number, text

_COLOURS = {"first": "#b9d6de", "total": "#2d7788"}


@dataclass(frozen=True)
class Effect:
    """A factor's shares of the variance, each with its interval where it is estimated."""

    factor: str
    title: str
    first: float | None
    total: float | None
    first_low: float | None = None
    first_high: float | None = None
    total_low: float | None = None
    total_high: float | None = None

    @property
    def name(self) -> str:
        """Its title, else its id."""
        return clean(self.title).strip() or self.factor

    def ends(self, kind: str) -> tuple[float, float] | None:
        """The interval of the first-order or the total effect."""
        low, high = getattr(self, f"{kind}_low"), getattr(self, f"{kind}_high")
        return None if low is None or high is None else (low, high)


def effect_chart(
    effects: Sequence[Effect | Mapping[str, Any]], language: Language, about: str = "", notes: Sequence[str] = ()
) -> alt.LayerChart:
    """The bars of all factors; `about` says of what, such as a node and an area. Raises BadUse where there are none."""
    given = [one if isinstance(one, Effect) else Effect(**one) for one in effects]
    found = sorted((one for one in given if (one.first, one.total) != (None, None)), key=_strength)
    if not found:
        raise BadUse("charts.no_factors")
    side = Side.of({one.factor: one.name for one in found}, 42 if len(found) <= 15 else 34)
    title = text("charts.effects_title_of", language, about=clean(about)) if about else ""
    heading = Heading(
        language,
        title or text("charts.effects_title", language),
        (text("charts.effects_how", language), *notes),
        " ".join(_spoken(found, language)),
    )
    return chart(_layers(found, side, language), heading, side.left, side.high)


def _strength(one: Effect) -> tuple[float, float, str]:
    return -(one.total if one.total is not None else one.first or 0), -(one.first or 0), one.factor


def _bars(effects: Sequence[Effect], language: Language) -> Iterator[dict[str, Any]]:
    """A row for each bar; its number stands beyond the bar and its interval."""
    for one in effects:
        for kind in _COLOURS:
            share = getattr(one, kind)
            if share is not None:
                low, high = one.ends(kind) or (None, None)
                row = {"area": one.factor, "kind": kind, "effect": share, "low": low, "high": high}
                yield row | {"beyond": max(share, high or 0, 0), "said": _said(share, language)}


def _said(share: float | None, language: Language) -> str:
    return "–" if share is None else f"{number(share * 100, language, 1)} %"


def _layers(effects: Sequence[Effect], side: Side, language: Language) -> Iterator[alt.Chart]:
    bars = list(_bars(effects, language))
    least = min(0.0, *(min(row["effect"], row["low"] or 0) for row in bars))
    most = max(0.01, *(row["beyond"] for row in bars))
    axis = per_cent(text("charts.effect", language))
    x = alt.X("effect:Q", scale=alt.Scale(domain=[least, least + (most - least) * 1.08], nice=False), axis=axis)
    kinds, y = list(_COLOURS), side.axis(inner=0.25, outer=0.12)
    beside = alt.YOffset("kind:N", sort=kinds, scale=alt.Scale(paddingInner=0.1))
    colour = alt.Color(
        "kind:N",
        scale=alt.Scale(domain=kinds, range=list(_COLOURS.values())),
        legend=legend(
            {kind: text(f"charts.{kind}", language) for kind in kinds}, side.left, symbolType="square",
            symbolStrokeColor=SOFT,
        ),
    )  # fmt: skip
    drawn = alt.Chart(rows(bars)).mark_bar(stroke=SOFT, strokeWidth=0.75)
    yield drawn.encode(x=x, y=y, yOffset=beside, color=colour)
    for thick, ink in ((4, PAPER), (1.5, INK)):
        lines = alt.Chart(rows(row for row in bars if row["low"] is not None)).mark_rule(strokeWidth=thick, color=ink)
        yield lines.encode(x=alt.X("low:Q"), x2="high:Q", y=y, yOffset=beside)
    words = alt.Chart(rows(bars)).mark_text(fontSize=LETTERS, align="left", baseline="middle", dx=6, color=INK)
    yield words.encode(x=alt.X("beyond:Q"), y=y, yOffset=beside, text="said:N")


def _spoken(effects: Sequence[Effect], language: Language) -> Iterator[str]:
    for one in effects:
        shares = {kind: _said(getattr(one, kind), language) for kind in _COLOURS}
        yield text("charts.effects_said", language, name=one.name, **shares)
