"""Goalposts that may lie elsewhere within bounds: as values that move instead, which is the same."""

from dataclasses import dataclass

import numpy as np

from qala.engine.arrays import Floats
from qala.engine.transform import bound
from qala.standard import Standard
from qala.standard.uncertain import GoalpostBounds


@dataclass(frozen=True)
class Goalposts:
    """The indicators with fixed goalposts, (indicators,): which rows; both ends and the target in the unit in which
    they are normalised, NaN for no target; and between what the ends may lie (2, indicators).
    """

    rows: tuple[int, ...]
    low: Floats
    high: Floats
    target: Floats
    lows: Floats
    highs: Floats

    def draw(self, random: np.random.Generator) -> Floats:
        """(2, indicators): low and high goalposts, each uniform between its ends."""
        share = random.random((2, len(self.rows)))
        least, most = np.array([self.lows[0], self.highs[0]]), np.array([self.lows[1], self.highs[1]])
        found: Floats = least + share * (most - least)
        return found

    def move(self, values: Floats, drawn: Floats) -> Floats:
        """values (indicators, replications x cases) with which the given goalposts give the degrees that the drawn ones
        (replications, 2, indicators) would give the original values.
        """
        found = values.copy()
        for place, row in enumerate(self.rows):
            shape = (drawn.shape[0], -1)
            own = values[row].reshape(shape)
            low, high = drawn[:, 0, place, None], drawn[:, 1, place, None]
            best = self.target[place]
            if np.isnan(best):
                moved = _stretched(own, (low, high), (self.low[place], self.high[place]))
            else:
                below = _stretched(own, (low, best), (self.low[place], best))
                moved = np.where(own <= best, below, _stretched(own, (best, high), (best, self.high[place])))
            found[row] = moved.reshape(-1)
        return found


def _stretched(values: Floats, drawn: tuple[Floats | float, Floats | float], given: tuple[float, float]) -> Floats:
    """The values moved as the ends from drawn to given."""
    return given[0] + (values - drawn[0]) * (given[1] - given[0]) / (drawn[1] - drawn[0])


def goalposts_of(standard: Standard) -> Goalposts:
    """The goalposts that may move; a logarithm's along it."""
    rule, rows = standard.robust, []
    ends: list[tuple[float, float, float, float, float, float, float]] = []
    for row, one in enumerate(standard.indicators):
        if one.low is None or one.high is None or one.normalise.method != "goalposts" or not one.scored:
            continue
        slack = rule.goalposts * (one.high - one.low)
        limits = rule.bounds.get(
            one.id, GoalpostBounds((one.low - slack, one.low + slack), (one.high - slack, one.high + slack))
        )
        target = np.nan if one.target is None or one.direction != "target" else bound(one, one.target)
        fixed = (bound(one, one.low), bound(one, one.high), target)
        moving = [
            bound(one, end) if end > 0 or not one.transform.log else fixed[0] for end in (*limits.low, *limits.high)
        ]
        if not np.isnan(target):
            lowest, highest = (fixed[0] + target) / 2, (fixed[1] + target) / 2
            moving = [*(min(end, lowest) for end in moving[:2]), *(max(end, highest) for end in moving[2:])]
        rows.append(row)
        ends.append((*fixed, moving[0], moving[1], moving[2], moving[3]))
    table = np.array(ends, dtype=np.float64).reshape(len(rows), 7).T
    return Goalposts(tuple(rows), table[0], table[1], table[2], table[3:5], table[5:7])
