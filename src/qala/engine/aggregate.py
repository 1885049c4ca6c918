"""From the degrees of children to the degree of a node.

Every mean takes passed (children, cases), NaN where a child passes nothing on, and weights > 0, (children,) or a set
for each case (children, cases), and gives (cases,), NaN where nothing is known. Weights are renormalised over what is
known; children are added one by one in the tree's order, in tiles of cases, so that the bits do not depend on how many
there are.
Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), section 6.5.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from qala.engine import elementary
from qala.engine.arrays import Bools, Floats, Ints
from qala.errors import CannotAssess

TILE = 16384
"""So many cases are added up at a time: the working rows then stay in the processor's own memory."""


def power_of(method: str) -> float | None:
    """The exponent of a power mean: 1 arithmetic, 0 geometric, -1 harmonic, P of power:P; None for other methods."""
    named = {"arithmetic": 1.0, "geometric": 0.0, "harmonic": -1.0}
    return named.get(method) if method in named else float(method[6:]) if method.startswith("power:") else None


def weighted_sums(rows: Sequence[Floats], weights: Floats) -> tuple[Floats, Floats]:
    """(cases,) each: the sum of weight x row over what is known, and the sum of the weights of what is known."""
    size = rows[0].size
    total, weight = np.zeros(size), np.empty(size)
    for start in range(0, size, TILE):
        span = slice(start, start + TILE)
        whole = total[span]
        term = np.empty(whole.size)
        own = _factors(weights, span)
        for row, factor in zip(rows, own, strict=True):
            np.multiply(row[span], factor, out=term)
            np.add(whole, term, out=whole)
        weight[span] = sum(own)
        gaps = start + np.flatnonzero(np.isnan(whole))
        if gaps.size:
            total[gaps], weight[gaps] = _with_gaps([row[gaps] for row in rows], _factors(weights, gaps))
    return total, weight


def _factors(weights: Floats, cases: slice | Ints) -> list[Any]:
    """The weight of each child in some cases: a number, or a row where each case has its own."""
    found: list[Any] = weights.tolist() if weights.ndim == 1 else list(weights[:, cases])
    return found


def by_case(weights: Floats) -> Floats:
    """(children, 1) or (children, cases): weights that go with passed."""
    return weights[:, None] if weights.ndim == 1 else weights


def _with_gaps(rows: Sequence[Floats], weights: Sequence[Any]) -> tuple[Floats, Floats]:
    """The same sums, looking at each cell whether it is known."""
    total, weight = np.zeros((2, rows[0].size))
    for row, factor in zip(rows, weights, strict=True):
        known = ~np.isnan(row)
        total += np.where(known, row * factor, 0.0)
        weight += known * factor
    return total, weight


def arithmetic(rows: Sequence[Floats], weights: Floats) -> Floats:
    """The weighted mean: sum of w d / sum of w."""
    total, weight = weighted_sums(rows, weights)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(weight > 0, total / weight, np.nan)


def power_mean(rows: Sequence[Floats], weights: Floats, exponent: float, zeros: str, node: str) -> Floats:
    """(sum of w d^p / sum of w)^(1/p), for p = 0 exp(sum of w ln d / sum of w); p = -1 is the harmonic mean.

    Raises CannotAssess where a degree is negative, and for p <= 0 where one is 0 and `zeros` is refuse; under keep a
    degree of 0 makes the mean 0; under withhold there is no mean in the cases where it would be refused.
    """
    if zeros == "withhold":
        rows = _allowed(rows, exponent)
    for row in rows:
        least = np.fmin.reduce(row) if row.size else np.nan
        if least < 0 or (exponent <= 0 and zeros == "refuse" and least == 0):
            raise CannotAssess("assess.zero_degree", node=node)
    with np.errstate(invalid="ignore", divide="ignore"):
        if exponent == 0:
            return elementary.exp(arithmetic([elementary.log(row) for row in rows], weights))
        return elementary.power(arithmetic([elementary.power(row, exponent) for row in rows], weights), 1 / exponent)


def _allowed(rows: Sequence[Floats], exponent: float) -> list[Floats]:
    """The rows, with nothing known in the cases where any degree is negative, or 0 where that has no mean."""
    with np.errstate(invalid="ignore"):
        refused = [row <= 0 if exponent <= 0 else row < 0 for row in rows]
    away = np.logical_or.reduce(refused)
    return [np.where(away, np.nan, row) for row in rows] if away.any() else list(rows)


def median(passed: Floats, weights: Floats) -> Floats:
    """The degree at which half the known weight is reached; where it is reached exactly, the mean with the next."""
    order = np.argsort(passed, axis=0, kind="stable")
    sorted_ = np.take_along_axis(passed, order, axis=0)
    own = weights[order] if weights.ndim == 1 else np.take_along_axis(weights, order, axis=0)
    share = np.where(np.isnan(sorted_), 0.0, own)
    reached = np.add.accumulate(share, axis=0)
    half = reached[-1] / 2
    tolerance = 1e-12 * reached[-1]
    lower = np.argmax(reached >= half - tolerance, axis=0)
    upper = np.argmax(reached > half + tolerance, axis=0)
    cases = np.arange(passed.shape[1])
    return np.where(reached[-1] > 0, (sorted_[lower, cases] + sorted_[upper, cases]) / 2, np.nan)


def minimum(rows: Sequence[Floats]) -> Floats:
    """The least known degree, whatever the weights."""
    found = rows[0].copy()
    for row in rows[1:]:
        np.fmin(found, row, out=found)
    return found


def weighted_sum(rows: Sequence[Floats], weights: Floats, add: float, floor: float | None) -> Floats:
    """`add` and the sum of w d over what is known, not renormalised, and no less than `floor`."""
    total, weight = weighted_sums(rows, weights)
    whole = total + add
    known = np.logical_or.reduce([~np.isnan(row) for row in rows]) if weights.ndim > 1 else weight > 0
    return np.where(known, whole if floor is None else np.maximum(whole, floor), np.nan)


def copeland(passed: Floats, weights: Floats) -> Floats:
    """Wins minus losses of each of (areas,) against all others.

    A win is more than half (and 1e-9) of the weight of the children known to both, ties counting half; a pair with no
    child in common decides nothing. NaN where nothing is known. Source: Handbook (2008), section 6.5.3.
    """
    known = ~np.isnan(passed)
    areas = passed.shape[1]
    found = np.zeros(areas)
    for start in range(0, areas, 256):
        rows = slice(start, start + 256)
        ahead, both = np.zeros((2, passed[0, rows].size, areas))
        for degrees, here, own in zip(passed, known, weights.tolist(), strict=True):
            common = here[rows, None] & here[None, :]
            mine = degrees[rows, None]
            with np.errstate(invalid="ignore"):
                ahead += own * common * (np.greater(mine, degrees) + 0.5 * np.equal(mine, degrees))
            both += own * common
        won = wins(ahead, both)
        found[rows] = np.count_nonzero(won > 0, axis=1) - np.count_nonzero(won < 0, axis=1)
    return np.where(known.any(axis=0), found, np.nan)


def wins(ahead: Floats, both: Floats) -> Floats:
    """1 for a win, -1 for a loss, 0 for neither, from the weight ahead and the weight known to both."""
    with np.errstate(invalid="ignore", divide="ignore"):
        share = ahead / both
    return np.where(share > 0.5 + 1e-9, 1.0, np.where(share < 0.5 - 1e-9, -1.0, 0.0))


def shares(known: Bools, weights: Floats) -> Floats:
    """(children, cases): each known child's part of the weight known; 0 for the others."""
    _, weight = weighted_sums(list(np.where(known, 0.0, np.nan)), weights)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(known & (weight > 0), by_case(weights) / weight, 0.0)
