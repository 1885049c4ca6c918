"""A chart as a file: SVG without script or network, and its pixels."""

import re
from xml.etree.ElementTree import Element, fromstring

import altair as alt
from vl_convert import vegalite_to_svg

from qala.publish.drawing import finished, picture
from qala.publish.png import pixels, settle_fonts

_BETWEEN_LINES = re.compile(r"\s+(?=<tspan)|(?<=</tspan>)\s+")
"""Here a blank would be seen, as part of a line."""


def svg_of(chart: alt.LayerChart) -> str:
    """The chart as SVG, with its title and its description for those who do not see it."""
    spec = chart.to_dict()
    settle_fonts()
    drawn = fromstring(vegalite_to_svg(spec, allowed_base_urls=[]))  # noqa: S314 - it is our own
    root = picture(" ".join(spec["title"]["text"]), spec["description"], spec["usermeta"]["language"])
    for part in drawn:
        root.append(_plain(part))
    file = finished(root, float(drawn.get("width", "0")), float(drawn.get("height", "0")))
    return _BETWEEN_LINES.sub("", file)


def png_of(chart: alt.LayerChart) -> bytes:
    """The pixels of the same picture."""
    return pixels(svg_of(chart))


def _plain(part: Element) -> Element:
    """The element without what it tells a screen reader in English: title and description have said it."""
    for one in part.iter():
        one.tag = one.tag.rpartition("}")[2]
        for name in [name for name in one.attrib if name.startswith("aria-") or name == "role"]:
            del one.attrib[name]
    return part
