"""What a sample of replications says of each cell: distribution, bands, ranks, who is ahead of whom."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from qala.engine.arrays import Floats, Ints
from qala.engine.document import Computed
from qala.robust.ranks import Ranks, ranks_of
from qala.robust.runs import Sample

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
NAMES = ("q05", "q25", "q50", "q75", "q95")
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


def rows_of(made: Computed, sample: Sample) -> Iterator[dict[str, Any]]:
    """A row for each area, node, period and basis: see formats.md, robustness."""
    for place, node in enumerate(sample.nodes):
        for case in cases_of(made):
            degrees = sample.degrees[place][:, case.columns]
            ranks = ranks_of(degrees, made.standard.scale_of(made.standard.nodes[node]).round)
            figures, places = _distribution(degrees), _rank_figures(ranks)
            bands = sample.bands[place][:, case.columns]
            for column, area in enumerate(case.areas):
                yield {
                    "area": area,
                    "node": made.standard.nodes[node].id,
                    "period": case.period,
                    "basis": case.basis,
                    **{name: _number(row[column]) for name, row in figures.items()},
                    **{name: int(row[column]) or None for name, row in places.items()},
                    **_bands(made, node, int(sample.columns[case.columns][column]), bands[:, column]),
                    "ranks": _shares(ranks[:, column]) if len(case.areas) <= PAIRS else {},
                }


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _distribution(degrees: Floats) -> dict[str, Floats]:
    """Mean, standard deviation and quantiles of the replications that have a degree, and the share that has none."""
    known = ~np.isnan(degrees)
    count = np.count_nonzero(known, axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(known, degrees, 0.0).sum(axis=0) / count
        squares = np.where(known, degrees - mean, 0.0) ** 2
        spread = np.where(count > 1, np.sqrt(squares.sum(axis=0) / np.maximum(count - 1, 1)), np.nan)
    withheld = 1 - count / len(degrees)
    return {"mean": mean, "sd": spread, **quantiles(degrees, NAMES), "withheld": withheld}


def quantiles(table: Floats, names: tuple[str, ...]) -> dict[str, Floats]:
    """(columns,) each: the quantiles of the known figures of each column, linear between them; NaN where there is none.

    Sorted in rows, since figures then stand together.
    """
    ordered = np.sort(np.ascontiguousarray(table.T), axis=1)
    count = np.count_nonzero(~np.isnan(ordered), axis=1)
    found = {}
    for name, share in zip(names, QUANTILES, strict=True):
        place = share * np.maximum(count - 1, 0)
        low = np.floor(place).astype(np.int64)
        high = np.minimum(low + 1, np.maximum(count - 1, 0))
        at = np.arange(len(ordered))
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


def _bands(made: Computed, node: int, case: int, bands: Ints) -> dict[str, Any]:
    """How likely each band is, and the one that the assessment gives: `firm`."""
    scale = made.standard.scale_of(made.standard.nodes[node])
    own = int(made.result.bands[node, case])
    count = np.bincount(bands + 1, minlength=len(scale.bands) + 1) / bands.size
    found = {band.id: float(count[place + 1]) for place, band in enumerate(scale.bands) if count[place + 1] > 0}
    return {"bands": found, "firm": float(count[own + 1]) if own >= 0 else None}


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
