"""Moments of a sample by exactly rounded sums, so that the order of the areas cannot matter."""

import math
from dataclasses import dataclass

import numpy as np

from qala.engine.arrays import Floats


@dataclass(frozen=True, slots=True)
class Shape:
    """Skewness G1 and excess kurtosis G2 of a sample, NaN where it is too small or constant."""

    skewness: float
    kurtosis: float


HUGE = 1e100
"""Beyond it, squares and fourth powers leave the range of floats."""


def within_reach(sample: Floats) -> tuple[Floats, float]:
    """The sample divided by its greatest size, and that size, where its powers could overflow; else itself, and 1."""
    largest = float(np.abs(sample).max()) if sample.size else 0.0
    return (sample / largest, largest) if largest > HUGE else (sample, 1.0)


def mean(sample: Floats) -> float:
    """The mean of (n,) known values; NaN for none."""
    return math.fsum(sample.tolist()) / sample.size if sample.size else math.nan


def deviation(sample: Floats) -> float:
    """The sample standard deviation, divisor n - 1; NaN under two values."""
    if sample.size < 2:
        return math.nan
    centre = mean(sample)
    return math.sqrt(math.fsum(((sample - centre) ** 2).tolist()) / (sample.size - 1))


def median(sample: Floats) -> float:
    """The middle value, or the mean of the two; NaN for none."""
    if not sample.size:
        return math.nan
    ordered = np.sort(sample)
    half = sample.size // 2
    return float(ordered[half]) if sample.size % 2 else (float(ordered[half - 1]) + float(ordered[half])) / 2


def quantile(sample: Floats, share: float) -> float:
    """The value below which `share` (0..1) of (n,) values lie, straight between neighbours; NaN for none.

    Source: Hyndman and Fan (1996), definition 7.
    """
    if not sample.size:
        return math.nan
    ordered = np.sort(sample)
    place = share * (sample.size - 1)
    below = math.floor(place)
    above = min(below + 1, sample.size - 1)
    return float(ordered[below]) + (place - below) * (float(ordered[above]) - float(ordered[below]))


def shape(sample: Floats) -> Shape:
    """G1 and G2 of (n,) values, n >= 4: the bias-corrected forms (Joanes and Gill 1998, types 2)."""
    n = sample.size
    spread = deviation(sample)
    if n < 4 or not spread > 0:
        return Shape(math.nan, math.nan)
    scaled = (sample - mean(sample)) / spread
    cubes, fourths = math.fsum((scaled**3).tolist()), math.fsum((scaled**4).tolist())
    skewness = n / ((n - 1) * (n - 2)) * cubes
    kurtosis = n * (n + 1) / ((n - 1) * (n - 2) * (n - 3)) * fourths - 3 * (n - 1) ** 2 / ((n - 2) * (n - 3))
    return Shape(skewness, kurtosis)
