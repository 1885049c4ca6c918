"""What is known of places by which their like are found: size, density, further columns, context facts."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from qala.areas.model import Area
from qala.values.model import POPULATION

SIZES = ("population", "density", "area_km2")
"""Columns that are compared by their ratio: their logarithms are taken."""
PLAIN = ("lon", "lat")
USUAL = ("population", "density")
"""The columns where none are named."""


@dataclass(frozen=True, slots=True)
class Column:
    """A context column: a number of each place, its logarithm for sizes, or a word; those not known are left out."""

    name: str
    numbers: Mapping[str, float]
    words: Mapping[str, str]

    def knows(self, area: str) -> bool:
        """Whether it is known of an area."""
        return area in self.numbers or area in self.words


def column_of(name: str, places: Mapping[str, Area], rows: Iterable[Mapping[str, Any]]) -> Column:
    """A column of the table of places, or a fact or indicator of the rows of an assessment, in one case.

    Population is that of the table of places, else the fact. A further column is one of numbers where all its cells
    are numbers.
    """
    if name in SIZES:
        facts = _values(POPULATION, rows)
        sizes = {id_: _size(name, one, facts.get(id_)) for id_, one in places.items()}
        return Column(name, {id_: math.log(size) for id_, size in sizes.items() if size}, {})
    if name in PLAIN:
        plain = {id_: getattr(one, name) for id_, one in places.items()}
        return Column(name, {id_: number for id_, number in plain.items() if number is not None}, {})
    words = {id_: one.groups[name] for id_, one in places.items() if one.groups.get(name)}
    if not words:
        return Column(name, _values(name, rows), {})
    numbers = {id_: _number(word) for id_, word in words.items()}
    if all(number is not None for number in numbers.values()):
        return Column(name, {id_: number for id_, number in numbers.items() if number is not None}, {})
    return Column(name, {}, words)


def _size(name: str, place: Area, counted: float | None) -> float | None:
    people = place.population or counted
    if name == "density":
        return people / place.area_km2 if people and place.area_km2 else None
    return people if name == "population" else place.area_km2


def _values(name: str, rows: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """The values of a fact, or of an indicator by its id, by area."""
    asked = (row for row in rows if name in (row["fact"], row["indicator"]))
    return {row["area"]: row["value"] for row in asked if row["value"] is not None}


def _number(word: str) -> float | None:
    try:
        number = float(word)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
