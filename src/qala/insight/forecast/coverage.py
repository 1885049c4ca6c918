"""How often the intervals held: measured by foreseeing, from each past year, what came after."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from qala.insight.forecast.backtest import Panel
from qala.insight.forecast.interval import tuned
from qala.insight.forecast.methods import METHODS
from qala.insight.forecast.outlook import FEWEST


@dataclass(frozen=True, slots=True)
class Held:
    """One figure of the past that was foreseen: from which year, how far ahead, and whether the interval held it."""

    fact: str
    origin: int
    horizon: int
    held: bool


def held(fact: str, panel: Panel) -> Iterable[Held]:
    """Every figure that followed a run of enough figures, foreseen from what was known at the run's end of then.

    In each year method and errors are those of the figures up to it, so that nothing is known beforehand.
    """
    trials = panel.trials
    for origin in map(int, np.unique(trials.origin)):
        asked = np.flatnonzero((trials.origin == origin) & (trials.known >= FEWEST))
        known = trials.target <= origin
        if not asked.size or not known.any():
            continue
        rule = tuned(trials.only(known))
        reach = rule.reach * trials.unit
        middle = trials.foreseen[list(METHODS).index(rule.method)]
        low, high, truth = (panel.scale.back(one) for one in (middle - reach, middle + reach, trials.truth))
        for trial in asked:
            slack = 1e-9 * max(1.0, abs(truth[trial]))
            inside = low[trial] - slack <= truth[trial] <= high[trial] + slack
            yield Held(fact, origin, int(trials.horizon[trial]), bool(inside))
