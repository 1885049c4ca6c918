"""The list of all cities."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qala.publish.map_model import BandLook, band_at, looks_of
from qala.publish.naming import named
from qala.standard import Standard
from qala.texts import Language, number, percent, text


@dataclass(frozen=True)
class Mark:
    """An industry with its degree in a city."""

    id: str
    title: str
    degree: float
    degree_text: str
    band: BandLook | None


@dataclass(frozen=True)
class CityRow:
    """A city: the whole, what is known, its highest and lowest industry where it has two degrees or more.

    coverage: known of asked, 0 to 100; population: blank where it is not known.
    """

    id: str
    name: str
    degree_text: str
    band: BandLook | None
    known: int
    asked: int
    coverage: float
    coverage_text: str
    population: str
    assessed: int
    best: Mark | None
    worst: Mark | None


def city_rows(document: Mapping[str, Any], standard: Standard, language: Language) -> tuple[CityRow, ...]:
    """The rows of the cities of a part of an assessment in one period on one basis, in its order."""
    nodes = {(row["area"], row["node"]): row for row in document["nodes"]}
    return tuple(_row(area, nodes, standard, language) for area in document["areas"]["rows"])


def _row(
    area: Mapping[str, Any], nodes: Mapping[tuple[str, str], Any], standard: Standard, language: Language
) -> CityRow:
    whole = nodes[area["id"], standard.root.id]
    degrees = [(one, nodes[area["id"], one.id]["degree"]) for one in standard.industries]
    known = sorted(((degree, one.id) for one, degree in degrees if degree is not None), key=lambda pair: -pair[0])
    ends = [mark_of(standard, node, degree, language) for degree, node in (known[:1] + known[-1:]) * (len(known) > 1)]
    share = whole["coverage"]
    counted = {"known": whole["known"], "asked": whole["asked"]}
    top = None if whole["degree"] is None else mark_of(standard, standard.root.id, whole["degree"], language)
    return CityRow(
        id=area["id"],
        name=area["name"][language] or area["id"],
        degree_text=top.degree_text if top else text("map.withheld", language),
        band=top.band if top else None,
        coverage=share * 100,
        coverage_text=text("map.coverage", language, **counted, share=percent(share, language)),
        population="" if area["population"] is None else number(area["population"], language, 0),
        assessed=len(known),
        best=ends[0] if ends else None,
        worst=ends[1] if ends else None,
        **counted,
    )


def mark_of(standard: Standard, node: str, degree: float, language: Language) -> Mark:
    """A node with a degree."""
    one = standard.node[node]
    scale = standard.scale_of(one)
    looks = {look.id: look for look in looks_of(scale.bands, standard.normalise.high, language)}
    shown = number(degree, language, 1, fixed=True)
    return Mark(node, named(one, language), degree, shown, looks.get(band_at(scale, degree)))
