"""The country with its cities as it is shown, before it is drawn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from qala.areas.model import Area, Areas
from qala.publish.country.labels import HALO, Box, Spot, apart, names_beside
from qala.publish.country.outline import Outline, projected
from qala.publish.country.projection import extent_of_points
from qala.publish.lettering import width as width_of
from qala.publish.map_model import BandLook, Cell, MapView
from qala.texts import Language, text

SIZES = {"small": 296.0, "medium": 440.0, "large": 640.0, "huge": 900.0}
"""Widths of the picture, in CSS pixels, from which each layout is shown; `country.css` has the same."""
HIGH, LETTERS, NAME = 26.0, 13.0, 13.0
"""The height of a mark, which a finger can touch, the size of its degree, and of its name beside it."""
_NARROWEST, _PAD = 34.0, 14.0
FARTHEST = 56.0
"""Where a mark would stand farther than this from its place, in pixels, all are drawn as dots."""
_ASIDE = 3.0
"""Marks that stand farther than this from their place have a line to it."""


@dataclass(frozen=True)
class City:
    """A city and what is told of it. address: where it leads; lon, lat: None where it is not known where it lies."""

    id: str
    name: str
    lon: float | None
    lat: float | None
    degree: str
    band: BandLook | None
    label: str
    address: str
    firm: bool = True


@dataclass(frozen=True)
class Name:
    """Where a city's name stands from its place, in pixels, and which end of it stands there."""

    x: float
    y: float
    anchor: str


@dataclass(frozen=True)
class Mark:
    """A city on the picture: x, y in per cent of it; box: the mark's from there, in pixels."""

    city: City
    x: float
    y: float
    box: Box
    name: Name | None
    moved: bool


@dataclass(frozen=True)
class Layout:
    """The cities on a picture of some width. whole: whether every city is on it with its name; dots: whether there are
    so many that only dots can be drawn, which tell nothing and lead nowhere.
    """

    size: str
    marks: tuple[Mark, ...]
    whole: bool
    dots: bool


@dataclass(frozen=True)
class Ground:
    """A place under the cities: its path and what it is called."""

    path: str
    title: str


@dataclass(frozen=True)
class CountryView:
    """The country with its cities in one language. width, height: of the paths' own pixels."""

    language: Language
    width: float
    height: float
    grounds: tuple[Ground, ...]
    border: str
    cities: tuple[City, ...]
    layouts: tuple[Layout, ...]
    source: str
    licence: str


def country_view(outline: Outline | None, cities: Sequence[City], language: Language) -> CountryView:
    """Cities over the outline; without one over the extent of the cities themselves."""
    placed = [city for city in cities if city.lon is not None and city.lat is not None]
    degrees = np.array([(city.lon, city.lat) for city in placed], dtype=np.float64).reshape(-1, 2)
    under = outline or projected(extent_of_points(degrees if placed else np.zeros((1, 2))))
    points = under.points(degrees) if placed else degrees
    frame = under.frame
    seen = [
        (city, float(x), float(y))
        for city, (x, y) in zip(placed, points, strict=True)
        if 0 <= x <= frame.width and 0 <= y <= frame.height
    ]
    layouts = (_layout(size, seen, wide / frame.width, under, len(cities)) for size, wide in SIZES.items())
    return CountryView(
        language=language,
        width=frame.width,
        height=frame.height,
        grounds=tuple(Ground(piece.path, piece.title.text(language)) for piece in under.pieces),
        border=under.border,
        cities=tuple(cities),
        layouts=tuple(layouts),
        source=under.source,
        licence=under.licence,
    )


def cities_of(view: MapView, areas: Areas, address: Callable[[Cell], str], node: str | None = None) -> tuple[City, ...]:
    """The areas of a Map by a node, by default the whole, where they lie at the Map's period."""
    at = next((index for index, column in enumerate(view.columns) if column.id == node or (not node and column.whole)))
    places = areas.at(view.period)
    return tuple(_city(row.name, row.cells[at], places.get(row.id), address, view.language) for row in view.rows)


def _city(name: str, cell: Cell, place: Area | None, address: Callable[[Cell], str], language: Language) -> City:
    return City(
        id=cell.area,
        name=name,
        lon=place.lon if place else None,
        lat=place.lat if place else None,
        degree=cell.degree_text,
        band=cell.band,
        label=_label(name, cell, language),
        address=address(cell),
        firm=cell.firmness is None or cell.firmness.firm,
    )


def _label(name: str, cell: Cell, language: Language) -> str:
    """All that a mark tells, as it is read out."""
    if cell.withheld:
        return f"{name}: {text('map.withheld', language)}"
    said = [cell.degree_text, *([cell.band.title] if cell.band else [])]
    said += [cell.firmness.label] if cell.firmness and not cell.firmness.firm else []
    return f"{name}: {', '.join(said)}"


def _layout(size: str, seen: Sequence[tuple[City, float, float]], scale: float, under: Outline, asked: int) -> Layout:
    room = (under.frame.width * scale, under.frame.height * scale)
    at = [Box(x * scale, y * scale, _wide(city), HIGH) for city, x, y in seen]
    marks = apart(at, room)
    sizes = [Box(0, 0, width_of(city.name, NAME, bold=True) + HALO, NAME + 4) for city, _, _ in seen]
    names = names_beside(marks, sizes, room)
    made = tuple(
        _mark(city, place, mark, name, room)
        for (city, _, _), place, mark, name in zip(seen, at, marks, names, strict=True)
    )
    dots = any(max(abs(mark.box.x), abs(mark.box.y)) > FARTHEST for mark in made)
    whole = not dots and len(made) == asked and all(mark.name for mark in made)
    return Layout(size, made, whole, dots)


def _wide(city: City) -> float:
    return max(_NARROWEST, round(width_of(city.degree, LETTERS, bold=True) + _PAD))


def _mark(city: City, place: Box, mark: Box, spot: Spot | None, room: tuple[float, float]) -> Mark:
    dx, dy = round(mark.x - place.x, 1), round(mark.y - place.y, 1)
    name = Name(round(spot.x - place.x, 1), round(spot.box.y - place.y, 1), spot.anchor) if spot else None
    x, y = round(place.x / room[0] * 100, 2), round(place.y / room[1] * 100, 2)
    return Mark(city, x, y, Box(dx, dy, mark.width, mark.height), name, max(abs(dx), abs(dy)) > _ASIDE)
