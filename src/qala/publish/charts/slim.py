"""A drawn chart without what it says twice or does not show, so that it is quick on a slow line."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

_ALWAYS = {"class", "font-family", "pointer-events", "stroke-miterlimit"}
"""What the whole picture says once, or nobody asks for."""
_DEFAULT: Mapping[str, str] = {
    "opacity": "1",
    "transform": "translate(0,0)",
    "text-anchor": "start",
    "stroke-width": "1",
    "font-weight": "normal",
    "x2": "0",
    "y2": "0",
}
_INK = {"fill", "stroke"}


def slim(part: Element) -> Element:
    """The part as it is seen, in fewer letters."""
    for name, value in list(part.attrib.items()):
        if name in _ALWAYS or _DEFAULT.get(name) == value:
            del part.attrib[name]
    for child in list(part):
        slim(child)
        if _blank(child):
            part.remove(child)
    while len(part) == 1 and part[0].tag == "g" == part.tag and not part[0].attrib:
        only = part[0]
        part.remove(only)
        part.extend(list(only))
    return part


def _blank(part: Element) -> bool:
    """Whether nothing of it can be seen."""
    if part.tag == "g":
        return len(part) == 0
    inked = any(part.get(ink, "none") not in ("none", "transparent") for ink in _INK)
    return part.tag in ("path", "rect", "line") and not inked
