"""How firm the ranks are: a line for each area, from its lowest to its highest likely rank."""

from collections.abc import Iterator, Mapping
from typing import Any

import altair as alt

from qala.publish.charts.look import Heading, Side, chart, legend, rows
from qala.publish.charts.scene import Asked, Outlook, Scene, scene_of
from qala.publish.drawing import INK, PAPER
from qala.texts import number, percent, text

_LOOKS = {
    "spread": ("#2d7788", "M-2,-0.2L2,-0.2L2,0.2L-2,0.2Z"),
    "half": ("#74b3c0", "M-2,-0.8L2,-0.8L2,0.8L-2,0.8Z"),
    "median": (INK, "M-0.18,-1.5L0.18,-1.5L0.18,1.5L-0.18,1.5Z"),
    "assessed": ("#b3261e", "diamond"),
}
"""The colour of a mark, and its shape, by which it is told in grey too."""


def rank_chart(assessment: Mapping[str, Any], asked: Asked) -> alt.LayerChart:
    """The ranks in the replications beside those in the assessment. Raises BadUse as scene_of, and for one area."""
    scene = scene_of(assessment, asked)
    scene.need_two()
    side = Side.of({one.id: one.name for one in scene.areas}, 30 if len(scene.areas) <= 20 else 18)
    words = _words(scene)
    notes = (text("charts.ranks_how", scene.language), *scene.notes)
    heading = Heading(scene.language, scene.heading("charts.ranks_title"), notes, " ".join(_spoken(scene)))
    return chart(_layers(scene, side, words), heading, side.left, side.high)


def _words(scene: Scene) -> dict[str, str]:
    """What each kind of mark is called; half of the replications only where it is known."""
    shares = {"spread": scene.level} | ({"half": 0.5} if any(_has_half(one) for one in scene.areas) else {})
    spreads = {
        mark: text("charts.spread", scene.language, share=percent(share, scene.language))
        for mark, share in shares.items()
    }
    return spreads | {mark: text(f"charts.{mark}", scene.language) for mark in ("median", "assessed")}


def _has_half(one: Outlook) -> bool:
    return one.row.get("rank_low_quartile") is not None and one.row.get("rank_high_quartile") is not None


def _layers(scene: Scene, side: Side, words: Mapping[str, str]) -> Iterator[alt.Chart]:
    count, marks = len(scene.areas), list(words)
    ticks = [1, *range(step := 1 if count <= 20 else 5, count + 1, step)]
    axis = alt.Axis(title=text("charts.rank", scene.language), values=list(dict.fromkeys(ticks)), format="d")
    x = alt.X("low:Q", scale=alt.Scale(domain=[0.5, count + 0.5], nice=False, zero=False), axis=axis)
    key = legend(words, side.left, labelOffset=12, symbolSize=100)
    colour = alt.Color("mark:N", scale=alt.Scale(domain=marks, range=[_LOOKS[mark][0] for mark in marks]), legend=key)
    shape = alt.Shape("mark:N", scale=alt.Scale(domain=marks, range=[_LOOKS[mark][1] for mark in marks]), legend=key)
    lines = {"spread": 3, "half": 9} if "half" in words else {"spread": 3}
    for mark, thick in lines.items():
        drawn = alt.Chart(rows(_spans(scene, mark))).mark_rule(strokeWidth=thick, strokeCap="round")
        yield drawn.encode(x=x, x2="high:Q", y=side.axis(), color=colour)
    for mark, edge in (("median", INK), ("assessed", PAPER)):
        drawn = alt.Chart(rows(_points(scene, mark))).mark_point(
            filled=True, size=90, opacity=1, stroke=edge, strokeWidth=0.75
        )
        yield drawn.encode(x=alt.X("rank:Q"), y=side.axis(), color=colour, shape=shape)


def _spans(scene: Scene, mark: str) -> Iterator[dict[str, Any]]:
    low, high = ("rank_low", "rank_high") if mark == "spread" else ("rank_low_quartile", "rank_high_quartile")
    for one in scene.areas:
        if mark == "spread" or _has_half(one):
            yield {"area": one.id, "mark": mark, "low": one.row[low], "high": one.row[high]}


def _points(scene: Scene, mark: str) -> Iterator[dict[str, Any]]:
    for one in scene.areas:
        rank = one.row["rank_mid"] if mark == "median" else one.rank
        if rank is not None:
            yield {"area": one.id, "mark": mark, "rank": rank}


def _spoken(scene: Scene) -> Iterator[str]:
    for one in scene.areas:
        ends = {end: number(one.row[f"rank_{end}"], scene.language, 1) for end in ("low", "mid", "high")}
        yield text("charts.ranks_said", scene.language, name=one.name, rank=one.rank or "–", **ends)
