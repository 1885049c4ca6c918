"""From the errors of the past to an interval and a chance: conformal prediction over years.

The places of one year share what happened in that year, so the years, not the places, are what is counted. Take one
place of each of K years foreseen: with a probability of at least 80 % the next error is not above the j-th smallest of
theirs, j = 80 % of K + 1, rounded up, if the years come in any order (Vovk, Gammerman and Shafer 2005, Algorithmic
learning in a random world; Dunn, Wasserman and Ramdas 2023, Distribution-free prediction sets for two-layer
hierarchical models, JASA 118). Of all ways to take one place of each year, the interval holds what half of theirs hold
(the majority vote of Gasparin and Ramdas 2024).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from qala.engine.arrays import Bools, Floats, Ints
from qala.insight.forecast.backtest import Trials
from qala.insight.forecast.methods import METHODS

LEVEL = 0.8
"""Of the intervals that are told."""
_SAME = 1e-6
"""Ways whose mean errors differ by no more are as good as each other: the plainest is taken."""


@dataclass(frozen=True)
class Tuned:
    """The way that erred least in the past, and its errors in units, the smallest first.

    year: of each error, the number of the year that was foreseen; years: how many there are; ahead: the longest horizon
    that could be tried.
    """

    method: str
    errors: Floats
    year: Ints
    years: int
    ahead: int

    @cached_property
    def weights(self) -> Floats:
        """Of the errors: each year weighs the same; all add up to 1."""
        found: Floats = 1.0 / np.bincount(self.year)[self.year] / self.years
        return found

    @cached_property
    def reach(self) -> float:
        """So many units to either side are the interval; all that was ever seen where the years are too few for it."""
        wanted = min(self.years, int(np.ceil(LEVEL * (self.years + 1) - 1e-9)))

        def enough(place: int) -> bool:
            below = np.bincount(self.year[: place + 1], minlength=self.years) / np.bincount(self.year)
            return _at_least(below, wanted) >= 0.5

        return float(self.errors[_first(enough, self.errors.size)])

    @cached_property
    def outcomes(self) -> Floats:
        """All errors to both sides, in units, as wide apart as the interval is: a fifth of their weight beyond it."""
        plain = float(self.errors[int(np.searchsorted(np.cumsum(self.weights), LEVEL - _SAME))])
        wider = self.reach / plain if plain > 0 else 1.0
        return np.concatenate([self.errors, -self.errors]) * wider

    def chance(self, reached: Bools) -> float:
        """The probability of what holds for some of the outcomes; no nearer to 0 and 1 than so few years can tell."""
        share = float(np.concatenate([self.weights, self.weights])[reached].sum() / 2)
        least = 0.5 / (self.years + 1)
        return min(max(share, least), 1.0 - least)


def tuned(trials: Trials) -> Tuned:
    """The way of the smallest mean error over all trials, each year foreseen weighing the same. Needs one trial."""
    found, number, counts = np.unique(trials.target, return_inverse=True, return_counts=True)
    weights = 1.0 / counts[number] / found.size
    means = [float((errors * weights).sum()) for errors in trials.errors]
    best = next(place for place, mean in enumerate(means) if mean <= min(means) + _SAME)
    order = np.argsort(trials.errors[best], kind="stable")
    years = number.astype(np.int64)[order]
    return Tuned(list(METHODS)[best], trials.errors[best][order], years, int(found.size), int(trials.horizon.max()))


def _at_least(chances: Floats, wanted: int) -> float:
    """The probability that so many of independent things happen, each with its own chance."""
    happening = np.zeros(chances.size + 1)
    happening[0] = 1.0
    for chance in chances.tolist():
        happening[1:] = happening[1:] * (1 - chance) + happening[:-1] * chance
        happening[0] *= 1 - chance
    return float(happening[wanted:].sum())


def _first(holds: Callable[[int], bool], size: int) -> int:
    """The first place below `size` from which on it holds, by halving; it holds for the last one."""
    low, high = 0, size - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low
