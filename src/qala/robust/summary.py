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
            likely[columns, band] = np.count_nonzero(own == (band if band < steps else -1), axis=1) / len(bands)

    in_blocks(work, areas, BLOCK, threads)
    return Summary(figures, places, likely)


def rows_of(made: Computed, sample: Sample) -> Iterator[dict[str, Any]]:
    """A row for each area, node, period and basis: see formats.md, robustness."""
    for place, node in enumerate(sample.nodes):
        scale = made.standard.scale_of(made.standard.nodes[node])
        for case in cases_of(made):
            degrees = sample.degrees[place][:, case.columns]
            ranks = ranks_of(degrees, scale.round)
            found = summary_of(degrees, sample.bands[place][:, case.columns], ranks, len(scale.bands))
            own = made.result.bands[node, sample.columns[case.columns]]
            for column, area in enumerate(case.areas):
                yield {
                    "area": area,
                    "node": made.standard.nodes[node].id,
                    "period": case.period,
                    "basis": case.basis,
                    **{name: _number(row[column]) for name, row in found.figures.items()},
                    **{name: int(row[column]) or None for name, row in found.places.items()},
                    "bands": {
                        band.id: float(share)
                        for band, share in zip(scale.bands, found.likely[column], strict=False)
                        if share > 0
                    },
                    "firm": float(found.likely[column, own[column]]) if own[column] >= 0 else None,
                    "ranks": _shares(ranks[:, column]) if len(case.areas) <= PAIRS else {},
                }


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _distribution(degrees: Floats) -> dict[str, Floats]:
    """Mean, standard deviation and quantiles of the replications that have a degree, and the share that has none."""
    ordered = np.sort(np.ascontiguousarray(degrees.T), axis=1)
    count = np.count_nonzero(~np.isnan(ordered), axis=1)
    whole = count == ordered.shape[1]
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


def _rank_figures(ranks: Ranks) -> dict[str, Ints]:
    """The rank intervals: quantiles of the ranks, the best as `rank_low`, to the whole rank outwards; 0 for none."""
    ordered = np.sort(np.ascontiguousarray(ranks.T), axis=1)
    unknown = np.count_nonzero(ordered == 0, axis=1)
    known = ordered.shape[1] - unknown
    found = {}
    for name, share in zip(RANKS, QUANTILES, strict=True):
        place = share * np.maximum(known - 1, 0)
        whole = np.floor(place) if share <= 0.5 else np.ceil(place)
        at = np.minimum(unknown + whole.astype(np.int64), ordered.shape[1] - 1)
        found[name] = np.where(known > 0, ordered[np.arange(len(ordered)), at], 0).astype(np.int64)
    return found


def _shares(ranks: npt.NDArray[Any]) -> dict[str, float]:
    count = np.bincount(ranks) / ranks.size
    return {str(rank): float(count[rank]) for rank in np.flatnonzero(count) if rank > 0}


def ahead_of(made: Computed, sample: Sample) -> Iterator[dict[str, Any]]:
    """For each node, period and basis the probability that each area is ahead of each other; of up to PAIRS areas.

    A tie counts half to both; replications in which either has no degree do not count; None where none is left.
    """
    for place, node in enumerate(sample.nodes):
        decimals = made.standard.scale_of(made.standard.nodes[node]).round
        for case in cases_of(made):
            if len(case.areas) > PAIRS:
                continue
            ranks = ranks_of(sample.degrees[place][:, case.columns], decimals)
            yield {
                "node": made.standard.nodes[node].id,
                "period": case.period,
                "basis": case.basis,
                "areas": list(case.areas),
                "probability": [[_number(cell) for cell in row] for row in ahead(ranks)],
            }


def ahead(ranks: Ranks) -> Floats:
    """(areas, areas): the share of the replications in which the row is ahead of the column; NaN where none counts."""
    known = ranks > 0
    table = np.where(known, ranks, 0).astype(np.float64).T
    areas = len(table)
    found = np.full((areas, areas), np.nan)
    for row in range(areas):
        both = known[:, row][None, :] & known.T
        count = np.count_nonzero(both, axis=1)
        won = np.count_nonzero(both & (table[row] < table), axis=1)
        tied = np.count_nonzero(both & (table[row] == table), axis=1)
        with np.errstate(invalid="ignore", divide="ignore"):
            found[row] = (won + 0.5 * tied) / count
    np.fill_diagonal(found, np.nan)
    return found
