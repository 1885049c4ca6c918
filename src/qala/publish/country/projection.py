"""A projection that suits a country: true to area, and straight where the country is."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

from qala.publish.country.rings import Array, Shape

STEP = 1.0
"""Longer pieces of a border, in degrees, are bent with the parallels."""
_WIDE, _TALL = 180.0, 120.0
"""Beyond so many degrees a cone no longer does."""
_NEAR_EQUATOR, _NEAR_POLE = 5.0, 80.0


@dataclass(frozen=True)
class Extent:
    """Degrees; east may be past 180."""

    west: float
    east: float
    south: float
    north: float


@dataclass(frozen=True)
class Projection:
    """definition: as PROJ writes it."""

    definition: str

    def points(self, degrees: Array) -> Array:
        """Longitude and latitude (n, 2) as metres east and north (n, 2)."""
        east, north = _transformer(self.definition).transform(degrees[:, 0], degrees[:, 1])
        return np.column_stack([east, north])

    def shape(self, shape: Shape) -> Shape:
        """An area in metres; pieces of its border that are long on the ground are bent."""
        bent = shapely.transform(_with_steps(shape), self.points)
        return bent if bent.is_valid else shapely.make_valid(bent, method="structure", keep_collapsed=False)


def projection_of(extent: Extent) -> Projection:
    """Albers' cone through 1/6 and 5/6 of the latitudes; by the equator Lambert's azimuthal equal-area one; Equal Earth
    for more than half of the globe.
    """
    lon, lat = (extent.west + extent.east) / 2, (extent.south + extent.north) / 2
    lon = round((lon + 180) % 360 - 180, 3)
    tall = extent.north - extent.south
    ends = [max(-_NEAR_POLE, min(_NEAR_POLE, extent.south + tall * share)) for share in (1 / 6, 5 / 6)]
    if extent.east - extent.west > _WIDE or tall > _TALL:
        return Projection(f"+proj=eqearth +lon_0={lon:g} +datum=WGS84")
    if abs(sum(ends)) < 2 * _NEAR_EQUATOR:
        return Projection(f"+proj=laea +lat_0={lat:.3f} +lon_0={lon:g} +datum=WGS84")
    cone = f"+proj=aea +lat_1={ends[0]:.3f} +lat_2={ends[1]:.3f}"
    return Projection(f"{cone} +lat_0={lat:.3f} +lon_0={lon:g} +datum=WGS84")


def extent_of(shapes: Iterable[Shape]) -> Extent:
    """The least extent that holds areas: over the 180th meridian where that is shorter."""
    bounds = shapely.bounds(shapely.get_parts(list(shapes)))
    return _extent(bounds)


def extent_of_points(degrees: Array) -> Extent:
    """The least extent that holds points (n, 2)."""
    return _extent(np.hstack([degrees, degrees]))


def _extent(bounds: NDArray[np.float64]) -> Extent:
    """Of boxes (n, 4): west, south, east, north. The widest gap between them on the circle is left out."""
    south, north = float(bounds[:, 1].min()), float(bounds[:, 3].max())
    spans = sorted(
        (float(west) % 360, float(west) % 360 + min(360.0, float(east - west))) for west, _, east, _ in bounds
    )
    spans += [(west + 360, east + 360) for west, east in spans]
    reached, best = spans[0][1], (-1.0, 0.0)
    for west, east in spans[1:]:
        best = max(best, (west - reached, west))
        reached = max(reached, east)
    gap, west = best
    if gap <= 0:
        return Extent(-180, 180, south, north)
    west = (west + 180) % 360 - 180
    return Extent(west, west + 360 - gap, south, north)


@lru_cache(maxsize=32)
def _transformer(definition: str) -> Transformer:
    return Transformer.from_crs("EPSG:4326", definition, always_xy=True)


def _with_steps(shape: Shape) -> Shape:
    """Points along long pieces, the same ones whichever way a border is walked: neighbours keep one border."""
    parts = []
    for part in shapely.get_parts(shape):
        shell, *holes = (_stepped(shapely.get_coordinates(ring)) for ring in shapely.get_rings(part))
        parts.append(shapely.Polygon(shell, holes))
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _stepped(ring: Array) -> Array:
    counts = np.ceil(np.abs(np.diff(ring, axis=0)).max(axis=1) / STEP).astype(int)
    if (counts <= 1).all():
        return ring
    pieces = zip(ring[:-1], ring[1:], counts.tolist(), strict=True)
    return np.vstack([*(_between(start, end, count) for start, end, count in pieces), ring[-1:]])


def _between(start: Array, end: Array, count: int) -> Array:
    """The start, and the points on the way to the end without it."""
    if count <= 1:
        return start[None]
    back = tuple(start) > tuple(end)
    low, high = (end, start) if back else (start, end)
    steps = low + (high - low) * (np.arange(count + 1) / count)[:, None]
    return steps[:0:-1] if back else steps[:-1]
