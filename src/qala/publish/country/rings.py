"""Rings of GeoJSON as arrays of longitude and latitude, and polygons of them that do not cross themselves."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from qala.errors import BadFile, Place

Array: TypeAlias = NDArray[np.float64]
Shape: TypeAlias = Polygon | MultiPolygon
DECIMALS = 7
"""Of a degree: a centimetre."""
MEETINGS, FREELY = 12, 50_000
"""So often may a line meet others of its file, on the whole, and so many more in all: mending takes the square."""
_CHUNK = 256


@dataclass(frozen=True)
class Where:
    """A feature of a file, counted from 1."""

    file: str
    feature: int

    def bad(self, name: str, /, **fields: object) -> BadFile:
        """The error about it."""
        return BadFile(f"country.{name}", Place(self.file), feature=self.feature, **fields)


def polygons_of(kind: object, coordinates: object, where: Where) -> MultiPolygon:
    """The coordinates of a Polygon or MultiPolygon as they stand, crossing or not. Raises BadFile."""
    parts = [coordinates] if kind == "Polygon" else coordinates
    if not isinstance(parts, list) or not parts:
        raise where.bad("not_ring")
    return MultiPolygon([_polygon(part, where) for part in parts])


def mended(shape: MultiPolygon, where: Where) -> Shape:
    """The same area by rings that do not cross. Raises BadFile where there is no area."""
    whole = shape if shape.is_valid else shapely.make_valid(shape, method="structure", keep_collapsed=False)
    parts = [part for part in shapely.get_parts(whole) if isinstance(part, Polygon) and part.area > 0]
    if not parts:
        raise where.bad("no_area")
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def refuse_tangles(shapes: list[MultiPolygon], file: str) -> None:
    """Raises BadFile where lines meet one another so often that mending them would not end."""
    lines, owner = _lines(shapes)
    tree, met = shapely.STRtree(lines), 0
    for start in range(0, len(lines), _CHUNK):
        chunk = lines[start : start + _CHUNK]
        met += len(tree.query(chunk, predicate="intersects")[0])
        if met > MEETINGS * len(lines) + FREELY:
            raise Where(file, int(owner[start]) + 1).bad("tangled")


def _lines(shapes: list[MultiPolygon]) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
    """Each straight piece of the rings, and the place of its shape in the list."""
    parts, of_part = shapely.get_parts(shapes, return_index=True)
    rings, of_ring = shapely.get_rings(parts, return_index=True)
    points, of_point = shapely.get_coordinates(rings, return_index=True)
    same = of_point[1:] == of_point[:-1]
    pieces = np.stack([points[:-1], points[1:]], axis=1)[same]
    return shapely.linestrings(pieces), of_part[of_ring[of_point[:-1][same]]]


def _polygon(rings: object, where: Where) -> Polygon:
    if not isinstance(rings, list) or not rings:
        raise where.bad("not_ring")
    shell, *holes = (_ring(ring, where) for ring in rings)
    return Polygon(shell, holes)


def _ring(ring: object, where: Where) -> Array:
    if not isinstance(ring, list) or len(ring) < 3:
        raise where.bad("not_ring")
    points = np.round(_positions(ring, where), DECIMALS)
    closed = points if np.array_equal(points[0], points[-1]) else np.vstack([points, points[:1]])
    if len(closed) < 4:
        raise where.bad("not_ring")
    return _unbroken(closed)


def _positions(ring: list[object], where: Where) -> Array:
    try:
        points = np.array([_position(one, where) for one in ring], dtype=np.float64)
    except OverflowError as error:
        raise where.bad("limits", point="∞") from error
    within = (np.abs(points[:, 0]) <= 180) & (np.abs(points[:, 1]) <= 90)
    if not within.all():
        lon, lat = points[int(np.argmin(within))]
        raise where.bad("limits", point=f"{lon:.6g}, {lat:.6g}")
    return points


def _position(value: object, where: Where) -> tuple[float, float]:
    if isinstance(value, list) and len(value) >= 2 and all(type(one) in (int, float) for one in value[:2]):
        return float(value[0]), float(value[1])
    raise where.bad("not_position")


def _unbroken(ring: Array) -> Array:
    """A ring that goes over the 180th meridian without the jump to the other end: longitudes go on past 180."""
    turns = np.cumsum(np.round(np.diff(ring[:, 0]) / 360))
    if not turns.any() or turns[-1]:
        return ring
    shifted = ring.copy()
    shifted[1:, 0] -= 360 * turns
    return shifted
