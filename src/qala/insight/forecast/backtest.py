"""What each way would have said in the past, and how far off it was: rolling-origin evaluation over a whole panel.

Source: Tashman (2000), Out-of-sample tests of forecasting accuracy, International Journal of Forecasting 16. From each
year in which a run had at least four figures every later figure of the run is foreseen by every method. An error is
measured in the run's own yearly steps as they were known then, and in how much wider a random walk with an estimated
drift spreads by its horizon, sqrt(h (1 + h / (n - 1))), so that errors of all horizons and places can be laid together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from qala.engine.arrays import Bools, Floats, Ints
from qala.insight.forecast.history import Run
from qala.insight.forecast.methods import METHODS
from qala.insight.forecast.scale import Scale

LEAST = 4
"""So many figures a run has at least where it is tried what it would have foreseen."""
LENT = 4.0
"""So many steps count the panel's own against those of a single run when its spread is told."""
_TINY = 1e-9


def spread(horizon: Ints | int, known: Ints | int) -> Floats:
    """How much wider than one step a random walk with a drift from `known` figures spreads in `horizon` years."""
    ahead, count = np.asarray(horizon, dtype=np.float64), np.asarray(known, dtype=np.float64)
    found: Floats = np.sqrt(ahead * (1.0 + ahead / (count - 1.0)))
    return found


@dataclass(frozen=True)
class Trials:
    """(trials,) each: the number of the run, the years from and to, figures known, the true value on the scale; and
    (methods, trials) what was foreseen; step: the run's yearly step as known then.
    """

    run: Ints
    origin: Ints
    target: Ints
    known: Ints
    truth: Floats
    foreseen: Floats
    step: Floats

    @cached_property
    def horizon(self) -> Ints:
        """Years ahead."""
        return self.target - self.origin

    @cached_property
    def unit(self) -> Floats:
        """What an error is measured in."""
        return self.step * spread(self.horizon, self.known)

    @cached_property
    def errors(self) -> Floats:
        """(methods, trials): how far off, in units."""
        found: Floats = np.abs(self.foreseen - self.truth) / self.unit
        return found

    def only(self, chosen: Bools) -> "Trials":
        """Some of them."""
        return Trials(
            self.run[chosen],
            self.origin[chosen],
            self.target[chosen],
            self.known[chosen],
            self.truth[chosen],
            self.foreseen[:, chosen],
            self.step[chosen],
        )


@dataclass(frozen=True)
class Panel:
    """All runs of a fact on their scale, gaps between known years filled on a straight line.

    values: of each run, from its first year to its last; known: the places of its figures among them.
    """

    scale: Scale
    runs: tuple[Run, ...]
    values: tuple[Floats, ...]
    known: tuple[Ints, ...]

    @staticmethod
    def of(runs: Sequence[Run], share: bool) -> "Panel":
        """The panel of some runs; share: whether they are shares."""
        positive = all(value >= 0 for run in runs for value in run.values)
        scale = Scale(share, positive)
        filled = [_filled(run, scale) for run in runs]
        return Panel(scale, tuple(runs), tuple(one for one, _ in filled), tuple(one for _, one in filled))

    def step(self, run: int, year: int) -> float:
        """The yearly step of a run around its drift, as known in a year: its own and, while it is short, the panel's.

        The variance is the mean of the run's own, each step counting, and of the median of all runs, as a part of their
        level, counting LENT steps.
        """
        values = self._until(run, year)
        own, steps = _variance(values), max(values.size - 2, 0)
        lent = self._lent(year) * self.scale.level(values) ** 2
        step = np.sqrt((steps * own + LENT * lent) / (steps + LENT))
        return float(max(step, _TINY * max(1.0, abs(values[-1]))))

    def _until(self, run: int, year: int) -> Floats:
        found: Floats = self.values[run][: year - self.runs[run].years[0] + 1]
        return found

    def _lent(self, year: int) -> float:
        """The median, over all runs, of the variance of the steps known in a year, as a part of the squared level."""
        if year not in self._medians:
            parts = []
            for run, one in enumerate(self.runs):
                values = self._until(run, year) if one.years[0] <= year else np.empty(0)
                if values.size >= LEAST and self.scale.level(values) > 0:
                    parts.append(_variance(values) / self.scale.level(values) ** 2)
            self._medians[year] = float(np.median(parts)) if parts else 0.0
        found: float = self._medians[year]
        return found

    @cached_property
    def _medians(self) -> dict[int, float]:
        return {}

    @cached_property
    def trials(self) -> Trials:
        """What would have been foreseen from every year, for every later figure."""
        rows = [row for run in range(len(self.runs)) for row in self._tried(run)]
        heads = np.array([row[0] for row in rows], dtype=np.int64).reshape(-1, 4)
        numbers = np.array([row[1] for row in rows], dtype=np.float64).reshape(-1, 2 + len(METHODS))
        run, origin, target, known = heads.T
        return Trials(run, origin, target, known, numbers[:, 0], numbers[:, 2:].T, numbers[:, 1])

    def _tried(self, run: int) -> Iterator[tuple[tuple[int, int, int, int], tuple[float, ...]]]:
        values, known, first = self.values[run], self.known[run], self.runs[run].years[0]
        for count in range(LEAST, known.size):
            start = int(known[count - 1])
            ahead = int(known[-1]) - start
            foreseen = [way(values[: start + 1], ahead) for way in METHODS.values()]
            step = self.step(run, first + start)
            for end in map(int, known[count:]):
                said = (float(one[end - start - 1]) for one in foreseen)
                yield (run, first + start, first + end, count), (float(values[end]), step, *said)


def _filled(run: Run, scale: Scale) -> tuple[Floats, Ints]:
    known = np.array(run.years, dtype=np.int64) - run.years[0]
    scaled = scale.forward(np.array(run.values, dtype=np.float64))
    return np.interp(np.arange(known[-1] + 1), known, scaled), known


def _variance(values: Floats) -> float:
    """The variance of the yearly steps around their mean; 0 for fewer than two steps."""
    steps = np.diff(values)
    return float(steps.var(ddof=1)) if steps.size > 1 else 0.0
