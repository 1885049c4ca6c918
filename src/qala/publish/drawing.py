"""The few shapes that a picture is made of, as SVG elements; what is said is escaped by the writer of XML."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from qala.publish.lettering import FAMILIES, width

INK, SOFT, LINE, PAPER, ACCENT = "#10222b", "#566871", "#c3ced4", "#ffffff", "#0f5d6f"
SPACE = "http://www.w3.org/2000/svg"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Letters:
    """How text is set."""

    size: float
    colour: str = INK
    bold: bool = False


def picture(title: str, description: str, language: str) -> Element:
    """An empty picture that says what it is to those who do not see it."""
    root = Element("svg", {"xmlns": SPACE, "role": "img", "aria-labelledby": "title desc", "lang": language})
    for name, said in (("title", title), ("desc", description)):
        SubElement(root, name, {"id": name}).text = clean(said)
    return root


def finished(root: Element, wide: float, high: float) -> str:
    """The picture as a file, on white paper."""
    root.attrib.update({"width": f"{wide:g}", "height": f"{high:g}", "viewBox": f"0 0 {wide:g} {high:g}"})
    root.set("font-family", FAMILIES)
    indent(root, space=" ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def group(parent: Element, label: str = "", **attributes: str) -> Element:
    """A group; its label is what a browser shows when one points at it. `data_area` is written data-area."""
    found = SubElement(parent, "g", {name.replace("_", "-"): clean(value) for name, value in attributes.items()})
    if label:
        SubElement(found, "title").text = clean(label)
    return found


def box(parent: Element, place: tuple[float, float, float, float], fill: str, **attributes: str) -> Element:
    """A rectangle: left, top, width, height."""
    names = zip(("x", "y", "width", "height"), (f"{part:.2f}".rstrip("0").rstrip(".") for part in place), strict=True)
    more = {name.replace("_", "-"): value for name, value in attributes.items()}
    return SubElement(parent, "rect", {**dict(names), "fill": fill, **more})


def path(parent: Element, drawn: str, **attributes: str) -> Element:
    """A line or an area."""
    return SubElement(parent, "path", {"d": drawn} | {name.replace("_", "-"): attributes[name] for name in attributes})


def line(
    parent: Element, at: tuple[float, float], said: str, letters: Letters, kind: str = "", end: bool = False
) -> float:
    """A line of text that begins, or ends, at a place on its baseline; gives its width."""
    place = {"x": f"{at[0]:g}", "y": f"{at[1]:g}", "font-size": f"{letters.size:g}", "fill": letters.colour}
    place |= {"font-weight": "700"} if letters.bold else {}
    place |= {"text-anchor": "end"} if end else {}
    place |= {"class": kind} if kind else {}
    SubElement(parent, "text", place).text = clean(said).replace("\u2011", "-")
    return width(said, letters.size, letters.bold)


def lines(parent: Element, at: tuple[float, float], said: Iterable[str], letters: Letters) -> float:
    """Lines under one another, the first baseline at a place; gives the baseline of the next."""
    x, y = at
    for each in said:
        line(parent, (x, y), each, letters)
        y += leading(letters.size)
    return y


def leading(size: float) -> float:
    """From baseline to baseline."""
    return round(size * 1.25, 1)


def clean(said: str) -> str:
    """The text without what XML cannot hold."""
    return _NOT_XML.sub(" ", said)
