"""Areas as short SVG paths in which neighbours keep one border."""

from collections.abc import Sequence

import numpy as np
import shapely
from shapely import Polygon

from qala.publish.country.rings import Array, Shape

GAP = 1.0
"""Slits between neighbours up to this width, in pixels, are closed."""
SPECK = 0.3
"""Islands smaller than so many square pixels are left out, but for a place's largest."""
SLIT = 20.0
"""Holes smaller than so many square pixels are no country within a country."""


def simplified(shapes: Sequence[Shape], tolerance: float) -> list[Shape]:
    """Areas in pixels with fewer points: what is moved is smaller than a square of `tolerance` pixels.

    Overlaps and slits between neighbours are cleaned first, so that each border is one line.
    """
    kept = [_without_specks(shape) for shape in shapes]
    if not shapely.coverage_is_valid(kept):
        cleaned = shapely.coverage_clean(kept, gap_width=GAP)
        kept = [new if new.area > 0 else old for old, new in zip(kept, cleaned, strict=True)]
    return list(shapely.coverage_simplify(kept, tolerance))


def path_of(shape: Shape) -> str:
    """An area as an SVG path with a tenth of a pixel; even-odd, so that holes stay open."""
    rings = shapely.get_rings(shapely.get_parts(shape))
    return "".join(_ring(shapely.get_coordinates(ring)) for ring in rings)


def _without_specks(shape: Shape) -> Shape:
    parts = sorted(shapely.get_parts(shape), key=lambda part: -part.area)
    kept = [part for index, part in enumerate(parts) if not index or part.area >= SPECK]
    return kept[0] if len(kept) == 1 else shapely.MultiPolygon(kept)


def _ring(points: Array) -> str:
    tenths = np.round(points * 10).astype(int)
    moves = np.diff(tenths, axis=0)
    moves = moves[(moves != 0).any(axis=1)]
    if len(moves) < 3:
        return ""
    return f"M{_pair(*tenths[0])}l{''.join(_joined(moves[:-1]))}z"


def _joined(moves: Array) -> list[str]:
    pairs = [_pair(*move) for move in moves]
    return [pairs[0], *(one if one.startswith("-") else f" {one}" for one in pairs[1:])]


def _pair(x: int, y: int) -> str:
    first, second = _tenth(x), _tenth(y)
    return first + (second if second.startswith("-") else f" {second}")


def _tenth(value: int) -> str:
    whole, rest = divmod(abs(int(value)), 10)
    written = f"{whole or ''}.{rest}" if rest else str(whole)
    return f"-{written}" if value < 0 else written


def border_of(shapes: Sequence[Shape]) -> Shape:
    """The outer border of neighbours: their union, without the slits that are left between them."""
    parts = []
    for part in shapely.get_parts(shapely.union_all(list(shapes))):
        holes = [hole for hole in part.interiors if Polygon(hole).area >= SLIT]
        parts.append(Polygon(part.exterior, holes))
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
