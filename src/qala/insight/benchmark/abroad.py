"""The same measures in the world: a city among the cities of its size, a country among the countries."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from qala.areas.model import Areas, Text

SIZE = 2.0
"""Cities from this part to this multiple of the own population are of comparable size."""


@dataclass(frozen=True, slots=True)
class WorldPlace:
    """A city or a country. country: its ISO 3166 code; home: the id of the same place at home, or blank."""

    id: str
    kind: str
    name: str
    country: str
    population: float | None
    home: str


@dataclass(frozen=True)
class WorldMeasure:
    """One fact, measured in the same way everywhere: the values by place; note: what it is and is not."""

    fact: str
    period: str
    direction: str
    unit: Text
    title: Text
    note: Text
    source: str
    values: Mapping[str, float]


@dataclass(frozen=True)
class World:
    """All figures of the world that ship, or that were given."""

    places: Mapping[str, WorldPlace]
    measures: tuple[WorldMeasure, ...]


@dataclass(frozen=True, slots=True)
class Abroad:
    """A place in a measure of the world, among `compared` others: cities of other countries of half to double its
    size, or all countries.

    own: the place itself, which is the country of the area for measures of countries; position: 1 where none is better;
    middle: their median; tenth: what the best
    tenth of them reach; best: who does best among them.
    """

    measure: WorldMeasure
    own: WorldPlace
    value: float
    position: int
    compared: int
    middle: float
    tenth: float
    best: WorldPlace
    best_value: float


def abroad(world: World, areas: Areas, area: str) -> tuple[Abroad, ...]:
    """An area in every measure of the world that knows it or its country."""
    homes = {place.home: place for place in world.places.values() if place.home}
    line = _line(areas, area)
    found = []
    for measure in world.measures:
        own = next((homes[id_] for id_ in line if id_ in homes and homes[id_].id in measure.values), None)
        if own is not None and (own.kind == "country" or own.home == area):
            placed = _placed(world, measure, own)
            if placed is not None:
                found.append(placed)
    return tuple(found)


def _line(areas: Areas, area: str) -> list[str]:
    """The area and what it lies in."""
    parents = {record.id: record.parent for record in areas.records}
    line = [area]
    while parents.get(line[-1]):
        line.append(parents[line[-1]])
    return line


def _placed(world: World, measure: WorldMeasure, own: WorldPlace) -> Abroad | None:
    value = measure.values[own.id]
    others = {id_: one for id_, one in measure.values.items() if id_ != own.id and _like(own, world.places[id_])}
    if not others:
        return None
    sign = 1.0 if measure.direction == "lower" else -1.0
    best = min(others, key=lambda id_: (sign * others[id_], id_))
    better = sum(sign * one < sign * value for one in others.values())
    ordered = sorted(others.values(), key=lambda one: sign * one)
    middle, tenth = median(ordered), ordered[(len(ordered) - 1) // 10]
    return Abroad(measure, own, value, better + 1, len(others), middle, tenth, world.places[best], others[best])


def _like(own: WorldPlace, other: WorldPlace) -> bool:
    if own.kind != other.kind:
        return False
    if own.kind != "city":
        return True
    if own.country == other.country or not own.population or not other.population:
        return False
    return own.population / SIZE <= other.population <= own.population * SIZE
