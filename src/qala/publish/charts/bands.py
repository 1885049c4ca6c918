"""How firm the bands are: a bar for each area, its segments the bands it falls in, from the lowest to the highest."""

from collections.abc import Iterator, Mapping
from typing import Any

import altair as alt

from qala.errors import BadUse
from qala.publish.charts.look import LETTERS, Heading, Side, chart, inked, legend, per_cent, rows
from qala.publish.charts.scene import Asked, Outlook, Scene, scene_of
from qala.publish.drawing import INK, PAPER, SOFT
from qala.publish.lettering import width
from qala.publish.map_model import BandLook
from qala.texts import percent, text

_NONE = "none"
"""The segment of the replications without a degree."""
_LEAST = 0.0005
"""A share below this is that of rounding."""


def band_chart(assessment: Mapping[str, Any], asked: Asked) -> alt.LayerChart:
    """The probability of each band. Raises BadUse as scene_of, and where the node has no bands."""
    scene = scene_of(assessment, asked)
    if not scene.scale:
        raise BadUse("charts.no_bands", node=scene.node)
    side = Side.of({one.id: one.name for one in scene.areas}, 34 if len(scene.areas) <= 20 else 20)
    found = [segment for one in scene.areas for segment in _segments(one, scene, side.left)]
    how = (text(f"charts.{key}", scene.language) for key in ("bands_how", "bands_outlined"))
    heading = Heading(scene.language, scene.heading("charts.bands_title"), (*how, *scene.notes), _spoken(scene, found))
    return chart(_layers(found, _looks(scene), side, scene), heading, side.left, side.high)


def _looks(scene: Scene) -> tuple[BandLook, ...]:
    """The bands, and the look of what has none."""
    return (*scene.scale, BandLook(_NONE, text("charts.no_degree", scene.language), PAPER, SOFT, "–"))


def _segments(one: Outlook, scene: Scene, room: float) -> Iterator[dict[str, Any]]:
    """The segments of an area's bar, end to end; one says its share where that fits."""
    shares = {look.id: float(one.row["bands"].get(look.id) or 0) for look in scene.scale}
    shares[_NONE] = 1 - sum(shares.values())
    start = 0.0
    for look in _looks(scene):
        share = shares[look.id]
        if share < _LEAST:
            continue
        said = percent(share, scene.language)
        yield {
            "area": one.id,
            "band": look.id,
            "share": share,
            "start": start,
            "end": min(1.0, start + share),
            "middle": start + share / 2,
            "said": said if width(said, LETTERS) + 6 <= share * room else "",
            "ink": look.text_colour,
            "assessed": look.id == one.band,
        }
        start += share


def _layers(found: list[dict[str, Any]], looks: tuple[BandLook, ...], side: Side, scene: Scene) -> Iterator[alt.Chart]:
    used = [look for look in looks if look.id != _NONE or any(row["band"] == _NONE for row in found)]
    axis = per_cent(text("charts.share", scene.language), values=[0, 0.2, 0.4, 0.6, 0.8, 1])
    x = alt.X("start:Q", scale=alt.Scale(domain=[0, 1], nice=False), axis=axis)
    colour = alt.Color(
        "band:N",
        scale=alt.Scale(domain=[look.id for look in used], range=[look.colour for look in used]),
        legend=legend({look.id: look.title for look in used}, side.left, symbolType="square", symbolStrokeColor=SOFT),
    )
    thick = min(24, side.step - 5)
    bars = alt.Chart(rows(found)).mark_bar(height=thick, stroke=SOFT, strokeWidth=0.75)
    yield bars.encode(x=x, x2="end:Q", y=side.axis(), color=colour)
    outlined = alt.Chart(rows(row for row in found if row["assessed"]))
    for ink, wide in ((INK, 4), (PAPER, 1.5)):
        line = outlined.mark_bar(height=thick, fillOpacity=0, stroke=ink, strokeWidth=wide)
        yield line.encode(x=x, x2="end:Q", y=side.axis())
    yield from (words.encode(x=alt.X("middle:Q"), y=side.axis()) for words in inked(found))


def _spoken(scene: Scene, found: list[dict[str, Any]]) -> str:
    titles = {look.id: look.title for look in _looks(scene)}
    said = []
    for one in scene.areas:
        shares = (row for row in found if row["area"] == one.id)
        parts = (f"{titles[row['band']]} {percent(row['share'], scene.language)}" for row in shares)
        said.append(f"{one.name}: {', '.join(parts)}.")
    return " ".join(said)
