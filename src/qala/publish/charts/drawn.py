"""A chart as a file: SVG without script or network, and its pixels."""

import re
from math import ceil
from xml.etree.ElementTree import Element, fromstring

import altair as alt
from vl_convert import vegalite_to_svg

from qala.publish.drawing import PAPER, box, finished, picture
from qala.publish.png import pixels, settle_fonts

_BETWEEN_LINES = re.compile(r"\s+(?=<tspan)|(?<=</tspan>)\s+")
"""Here a blank would be seen, as part of a line."""
_GRADIENT = re.compile(r"\bgradient_\d+\b")
"""Vega counts the gradients of all charts; a chart of ours has one at most."""


def svg_of(chart: alt.LayerChart) -> str:
    """The chart as SVG, with its title and its description for those who do not see it."""
    spec = chart.to_dict()
    settle_fonts()
    drawn = fromstring(vegalite_to_svg(spec, allowed_base_urls=[]))  # noqa: S314 - it is our own
    about = spec["usermeta"]
    root = picture(about["title"], spec["description"], about["language"])
    wide, high = (ceil(float(drawn.get(side, "0"))) for side in ("width", "height"))
    box(root, (0, 0, wide, high), PAPER)
    for part in drawn:
        root.append(_plain(part))
    return _BETWEEN_LINES.sub("", finished(root, wide, high))


def png_of(chart: alt.LayerChart) -> bytes:
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
