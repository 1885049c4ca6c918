"""From degrees to bands, points and ranks."""

import numpy as np

from qala.engine.arrays import Floats, Ints, round_half_away
from qala.standard import Scale


def band_of(degrees: Floats, scale: Scale) -> Ints:
    """The number of the band of each degree, -1 where there is none. Shape as given.

    Degrees are rounded as the scale says; below the first band the first, unless outside is `none`.
    """
    if not scale.bands:
        return np.full(degrees.shape, -1, dtype=np.int64)
    starts = np.array([band.start for band in scale.bands])
    rounded = round_half_away(degrees, scale.round)
    found = np.searchsorted(starts, rounded, side="right" if scale.closed == "lower" else "left") - 1
    lowest = -1 if scale.outside == "none" else 0
    return np.where(np.isnan(degrees), -1, np.maximum(found, lowest)).astype(np.int64)


def points_of(bands: Ints, scale: Scale) -> Floats:
    """The points of each band, NaN where there is none. Shape as given."""
    table = np.array([np.nan if band.points is None else band.points for band in scale.bands] + [np.nan])
    return table[bands]


def passed_points(degrees: Floats, bands: Ints, scale: Scale, how: str, low: float, high: float) -> Floats:
    """What a child passes on: its degree, its band's points (`yes`), or their share of the range (`share`)."""
    if not how:
        return degrees
    points = np.where(np.isnan(degrees), np.nan, points_of(bands, scale))
    if how == "yes":
        return points
    largest = max((band.points or 0.0 for band in scale.bands), default=0.0)
    return low + (high - low) * points / largest if largest else points


def rank(degrees: Floats, decimals: int) -> Ints:
    """Rank of each of (areas,) degrees: 1 the highest, ties share the smallest, 0 where not known."""
    rounded = round_half_away(degrees, decimals)
    known = np.sort(-rounded[~np.isnan(rounded)])
    ranks = np.searchsorted(known, -rounded, side="left") + 1
    return np.where(np.isnan(rounded), 0, ranks).astype(np.int64)
