"""From degrees to bands, points and ranks."""

from collections.abc import Callable

import numpy as np

from qala.engine.arrays import Bools, Floats, Ints, round_half_away
from qala.engine.transform import bound
from qala.standard import Indicator, Node, Scale, Standard


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


def band_by_edges(values: Floats, indicator: Indicator) -> Ints:
    """(cases,): how many of the indicator's own band edges, worst to best, a value reaches, inclusively; -1 for NaN."""
    found = np.zeros(values.shape, dtype=np.int64)
    for edge in indicator.bands:
        limit = bound(indicator, edge)
        found += values <= limit if indicator.direction == "lower" else values >= limit
    return np.where(np.isnan(values), -1, found)


def met(bands: Ints, scale: Scale, degree_of: Callable[[str], Floats]) -> Ints:
    """(cases,): the highest band at or under each given one whose `needs` are met, -1 where none is."""
    if not any(band.needs for band in scale.bands):
        return bands
    reached: list[Bools] = []
    for band in scale.bands:
        good = np.ones(bands.shape, dtype=np.bool_)
        for node, least in band.needs.items():
            with np.errstate(invalid="ignore"):
                good &= round_half_away(degree_of(node), scale.round) >= least
        reached.append(good)
    found = np.full(bands.shape, -1, dtype=np.int64)
    for number, good in enumerate(reached):
        found = np.where(good & (bands >= number), number, found)
    return found


class BandsOf:
    """The bands of items, one at a time: an item's degree, and those of nodes its bands need, must be there before."""

    def __init__(self, standard: Standard, degrees: Floats, values: Floats) -> None:
        self.standard, self.degrees, self.values = standard, degrees, values
        self.items: list[Node | Indicator] = [*standard.nodes, *standard.indicators]
        self.number = {node.id: number for number, node in enumerate(standard.nodes)}

    def of(self, item: int) -> Ints:
        """(cases,): the number of the band of each case, -1 where there is none."""
        row = self.items[item]
        scale = self.standard.scale_of(row)
        if isinstance(row, Indicator) and row.bands:
            found = np.minimum(band_by_edges(self.values[item - len(self.number)], row), len(scale.bands) - 1)
        else:
            found = band_of(self.degrees[item], scale)
        return met(found, scale, lambda node: self.degrees[self.number[node]])


def points_of(bands: Ints, scale: Scale) -> Floats:
    """The points of each band, NaN where there is none. Shape as given."""
    table = np.array([np.nan if band.points is None else band.points for band in scale.bands] + [np.nan])
    return table[bands]


def passed_points(bands: Ints, scale: Scale, how: str, low: float, high: float) -> Floats:
    """What a child passes on: its band's points (`yes`), or low + (high - low) x points / largest points (`share`)."""
    points = points_of(bands, scale)
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
