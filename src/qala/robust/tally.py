"""Counts in place of replications, for more of them than memory holds: of each rank, of each band, and of degrees in a
histogram.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from qala.engine.arrays import Floats, Ints
from qala.engine.document import Computed
from qala.robust.ranks import Ranks, in_blocks, ranks_of
from qala.robust.runs import Sample
from qala.robust.summary import BLOCK, NAMES, PAIRS, QUANTILES, RANKS, Ahead, Summary, Told, cases_of, outward

Counts = npt.NDArray[np.uint32]
FINEST = 1e-4
"""The step of a histogram, as a part of the span of degrees: 0.01 points of 0 to 100."""
WIDEST = 20_001
"""A histogram of more steps than this has them doubled."""


@dataclass
class Histogram:
    """How often each area had a degree within each step: counts (areas, steps), `least` the first step's number, `step`
    its width in points.
    """

    areas: int
    step: float
    least: int = 0
    counts: Counts = field(init=False)

    def __post_init__(self) -> None:
        self.counts = np.zeros((self.areas, 1), dtype=np.uint32)

    def add(self, degrees: Floats) -> None:
        """Counts (replications, areas); NaN is not counted."""
        if np.isnan(degrees).all():
            return
        self._reach(float(np.nanmin(degrees)), float(np.nanmax(degrees)))
        width = self.counts.shape[1]

        def work(columns: slice) -> None:
            own = degrees[:, columns]
            known = ~np.isnan(own)
            keys = np.rint(own[known] / self.step).astype(np.int64) - self.least
            keys += np.broadcast_to(np.arange(own.shape[1]) * width, own.shape)[known]
            self.counts[columns] += _counted(keys, own.shape[1], width)

        in_blocks(work, self.areas, BLOCK, 2)

    def _reach(self, low: float, high: float) -> None:
        """Widens the histogram to hold both ends, and its steps where it would get too wide."""
        empty = not self.counts.any()
        while True:
            first, last = round(low / self.step), round(high / self.step)
            if not empty:
                first, last = min(first, self.least), max(last, self.least + self.counts.shape[1] - 1)
            if last - first < WIDEST:
                break
            self._double()
        before = 0 if empty else self.least - first
        held = 0 if empty else self.counts.shape[1]
        self.counts = np.pad(self.counts[:, :held], ((0, 0), (before, last - first + 1 - held - before)))
        self.least = first

    def _double(self) -> None:
        odd = self.least % 2
        padded = np.pad(self.counts, ((0, 0), (odd, (self.counts.shape[1] + odd) % 2)))
        self.counts = padded[:, ::2] + padded[:, 1::2]
        self.least, self.step = (self.least - odd) // 2, self.step * 2

    def at(self, places: Ints) -> Floats:
        """(areas,): the degree at each area's place in order, from 0; NaN where nothing is counted."""
        steps = _found(self.counts, places)
        return np.where(self.counts.any(axis=1), (self.least + steps) * self.step, np.nan)


@dataclass
class Tally:
    """Of one node in one case: all that a Summary is made of, and who is ahead. bands: how many there are."""

    areas: int
    bands: int
    step: float
    replications: int = 0
    histogram: Histogram = field(init=False)
    ranks: Counts = field(init=False)
    banded: npt.NDArray[np.int64] = field(init=False)
    ahead: Ahead | None = field(init=False)
    mean: Floats = field(init=False)
    squares: Floats = field(init=False)

    def __post_init__(self) -> None:
        self.histogram = Histogram(self.areas, self.step)
        self.ranks = np.zeros((self.areas, self.areas + 1), dtype=np.uint32)
        self.banded = np.zeros((self.areas, self.bands + 1), dtype=np.int64)
        self.ahead = Ahead(self.areas) if self.areas <= PAIRS else None
        self.mean, self.squares = np.zeros(self.areas), np.zeros(self.areas)

    def add(self, degrees: Floats, bands: npt.NDArray[np.int8], ranks: Ranks) -> None:
        """Counts (replications, areas) of each.

        Means and squared deviations are merged. Source: Chan, Golub and LeVeque (1983), Algorithms for computing the
        sample variance.
        """
        known = ~np.isnan(degrees)
        before, more = self.known, np.count_nonzero(known, axis=0)
        after = np.maximum(before + more, 1)
        mean = np.where(known, degrees, 0.0).sum(axis=0) / np.maximum(more, 1)
        gap = np.where(more > 0, mean - self.mean, 0.0)
        self.squares += np.where(known, (degrees - mean) ** 2, 0.0).sum(axis=0) + gap**2 * before * more / after
        self.mean += gap * more / after
        self.replications += len(degrees)
        self.histogram.add(degrees)
        for band in range(self.bands + 1):
            self.banded[:, band] += np.count_nonzero(bands == (band if band < self.bands else -1), axis=0)
        if self.ahead is not None:
            self.ahead.add(ranks)
        width = self.areas + 1

        def work(columns: slice) -> None:
            own = ranks[:, columns].astype(np.int64)
            own += np.arange(own.shape[1]) * width
            self.ranks[columns] += _counted(own.reshape(-1), own.shape[1], width)

        in_blocks(work, self.areas, BLOCK, 2)

    @property
    def known(self) -> Ints:
        """(areas,): in how many replications each had a degree."""
        return self.replications - self.ranks[:, 0].astype(np.int64)

    def summary(self) -> Summary:
        """What the counts say; quantiles to the histogram's step."""
        known = self.known
        some = known > 0
        with np.errstate(invalid="ignore", divide="ignore"):
            figures = {
                "mean": np.where(some, self.mean, np.nan),
                "sd": np.where(known > 1, np.sqrt(self.squares / np.maximum(known - 1, 1)), np.nan),
            }
        places = {}
        for name, share in zip(NAMES, QUANTILES, strict=True):
            place = share * np.maximum(known - 1, 0)
            low = np.floor(place).astype(np.int64)
            below = self.histogram.at(low)
            above = self.histogram.at(np.minimum(low + 1, np.maximum(known - 1, 0)))
            figures[name] = below + (place - low) * (above - below)
        figures["withheld"] = 1 - known / self.replications
        for name, share in zip(RANKS, QUANTILES, strict=True):
            rank = 1 + _found(self.ranks[:, 1:], outward(share, known))
            places[name] = np.where(some, rank, 0)
        return Summary(figures, places, self.banded / self.replications)

    def shares(self) -> Iterator[dict[str, float]]:
        """Of each area how likely each rank is."""
        for row in self.ranks:
            yield {str(rank): float(row[rank] / self.replications) for rank in np.flatnonzero(row).tolist() if rank > 0}


def _counted(keys: Ints, rows: int, width: int) -> Counts:
    """(rows, width): how often each cell, numbered row by row, is among the keys."""
    found: Counts = np.bincount(keys, minlength=rows * width).reshape(rows, width).astype(np.uint32)
    return found


def _found(counts: Counts, places: Ints) -> Any:
    """(rows,): the column in which each row's place in order is, from 0; 0 where the row counts less."""
    found = np.zeros(len(counts), dtype=np.int64)
    for start in range(0, len(counts), BLOCK):
        rows = slice(start, start + BLOCK)
        whole = np.cumsum(counts[rows], axis=1, dtype=np.int64)
        found[rows] = (whole > places[rows, None]).argmax(axis=1)
    return found


class Tallies:
    """The tallies of some nodes of an assessment in all its cases."""

    def __init__(self, made: Computed, nodes: Sequence[int]) -> None:
        span = made.standard.normalise.high - made.standard.normalise.low
        self.scales = [made.standard.scale_of(made.standard.nodes[node]) for node in nodes]
        self.cases = list(cases_of(made))
        self.tallies = [
            [Tally(len(case.areas), len(scale.bands), FINEST * span) for case in self.cases] for scale in self.scales
        ]

    def add(self, sample: Sample) -> None:
        """Counts a sample's replications."""
        for scale, tallies, degrees, bands in zip(self.scales, self.tallies, sample.degrees, sample.bands, strict=True):
            for case, tally in zip(self.cases, tallies, strict=True):
                own = degrees[:, case.columns]
                tally.add(own, bands[:, case.columns], ranks_of(own, scale.round))

    def told(self) -> Iterator[Told]:
        """What the counts say of each node in each case."""
        for place, tallies in enumerate(self.tallies):
            for case, tally in zip(self.cases, tallies, strict=True):
                ahead = tally.ahead.probability() if tally.ahead is not None else None
                yield Told(place, case, tally.summary(), list(tally.shares()) if ahead is not None else None, ahead)
