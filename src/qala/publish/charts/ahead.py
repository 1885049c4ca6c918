"""Who is ahead of whom: areas by areas, the probability that the one of the row has the higher degree."""

from collections.abc import Iterator, Mapping
from math import ceil
from typing import Any

import altair as alt

from qala.errors import BadUse
from qala.publish.charts.look import LETTERS, Heading, Side, chart, inked, rows, said_of
from qala.publish.charts.scene import Asked, Scene, robustness_of, scene_of
from qala.publish.colour import HIGHEST, LOWEST, colour_of, text_on
from qala.publish.drawing import PAPER, leading
from qala.publish.lettering import width
from qala.texts import number, percent, text

NUMBERED = 25
"""Up to so many areas, each cell says its number."""
_WIDEST = 160
_LINE = leading(LETTERS)


def ahead_chart(assessment: Mapping[str, Any], asked: Asked) -> alt.LayerChart:
    """The heat map. Raises BadUse as scene_of, for one area, and where the robustness does not compare the node's."""
    scene = scene_of(assessment, asked)
    scene.need_two()
    cells = list(_cells(_compared(assessment, scene), scene))
    side = Side.of({one.id: one.name for one in scene.areas}, 34 if len(scene.areas) <= NUMBERED else 15)
    few = len(scene.areas) <= NUMBERED
    notes = [text(f"charts.{key}", scene.language) for key in ("ahead_how", "ahead_numbers")][: 1 + few]
    spoken = _spoken(scene, cells) if few else ""
    heading = Heading(scene.language, scene.heading("charts.ahead_title"), (*notes, *scene.notes), spoken)
    wide = min(_WIDEST, (side.left - _LINE - 8) // len(scene.areas))
    return chart(_layers(cells, scene, side, wide), heading, wide * len(scene.areas), side.high)


def _compared(assessment: Mapping[str, Any], scene: Scene) -> Mapping[str, Any]:
    """The row of the robustness that compares the areas at the node."""
    tables = robustness_of(assessment).get("ahead") or []
    case = {row["node"]: row for row in tables if (row["period"], row["basis"]) == (scene.period, scene.basis)}
    if scene.node not in case:
        about = {"node": scene.node, "period": scene.period, "basis": scene.basis}
        raise BadUse("charts.no_ahead", **about, known=", ".join(case) or "–")
    found: Mapping[str, Any] = case[scene.node]
    return found


def _cells(compared: Mapping[str, Any], scene: Scene) -> Iterator[dict[str, Any]]:
    """The cells that have a probability, by row; the colour of a number is that which reads best on its cell."""
    at = {area: index for index, area in enumerate(compared["areas"])}
    shown = [one.id for one in scene.areas if one.id in at]
    for row in shown:
        for column in shown:
            share = compared["probability"][at[row]][at[column]]
            if row != column and share is not None:
                ink = text_on(colour_of("", round(share * 100), 101))
                said = number(round(share * 100), scene.language)
                yield {"area": row, "other": column, "probability": share, "said": said, "ink": ink}


def _columns(scene: Scene, wide: float) -> alt.X:
    """The names above the columns: level where they fit, else upright, and not all of them where columns are narrow."""
    names = {one.id: one.name for one in scene.areas}
    level = max(width(name, LETTERS) for name in names.values()) + 6 <= wide
    axis = alt.Axis(
        title=text("charts.behind", scene.language),
        orient="top",
        labelExpr=said_of({id_: (name,) for id_, name in names.items()}),
        labelAngle=0 if level else -90,
        labelAlign="center" if level else "left",
        labelBaseline="bottom" if level else "middle",
        labelLimit=200,
        labelOverlap=False,
        values=list(names)[:: ceil(_LINE / wide)],
        ticks=False,
        domain=False,
        grid=False,
    )
    return alt.X("other:N", sort=list(names), axis=axis, scale=alt.Scale(padding=0, domain=list(names)))


def _layers(cells: list[dict[str, Any]], scene: Scene, side: Side, wide: float) -> Iterator[alt.Chart]:
    x = _columns(scene, wide)
    y = side.axis(text("charts.ahead", scene.language))
    key = alt.Legend(
        title=text("charts.share", scene.language),
        orient="bottom",
        direction="horizontal",
        gradientLength=260,
        titleLimit=0,
        values=[0, 0.25, 0.5, 0.75, 1],
        labelExpr="format(datum.value * 100, '.0f') + ' %'",
    )
    ends = [_written(LOWEST), _written(HIGHEST)]
    shades = alt.Scale(domain=[0, 1], range=ends, interpolate="rgb")
    squares = alt.Chart(rows(cells)).mark_rect(stroke=PAPER, strokeWidth=1 if len(scene.areas) <= NUMBERED else 0.3)
    yield squares.encode(x=x, y=y, color=alt.Color("probability:Q", scale=shades, legend=key))
    if len(scene.areas) <= NUMBERED:
        yield from (words.encode(x=x, y=y) for words in inked(cells))


def _written(colour: tuple[int, int, int]) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)


def _spoken(scene: Scene, cells: list[dict[str, Any]]) -> str:
    names = {one.id: one.name for one in scene.areas}
    said = []
    for area, name in names.items():
        others = (
            f"{names[cell['other']]} {percent(cell['probability'], scene.language)}"
            for cell in cells
            if cell["area"] == area
        )
        said.append(text("charts.ahead_said", scene.language, name=name, others=", ".join(others) or "–"))
    return " ".join(said)
