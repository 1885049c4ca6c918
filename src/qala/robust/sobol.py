"""Sobol effects: which factor moves a result, alone and with all others.

First-order effect: V(E(Y | factor)) / V(Y); total effect: E(V(Y | all others)) / V(Y). Sources: Sobol (1993); Saltelli
et al. (2010), Variance based sensitivity analysis of model output; Jansen (1999) for the total effects; the first-order
estimator is centred, so that a mean far from 0 does not drown it (Janon et al. 2014).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qala.engine.arrays import Floats, Ints

BOOTSTRAPS = 1000
ROUNDING = 1e-12
"""Standard deviations below this share of the largest result are of rounding."""


@dataclass(frozen=True, slots=True)
class Effect:
    """A factor's effects, each with its 95 % interval; the ends are the effect itself where it is exact."""

    first: float
    first_low: float
    first_high: float
    total: float
    total_low: float
    total_high: float


def points(factors: int, count: int, seed: int) -> tuple[Floats, Floats]:
    """Two independent tables (count, factors) of points of the unit cube: scrambled Sobol sequences of one draw.

    count is a power of 2, which keeps the sequence balanced.
    """
    from scipy.stats import qmc  # noqa: PLC0415 - takes long to import, and only sampling needs it

    sampler = qmc.Sobol(2 * factors, scramble=True, rng=np.random.Generator(np.random.PCG64(seed)))
    table: Floats = sampler.random_base2(int(count).bit_length() - 1)
    return table[:, :factors], table[:, factors:]


def design(one: Floats, other: Floats) -> Floats:
    """(count x (factors + 2), factors): for each point A, B, and A with each factor in turn from B.

    Point by point, so that the first points are a whole design by themselves.
    """
    factors = one.shape[1]
    table = np.repeat(one[:, None, :], factors + 2, axis=1)
    table[:, 1] = other
    for column in range(factors):
        table[:, column + 2, column] = other[:, column]
    return table.reshape(-1, factors)


def effects(results: Floats, factors: int, seed: int, bootstraps: int = BOOTSTRAPS) -> tuple[Effect, ...]:
    """The effects from the results (count x (factors + 2),) of a design, with bootstrap intervals.

    Points that are not whole at the end are left out. All are 0 where the results do not vary. Points with a result
    that is not known (NaN) are left out whole.
    """
    whole = len(results) // (factors + 2) * (factors + 2)
    table = results[:whole].reshape(-1, factors + 2).T
    table = table[:, ~np.isnan(table).any(axis=0)]
    first, total = _estimates(table[:, None, :])
    random = np.random.Generator(np.random.SFC64(np.random.SeedSequence(seed, spawn_key=(0,))))
    firsts, totals = [], []
    for _ in range(bootstraps if table.shape[1] > 1 else 0):
        drawn = table[:, random.integers(table.shape[1], size=table.shape[1])]
        again = _estimates(drawn[:, None, :])
        firsts.append(again[0][:, 0])
        totals.append(again[1][:, 0])
    return tuple(
        Effect(*_interval(first[place, 0], firsts, place), *_interval(total[place, 0], totals, place))
        for place in range(factors)
    )


def _interval(value: float, again: list[Floats], place: int) -> tuple[float, float, float]:
    if not again:
        return float(value), float(value), float(value)
    low, high = np.quantile([one[place] for one in again], [0.025, 0.975])
    return float(value), float(low), float(high)


def _estimates(table: Floats) -> tuple[Floats, Floats]:
    """(factors, tables) each: first-order and total effects from (factors + 2, tables, count)."""
    one, other, mixed = table[0], table[1], table[2:]
    if not one.shape[-1]:
        return np.zeros((2, len(mixed), 1))[0], np.zeros((len(mixed), 1))
    both = np.concatenate([one, other], axis=-1)
    centre = both.mean(axis=-1, keepdims=True)
    whole = _varied(both)
    safe = np.where(whole > 0, whole, 1.0)
    first = ((other - centre) * (mixed - one)).mean(axis=-1) / safe
    total = ((one - mixed) ** 2).mean(axis=-1) / (2 * safe)
    return np.where(whole > 0, first, 0.0), np.where(whole > 0, total, 0.0)


def _varied(results: Floats) -> Floats:
    """The variance along the last axis; 0 where results differ by no more than rounding, which no factor moves."""
    rounding: Floats = ROUNDING * np.abs(results).max(axis=-1)
    whole: Floats = results.var(axis=-1)
    return np.where(whole > rounding**2, whole, 0.0)


def grid(sizes: Sequence[int]) -> Ints:
    """(all combinations, factors): every choice of every factor with every other, the last factor moving fastest."""
    return np.indices(sizes).reshape(len(sizes), -1).T


def exact_effects(results: Floats, sizes: Sequence[int]) -> tuple[Effect, ...]:
    """The effects from the results of all combinations, in the order of `grid`: without error of sampling."""
    table = results.reshape(tuple(sizes))
    whole = float(_varied(table.reshape(-1)))
    found = []
    for axis in range(len(sizes)):
        others = tuple(other for other in range(len(sizes)) if other != axis)
        first = table.mean(axis=others).var() / whole if whole > 0 else 0.0
        total = table.var(axis=axis).mean() / whole if whole > 0 else 0.0
        found.append(Effect(*[float(first)] * 3, *[float(total)] * 3))
    return tuple(found)
