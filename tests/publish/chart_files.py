"""Reading drawn charts."""

from xml.etree import ElementTree

import altair as alt

from qala.publish.charts import svg_of
from qala.texts import Language
from tests.kz_demo import demo_assessment

SVG = "{http://www.w3.org/2000/svg}"


def drawn(chart: alt.LayerChart) -> ElementTree.Element:
    return read(svg_of(chart))


def read(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - it is our own


def said(root: ElementTree.Element) -> str:
    """All that can be read, without blanks: lines may break anywhere."""
    return "".join("".join(one.itertext()) for one in root.iter(f"{SVG}text")).replace(" ", "")


def names(language: Language) -> dict[str, str]:
    return {row["id"]: row["name"][language] for row in demo_assessment()["areas"]["rows"]}
