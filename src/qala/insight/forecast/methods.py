"""Ways to go on with a series: each takes the values so far, a year apart, and gives those of the next years.

- `stay`: it stays as it is (the random walk), what any other way has to beat.
- `drift`: the mean yearly step so far goes on (the random walk with drift: Hyndman and Athanasopoulos, Forecasting:
  principles and practice, 3rd edition, section 5.2).
- `damped`: exponential smoothing with a trend that fades (Gardner and McKenzie 1985, Forecasting trends in time
  series, Management Science 31).
- `theil_sen`: the line of the median slope through the medians (Theil 1950; Sen 1968), which single odd years do not
  move.
"""

from collections.abc import Callable, Mapping
from itertools import product

import numpy as np

from qala.engine.arrays import Floats

Method = Callable[[Floats, int], Floats]
"""values (years,), at least two, none missing; horizon; gives (horizon,)."""
_GRID = np.array(list(product((0.2, 0.4, 0.6, 0.8, 1.0), (0.05, 0.2, 0.4, 0.7), (0.8, 0.9, 0.98))))
"""Weights of the newest value and of the newest step, and the factor by which the trend fades each year."""


def stay(values: Floats, horizon: int) -> Floats:
    """The last value, every year."""
    return np.full(horizon, values[-1])


def drift(values: Floats, horizon: int) -> Floats:
    """y + h (y - y1) / (n - 1), where y is the last and y1 the first of n values."""
    step = (values[-1] - values[0]) / (values.size - 1)
    found: Floats = values[-1] + step * _ahead(horizon)
    return found


def theil_sen(values: Floats, horizon: int) -> Floats:
    """m (x - median x) + median y, where m is the median of the slopes between all pairs of years."""
    years = np.arange(values.size, dtype=np.float64)
    later, earlier = np.tril_indices(values.size, -1)
    slope = np.median((values[later] - values[earlier]) / (years[later] - years[earlier]))
    ahead = values.size - 1 + _ahead(horizon)
    found: Floats = slope * (ahead - np.median(years)) + np.median(values)
    return found


def damped(values: Floats, horizon: int) -> Floats:
    """l + (p + p^2 + ... + p^h) b: level l, trend b and fading p of the smallest squared errors one year ahead.

    The trend begins as the mean of the first three steps, or of as many as there are.
    """
    newest, step, fading = _GRID.T
    level = np.full(newest.shape, values[0])
    trend = np.full(newest.shape, np.diff(values[:4]).mean())
    errors = np.zeros(newest.shape)
    for value in values[1:]:
        foreseen = level + fading * trend
        errors += (value - foreseen) ** 2
        former, level = level, newest * value + (1 - newest) * foreseen
        trend = step * (level - former) + (1 - step) * fading * trend
    best = int(np.argmin(errors))
    found: Floats = level[best] + trend[best] * np.cumsum(fading[best] ** _ahead(horizon))
    return found


METHODS: Mapping[str, Method] = {"stay": stay, "drift": drift, "damped": damped, "theil-sen": theil_sen}
"""By name, the plainest first."""


def _ahead(horizon: int) -> Floats:
    return np.arange(1, horizon + 1, dtype=np.float64)
