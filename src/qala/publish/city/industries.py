"""The list of all industries."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qala.publish.city.cities import Mark, mark_of
from qala.publish.naming import named
from qala.standard import Standard
from qala.texts import Language, percent


@dataclass(frozen=True)
class End:
    """The highest or lowest city of an industry, one of so many with the same degree."""

    area: str
    name: str
    mark: Mark


@dataclass(frozen=True)
class IndustryRow:
    """An industry: its weight in the whole, how many scored indicators it has, and known figures of all cities' asked;
    assessed: how many cities have a degree in it; best, worst: where there are two degrees that differ.
    """

    id: str
    title: str
    weight: str
    indicators: int
    branches: tuple[str, ...]
    assessed: int
    cities: int
    best: End | None
    worst: End | None


def industry_rows(
    standard: Standard,
    degrees: Mapping[str, Mapping[str, Any]],
    weights: Mapping[str, float],
    names: Mapping[str, str],
    language: Language,
) -> tuple[IndustryRow, ...]:
    """The industries in the standard's order. degrees: by area and node, the degree first; weights: in the whole."""
    found = []
    for one in standard.industries:
        cells = {area: nodes[one.id][0] for area, nodes in degrees.items() if one.id in nodes}
        known = {area: degree for area, degree in cells.items() if degree is not None}
        ends: list[End | None] = [None, None]
        if len(set(known.values())) > 1:
            areas = max(known, key=lambda area: known[area]), min(known, key=lambda area: known[area])
            ends = [End(area, names[area], mark_of(standard, one.id, known[area], language)) for area in areas]
        below = [standard.node[child] for child in standard.children[one.id] if child in standard.node]
        found.append(
            IndustryRow(
                id=one.id,
                title=named(one, language),
                weight=percent(weights[one.id], language, 1) if one.id in weights else "–",
                indicators=len(standard.asked_below[one.id]),
                branches=tuple(named(node, language) for node in below),
                assessed=len(known),
                cities=len(degrees),
                best=ends[0],
                worst=ends[1],
            )
        )
    return tuple(found)
