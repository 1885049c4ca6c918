"""A chart as a file: SVG without script or network, and its pixels."""

import re
from math import ceil
from typing import Any
from xml.etree.ElementTree import Element, SubElement, fromstring

import altair as alt
from vl_convert import vegalite_to_svg

from qala.publish.charts.axes import REACH
from qala.publish.charts.slim import slim
from qala.publish.charts.theme import night_css
from qala.publish.drawing import PAPER, box, finished, picture
from qala.publish.png import pixels, settle_fonts

_BETWEEN_LINES = re.compile(r"\s+(?=<tspan)|(?<=</tspan>)\s+")
"""Here a blank would be seen, as part of a line."""
_BETWEEN_TAGS = re.compile(r">\s+<")
_DAY_AND_NIGHT = f".paper{{fill:none}}@media (prefers-color-scheme:dark){{{night_css()}}}"
_GRADIENT = re.compile(r"\bgradient_\d+\b")
"""Vega counts the gradients of all charts; a chart of ours has one at most."""


Chart = alt.LayerChart | alt.ConcatChart


def svg_of(chart: Chart) -> str:
    """The chart as SVG on white paper, with its title and its description for those who do not see it."""
    spec = chart.to_dict()
    root, drawn, (wide, high) = _begun(spec)
    box(root, (0, 0, wide, high), PAPER)
    root.extend(drawn)
    return _BETWEEN_LINES.sub("", finished(root, wide, high))


def web_svg(spec: dict[str, Any]) -> str:
    """A chart's specification as SVG for a page: as light as can be, clear, with its inks for a dark page too.

    Where the style inside is not let work, the paper is white.
    """
    root, drawn, (wide, high) = _begun(still(spec))
    wide = max(wide, ceil(spec["usermeta"]["wide"]))
    SubElement(root, "style").text = _DAY_AND_NIGHT
    box(root, (0, 0, wide, high), PAPER, **{"class": "paper"})
    root.extend(slim(part) for part in drawn if part.tag != "rect")
    return _BETWEEN_TAGS.sub("><", finished(root, wide, high))


def _begun(spec: dict[str, Any]) -> tuple[Element, list[Element], tuple[int, int]]:
    """A picture with its words, the parts that Vega drew, and how large they are."""
    settle_fonts()
    drawn = fromstring(vegalite_to_svg(spec, allowed_base_urls=[]))  # noqa: S314 - it is our own
    about = spec["usermeta"]
    root = picture(about["title"], spec["description"], about["language"])
    wide, high = (ceil(float(drawn.get(side, "0"))) for side in ("width", "height"))
    return root, [_plain(part) for part in drawn], (wide, high)


def still(spec: dict[str, Any]) -> dict[str, Any]:
    """The chart without what answers to the pointer alone."""
    kept = dict(spec)
    for parts in ("layer", "concat"):
        if parts in kept:
            kept[parts] = [still(part) for part in kept[parts] if not reaching(part)]
    return kept


def reaching(part: dict[str, Any]) -> bool:
    """Whether a layer is there for the pointer alone."""
    mark = part.get("mark")
    return isinstance(mark, dict) and mark.get("style") == REACH


def png_of(chart: Chart) -> bytes:
    """The pixels of the same picture."""
    return pixels(svg_of(chart))


def _plain(part: Element) -> Element:
    """The element without what it tells a screen reader in English: title and description have said it."""
    for one in part.iter():
        one.tag = one.tag.rpartition("}")[2]
        for name, value in list(one.attrib.items()):
            if name.startswith("aria-") or name == "role":
                del one.attrib[name]
            else:
                one.set(name, _GRADIENT.sub("shades", value))
    return part
