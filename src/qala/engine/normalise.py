"""From values to degrees: one function a method, each on the row of one indicator.

Every function takes values (cases,), NaN where not known, and gives degrees (cases,) before the range is applied: 0 at
the lower end, 1 at the upper. Formulas: OECD/JRC Handbook on Constructing Composite Indicators (2008), section 5.
"""

import numpy as np

from qala.engine.arrays import Bools, Floats, Ints
from qala.errors import CannotAssess
from qala.standard import Indicator


def goalposts(values: Floats, low: Floats, high: Floats, lower_is_better: bool) -> Floats:
    """(x - low) / (high - low), or 1 minus it; low and high: (cases,). An empty span gives NaN."""
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(high > low, (values - low) / (high - low), np.nan)
    return 1.0 - share if lower_is_better else share


def target(values: Floats, low: float, best: float, high: float) -> Floats:
    """1 at `best`, falling linearly to 0 at `low` and at `high`."""
    below = (values - low) / (best - low) if best > low else np.ones_like(values)
    above = (high - values) / (high - best) if high > best else np.ones_like(values)
    return np.where(np.isnan(values), np.nan, np.where(values <= best, below, above))


def levels(values: Floats, degrees: tuple[float, ...]) -> Floats:
    """The degree of each level 0-5 (linear between), final; without degrees linear: 20 a level."""
    known = degrees or (0.0, 20.0, 40.0, 60.0, 80.0, 100.0)
    place = np.clip(np.nan_to_num(values), 0, len(known) - 1)
    floor = np.minimum(np.floor(place).astype(np.int64), len(known) - 2)
    table = np.array(known)
    between = table[floor] + (place - floor) * (table[floor + 1] - table[floor])
    return np.where(np.isnan(values), np.nan, between)


def steps(values: Floats, indicator: Indicator) -> Floats:
    """The degree of the last step reached, from its threshold inclusive, final; for lower, value <= threshold."""
    degrees = np.full_like(values, indicator.steps_from)
    aim = indicator.target
    reached = sorted(indicator.steps, key=lambda step: step.threshold, reverse=indicator.direction == "lower")
    for step in reached:
        if step.share and not aim:
            return np.full_like(values, np.nan)
        compared = values * 100.0 / float(aim or 1) if step.share else values
        passed = compared <= step.threshold if indicator.direction == "lower" else compared >= step.threshold
        degrees = np.where(passed, step.degree, degrees)
    return np.where(np.isnan(values), np.nan, degrees)


def percentile(values: Floats, reference: Bools, groups: Ints, lower_is_better: bool) -> Floats:
    """(r - 1) / (n - 1) within each group, r the smallest rank among ties over the reference cases; NaN where n < 2."""
    signed = -values if lower_is_better else values
    result = np.full_like(values, np.nan)
    for group in np.unique(groups):
        inside = groups == group
        known = np.sort(signed[inside & reference & ~np.isnan(signed)])
        if known.size > 1:
            smaller = np.searchsorted(known, signed[inside], side="left")
            result[inside] = np.minimum(smaller, known.size - 1) / (known.size - 1)
    return np.where(np.isnan(values), np.nan, result)


def extremes(values: Floats, reference: Bools, groups: Ints) -> tuple[Floats, Floats]:
    """The least and the greatest reference value of each case's group, (cases,) each; NaN where none is known."""
    low, high = np.full_like(values, np.nan), np.full_like(values, np.nan)
    for group in np.unique(groups):
        inside = groups == group
        known = np.sort(values[inside & reference & ~np.isnan(values)])
        if known.size:
            low[inside], high[inside] = known[0], known[-1]
    return low, high


def normalise(values: Floats, indicator: Indicator, reference: Bools, groups: Ints) -> Floats:
    """The degrees of one indicator, (cases,), stretched over its range and cut where it says clip.

    reference: (cases,) over whom minima, maxima and ranks are taken; groups: (cases,) within which. NaN stays NaN.
    Raises CannotAssess for a method that the engine does not have.
    """
    rule = indicator.normalise
    lower = indicator.direction == "lower"
    if rule.method == "levels":
        return levels(values, rule.levels)
    if rule.method == "steps":
        return steps(values, indicator)
    if rule.method == "percentile":
        share = percentile(values, reference, groups, lower)
    elif rule.method in ("goalposts", "minmax"):
        low, high = extremes(values, reference, groups)
        if rule.method == "goalposts":
            low = low if indicator.low is None else np.full_like(values, indicator.low)
            high = high if indicator.high is None else np.full_like(values, indicator.high)
        if indicator.direction == "target" and rule.method == "goalposts":
            share = target(values, float(low[0]), float(indicator.target or 0), float(high[0]))
        else:
            share = goalposts(values, low, high, lower)
    else:
        raise CannotAssess("assess.no_method", what=f"normalise = {rule.method}", id=indicator.id)
    degrees = rule.low + (rule.high - rule.low) * share
    return np.clip(degrees, min(rule.low, rule.high), max(rule.low, rule.high)) if rule.clip else degrees
