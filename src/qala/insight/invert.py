"""From a degree back to the value that has it."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from qala.engine.normalise import levels
from qala.standard import Indicator

LINEAR = ("goalposts", "minmax", "distance-to-max", "distance-to-target", "distance-to-reference")


def value_of(indicator: Indicator, rows: Mapping[str, Mapping[str, Any]], degree: float) -> float | None:
    """The value nearest to the present one with at least a degree, in the indicator's own unit.

    rows: the area's rows of the assessment by id. None where the degree hangs on other areas (ranks, scores) or was
    changed by a logarithmic treatment.
    """
    found = _normalised(indicator, rows[indicator.id], degree)
    if found is None:
        return None
    value = math.exp(found) if indicator.transform.log else found
    for id_, factor in reversed(indicator.transform.per):
        below = rows[id_]["value"]
        if below is None:
            return None
        value = value * below / factor
    return value


def _normalised(indicator: Indicator, row: Mapping[str, Any], degree: float) -> float | None:
    rule = indicator.normalise
    if rule.method == "levels":
        return _level(rule.levels, degree)
    if rule.method == "steps":
        return _step(indicator, degree)
    low: float | None = row["low"]
    high: float | None = row["high"]
    if rule.method not in LINEAR or low is None or high is None or row["transformed"] != row["treated"]:
        return None
    share = (degree - rule.low) / (rule.high - rule.low)
    if indicator.direction == "target":
        return _around(indicator, row, share, low, high)
    return high - share * (high - low) if indicator.direction == "lower" else low + share * (high - low)


def _level(degrees: tuple[float, ...], wanted: float) -> float | None:
    """The lowest whole level with at least a degree."""
    found = levels(np.arange(len(degrees) or 6, dtype=np.float64), degrees)
    reached = np.flatnonzero(found >= wanted - 1e-9)
    return float(reached[0]) if reached.size else None


def _step(indicator: Indicator, wanted: float) -> float | None:
    """The threshold of the first step with at least a degree."""
    reached = [step for step in indicator.steps if step.degree >= wanted - 1e-9]
    if not reached:
        return None
    ends = [step.threshold * (indicator.target or 0) / 100 if step.share else step.threshold for step in reached]
    return max(ends) if indicator.direction == "lower" else min(ends)


def _around(indicator: Indicator, row: Mapping[str, Any], share: float, low: float, high: float) -> float:
    """On the side of the target on which the present value lies."""
    best = float(indicator.target or 0)
    if row["transformed"] is not None and row["transformed"] > best:
        return high - share * (high - best)
    return low + share * (best - low)
