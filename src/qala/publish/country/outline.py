"""The outline of a country: its places projected, simplified, ready to be drawn, and kept."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import shapely

from qala.areas.model import Area, Text
from qala.publish.country.boundaries import Boundary
from qala.publish.country.projection import Extent, Projection, extent_of, projection_of
from qala.publish.country.rings import Array, Shape
from qala.publish.country.simplify import border_of, path_of, simplified

WIDTH, TALLEST, MARGIN = 800.0, 640.0, 16.0
TOLERANCE, COARSEST = 0.5, 4.0
LETTERS = 25_000
"""So long may all paths be; where they are longer they are made simpler, to a tolerance of 4 pixels."""
ROUND, LEAST = 0.1, 0.5
"""Where there are no boundaries: so large a share is left free round the places, and so many degrees are shown."""
_LEAST = 1e-6


@dataclass(frozen=True)
class Frame:
    """From metres to pixels: what lies at the left and the top, pixels a metre, and the size in pixels."""

    left: float
    top: float
    scale: float
    width: float
    height: float

    def pixels(self, metres: Array) -> Array:
        """Points (n, 2), the second axis downwards."""
        return np.column_stack([(metres[:, 0] - self.left), (self.top - metres[:, 1])]) * self.scale


@dataclass(frozen=True)
class Piece:
    """One place. name: as its file has it; area: the id of the place that it is, blank where none is known."""

    name: str
    title: Text
    area: str
    path: str


@dataclass(frozen=True)
class Outline:
    """A country ready to be drawn. border: the path round all of it."""

    definition: str
    frame: Frame
    pieces: tuple[Piece, ...]
    border: str
    source: str
    licence: str

    def points(self, degrees: Array) -> Array:
        """Where longitudes and latitudes (n, 2) lie in it, in pixels."""
        return self.frame.pixels(Projection(self.definition).points(degrees))

    def as_json(self) -> dict[str, Any]:
        """As plain objects."""
        return asdict(self)


def outline_of(
    boundaries: Sequence[Boundary], matched: Mapping[str, Area], source: str = "", licence: str = ""
) -> Outline:
    """The outline of boundaries, 800 pixels wide. matched: which place each name is."""
    shapes = [boundary.shape for boundary in boundaries]
    projection = projection_of(extent_of(shapes))
    flat = [projection.shape(shape) for shape in shapes]
    frame = frame_of(shapely.total_bounds(flat))
    drawn, paths = _drawn([shapely.transform(shape, frame.pixels) for shape in flat])
    pieces = tuple(
        _piece(boundary.name, matched.get(boundary.name), path)
        for boundary, path in zip(boundaries, paths, strict=True)
    )
    return Outline(projection.definition, frame, pieces, path_of(border_of(drawn)), source, licence)


def outline_from(kept: Mapping[str, Any]) -> Outline:
    """The outline of what `as_json` gave."""
    pieces = tuple(Piece(**{**piece, "title": Text(**piece["title"])}) for piece in kept["pieces"])
    return Outline(**{**kept, "frame": Frame(**kept["frame"]), "pieces": pieces})


def projected(extent: Extent) -> Outline:
    """An outline without boundaries for what lies within an extent."""
    projection = projection_of(extent)
    along = np.linspace(-ROUND, 1 + ROUND, 9)
    lon = _spread(extent.west, extent.east, along)
    lat = np.clip(_spread(extent.south, extent.north, along), -89, 89)
    flat = projection.points(np.array([(x, y) for x in lon for y in lat]))
    frame = frame_of(np.array([*flat.min(axis=0), *flat.max(axis=0)]))
    return Outline(projection.definition, frame, (), "", "", "")


def _spread(first: float, last: float, along: Array) -> Array:
    """Points between two ends, at least half a degree apart in all."""
    wide = max(last - first, LEAST)
    return (first + last) / 2 + wide * (along - 0.5)


def frame_of(bounds: Array) -> Frame:
    """The frame round west, south, east and north in metres: 800 pixels wide, at most 640 high."""
    west, south, east, north = map(float, bounds)
    wide, tall = max(east - west, _LEAST), max(north - south, _LEAST)
    scale = min((WIDTH - 2 * MARGIN) / wide, (TALLEST - 2 * MARGIN) / tall)
    left = (west + east) / 2 - WIDTH / 2 / scale
    return Frame(left, north + MARGIN / scale, scale, WIDTH, round(tall * scale + 2 * MARGIN, 1))


def _drawn(pixels: list[Shape]) -> tuple[list[Shape], list[str]]:
    tolerance = TOLERANCE
    while True:
        drawn = simplified(pixels, tolerance)
        paths = [path_of(shape) for shape in drawn]
        if sum(map(len, paths)) <= LETTERS or tolerance >= COARSEST:
            return drawn, paths
        tolerance *= 1.25


def _piece(name: str, area: Area | None, path: str) -> Piece:
    return Piece(name, area.name if area else Text(name, name, name), area.id if area else "", path)
