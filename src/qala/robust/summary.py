"""What a sample of replications says of each cell: distribution, bands, ranks, who is ahead of whom."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from qala.engine.arrays import Floats, Ints
from qala.engine.document import Computed
from qala.robust.ranks import Ranks, in_blocks, ranks_of
from qala.robust.runs import Sample

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
NAMES = ("q05", "q25", "q50", "q75", "q95")
BLOCK = 256
"""So many areas are worked on at a time."""
PAIRS = 500
"""Up to so many areas it is told of every rank how likely it is, and of every pair who is ahead."""


@dataclass(frozen=True)
class Case:
    """The columns of a sample of one period on one basis."""

    period: str
    basis: str
    columns: slice
    areas: tuple[str, ...]


def cases_of(made: Computed) -> Iterator[Case]:
    """The periods and bases of a sample's columns, in their order."""
    cases = made.grid.cases
    areas = tuple(area for area, one in zip(cases.areas, cases.assessed, strict=True) if one)
    start = 0
    for basis in cases.bases:
        for period in (one for one in cases.periods if one in cases.asked):
            yield Case(period, basis, slice(start, start + len(areas)), areas)
            start += len(areas)


@dataclass(frozen=True)
class Summary:
    """Of one node in one case, (areas,) each: figures of the degrees, of the ranks; likely: (areas, bands) how likely
    each band is, the last for none.
    """

    figures: dict[str, Floats]
    places: dict[str, Ints]
    likely: Floats


def summary_of(degrees: Floats, bands: npt.NDArray[np.int8], ranks: Ranks, steps: int, threads: int = 2) -> Summary:
    """From (replications, areas), areas in blocks. steps: how many bands there are."""
    areas = degrees.shape[1]
    figures = {name: np.empty(areas) for name in ("mean", "sd", *NAMES, "withheld")}
    places = {name: np.empty(areas, dtype=np.int64) for name in RANKS}
    likely = np.empty((areas, steps + 1))

    def work(columns: slice) -> None:
        for name, row in _distribution(degrees[:, columns]).items():
            figures[name][columns] = row
        for name, ranked in _rank_figures(ranks[:, columns]).items():
            places[name][columns] = ranked
        own = bands[:, columns].T
        for band in range(steps + 1):
            likely[columns, band] = _count(own == (band if band < steps else -1)) / len(bands)

    in_blocks(work, areas, BLOCK, threads)
    return Summary(figures, places, likely)


@dataclass(frozen=True)
class Told:
    """Of one node (its place in the sample) in one case: figures; of up to PAIRS areas how likely each rank of each is,
    and of each pair who is ahead.
    """

    place: int
    case: Case
    summary: Summary
    shares: list[dict[str, float]] | None
    ahead: Floats | None


def told_of(made: Computed, sample: Sample) -> Iterator[Told]:
    """From all replications."""
    for place, node in enumerate(sample.nodes):
        scale = made.standard.scale_of(made.standard.nodes[node])
        for case in cases_of(made):
            degrees = sample.degrees[place][:, case.columns]
            ranks = ranks_of(degrees, scale.round)
            found = summary_of(degrees, sample.bands[place][:, case.columns], ranks, len(scale.bands))
            few = len(case.areas) <= PAIRS
            shares = [_shares(ranks[:, column]) for column in range(len(case.areas))] if few else None
            yield Told(place, case, found, shares, ahead(ranks) if few else None)


def rows_of(made: Computed, node: int, columns: Ints, told: Told) -> Iterator[dict[str, Any]]:
    """A row for each area: see formats.md, robustness. columns: which cases of the assessment those of a sample are."""
    scale, found = made.standard.scale_of(made.standard.nodes[node]), told.summary
    own = made.result.bands[node, columns[told.case.columns]]
    for column, area in enumerate(told.case.areas):
        yield {
            "area": area,
            "node": made.standard.nodes[node].id,
            "period": told.case.period,
            "basis": told.case.basis,
            **{name: _number(row[column]) for name, row in found.figures.items()},
            **{name: int(row[column]) or None for name, row in found.places.items()},
            "bands": {
                band.id: float(share)
                for band, share in zip(scale.bands, found.likely[column], strict=False)
                if share > 0
            },
            "firm": float(found.likely[column, own[column]]) if own[column] >= 0 else None,
            "ranks": told.shares[column] if told.shares else {},
        }


def ahead_row(made: Computed, node: int, case: Case, probability: Floats) -> dict[str, Any]:
    """The probability that each area is ahead of each other, None where no replication has both."""
    return {
        "node": made.standard.nodes[node].id,
        "period": case.period,
        "basis": case.basis,
        "areas": list(case.areas),
        "probability": [[_number(cell) for cell in row] for row in probability],
    }


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _distribution(degrees: Floats) -> dict[str, Floats]:
    """Mean, standard deviation and quantiles of the replications that have a degree, and the share that has none."""
    ordered = np.sort(np.ascontiguousarray(degrees.T), axis=1)
    whole = ~np.isnan(ordered[:, -1])
    count = np.full(len(ordered), ordered.shape[1]) if whole.all() else _count(~np.isnan(ordered))
    known = ordered if whole.all() else np.where(np.isnan(ordered), 0.0, ordered)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = known.sum(axis=1) / count
        gap = known - mean[:, None] if whole.all() else np.where(np.isnan(ordered), 0.0, ordered - mean[:, None])
        np.multiply(gap, gap, out=gap)
        spread = np.where(count > 1, np.sqrt(gap.sum(axis=1) / np.maximum(count - 1, 1)), np.nan)
    withheld = 1 - count / ordered.shape[1]
    return {"mean": mean, "sd": spread, **quantiles(ordered, count), "withheld": withheld}


def quantiles(ordered: Floats, count: Ints) -> dict[str, Floats]:
    """(rows,) each: quantiles of the first `count` figures of each ordered row, linear between them; NaN for none."""
    found, at = {}, np.arange(len(ordered))
    for name, share in zip(NAMES, QUANTILES, strict=True):
        place = share * np.maximum(count - 1, 0)
        low = np.floor(place).astype(np.int64)
        high = np.minimum(low + 1, np.maximum(count - 1, 0))
        found[name] = ordered[at, low] + (place - low) * (ordered[at, high] - ordered[at, low])
    return found


RANKS = ("rank_low", "rank_low_quartile", "rank_mid", "rank_high_quartile", "rank_high")


def _count(marks: npt.NDArray[np.bool_]) -> Ints:
    """(rows,): how many of each row are marked; quicker than count_nonzero."""
    found: Ints = np.add.reduce(marks, axis=1, dtype=np.int32).astype(np.int64)
    return found


def _rank_figures(ranks: Ranks) -> dict[str, Ints]:
    """The rank intervals: quantiles of the ranks, the best as `rank_low`, to the whole rank outwards; 0 for none."""
    ordered = np.sort(np.ascontiguousarray(ranks.T), axis=1)
    unknown = _count(ordered == 0)
    known = ordered.shape[1] - unknown
    found = {}
    for name, share in zip(RANKS, QUANTILES, strict=True):
        at = np.minimum(unknown + outward(share, known), ordered.shape[1] - 1)
        found[name] = np.where(known > 0, ordered[np.arange(len(ordered)), at], 0).astype(np.int64)
    return found


def outward(share: float, known: Ints) -> Ints:
    """The place in order, from 0, of a quantile of so many ranks, to the whole place outwards."""
    place = share * np.maximum(known - 1, 0)
    whole: Ints = (np.floor(place) if share <= 0.5 else np.ceil(place)).astype(np.int64)
    return whole


def _shares(ranks: npt.NDArray[Any]) -> dict[str, float]:
    count = np.bincount(ranks) / ranks.size
    return {str(rank): float(count[rank]) for rank in np.flatnonzero(count) if rank > 0}


class Ahead:
    """Counts of who is ahead of whom: a tie counts half to both; replications in which either has no degree do not."""

    def __init__(self, areas: int) -> None:
        self.both = np.zeros((areas, areas), dtype=np.int64)
        self.won = np.zeros((areas, areas))

    def add(self, ranks: Ranks) -> None:
        """Counts (replications, areas)."""
        known = (ranks > 0).T
        table = ranks.T.astype(np.float64)
        for row in range(len(table)):
            both = known[row] & known
            self.both[row] += np.count_nonzero(both, axis=1)
            self.won[row] += np.count_nonzero(both & (table[row] < table), axis=1)
            self.won[row] += 0.5 * np.count_nonzero(both & (table[row] == table), axis=1)

    def probability(self) -> Floats:
        """(areas, areas): how often the row is ahead of the column, of what counts; NaN where nothing does."""
        with np.errstate(invalid="ignore", divide="ignore"):
            found: Floats = self.won / self.both
        np.fill_diagonal(found, np.nan)
        return found


def ahead(ranks: Ranks) -> Floats:
    """(areas, areas): the share of the replications in which the row is ahead of the column; NaN where none counts."""
    counts = Ahead(ranks.shape[1])
    counts.add(ranks)
    return counts.probability()
