"""Outliers: winsorised or put on a logarithmic scale, only where skewness and kurtosis both say so.

Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), section 5.2; the test and its thresholds as in
the JRC's COIN tools.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from qala.engine import elementary
from qala.engine.arrays import Floats
from qala.engine.exact import Shape, mean, shape
from qala.engine.peers import Block
from qala.errors import CannotAssess
from qala.standard import Indicator, Standard, Treat


@dataclass(frozen=True, slots=True)
class Treatment:
    """What was done to one indicator in one block: the method, how many steps, and the shape before and after.

    passes: whether the test is passed afterwards; where it is not, what was tried last stands.
    """

    indicator: str
    block: int
    method: str
    points: int
    before: Shape
    after: Shape
    passes: bool


def treat(standard: Standard, values: Floats, blocks: tuple[Block, ...]) -> tuple[Floats, tuple[Treatment, ...]]:
    """(indicators, cases): treated values, and a record of each treatment.

    The test and the bounds come from a block's reference cases; all cases inside are treated alike.
    Raises CannotAssess where fixed goalposts would be left behind by a logarithm.
    """
    found, record = values, []
    for index, indicator in enumerate(standard.indicators):
        if indicator.treat == "none" or not indicator.scored:
            continue
        for number, block in enumerate(blocks):
            sample = block.known(values[index])
            before = shape(sample)
            if passes(before, standard.treatment):
                continue
            found = values.copy() if found is values else found
            method, points, cure = _cure(indicator, sample, standard.treatment)
            found[index, block.inside] = cure(values[index, block.inside])
            after = shape(cure(sample))
            fit = passes(after, standard.treatment)
            record.append(Treatment(indicator.id, number, method, points, before, after, fit))
    return found, tuple(record)


def passes(found: Shape, rule: Treat) -> bool:
    """Whether a sample needs no treatment: |G1| < skew or G2 < kurtosis; a sample too small to tell needs none."""
    if math.isnan(found.skewness):
        return True
    return bool(abs(found.skewness) < rule.skew or found.kurtosis < rule.kurtosis)


def _cure(indicator: Indicator, sample: Floats, rule: Treat) -> tuple[str, int, Callable[[Floats], Floats]]:
    """The method that is used in the end, its steps, and the function that does it."""
    method, points = indicator.treat, 0
    if method == "winsorise":
        low, high, points = winsorise(sample, rule)
        fit = passes(shape(np.clip(sample, low, high)), rule)
        if fit or rule.otherwise in ("none", "winsorise"):
            return "winsorise", points, lambda row: np.clip(row, low, high)
        method, points = rule.otherwise, 0
    if indicator.low is not None or indicator.high is not None:
        raise CannotAssess("assess.treated_goalposts", id=indicator.id, method=method)
    return method, points, logarithm(method, sample)


def winsorise(sample: Floats, rule: Treat) -> tuple[float, float, int]:
    """The bounds to cut at, and in how many steps: each time the extreme value on the side of the skew, with all that
    tie with it, becomes the next one, until the test is passed or `max_points` steps are done.
    """
    low, high, points = float(sample.min()), float(sample.max()), 0
    while rule.max_points is None or points < rule.max_points:
        cut = np.clip(sample, low, high)
        found = shape(cut)
        if passes(found, rule):
            break
        points += 1
        if found.skewness > 0:
            high = float(sample[sample < high].max())
        else:
            low = float(sample[sample > low].min())
    return low, high, points


def logarithm(method: str, sample: Floats) -> Callable[[Floats], Floats]:
    """The scale of a logarithmic treatment, fixed by a sample; NaN for values that lie off it.

    log-ct: ln(x - min + 0.01 (max - min)); log-ct-plus the same, mirrored where the skewness is not positive;
    log-ct-orig: ln(x - min + 1); box-cox: (x^p - 1) / p, p by maximum likelihood, values shifted above 0 if need be.
    """
    low, high = float(sample.min()), float(sample.max())
    gap = 0.01 * (high - low)
    if method == "log-ct-orig":
        return lambda row: _log(row - low + 1)
    if method == "box-cox":
        shift = 0.0 if low > 0 else gap - low
        exponent = likeliest_exponent(sample + shift)
        return lambda row: box_cox(row + shift, exponent)
    if method == "log-ct-plus" and shape(sample).skewness <= 0:
        return lambda row: -_log(high - row + gap)
    return lambda row: _log(row - low + gap)


def _log(values: Floats) -> Floats:
    found = elementary.log(values)
    return np.where(np.isfinite(found), found, np.nan)


def box_cox(values: Floats, exponent: float) -> Floats:
    """(x^p - 1) / p, or ln x where p is next to 0. Source: Box and Cox (1964), equation 1."""
    if abs(exponent) < 1e-9:
        return _log(values)
    return np.where(values > 0, (elementary.power(np.abs(values), exponent) - 1) / exponent, np.nan)


def likeliest_exponent(sample: Floats) -> float:
    """The exponent in -5..5 of greatest profile likelihood for (n,) values above 0, to 1e-6, by golden section.

    The likelihood: (p - 1) sum ln x - n/2 ln(variance of the transformed). Source: Box and Cox (1964), equation 8.
    """
    logs = math.fsum(elementary.log(sample).tolist())

    def likelihood(exponent: float) -> float:
        scaled = box_cox(sample, exponent)
        centre = mean(scaled)
        variance = math.fsum(((scaled - centre) ** 2).tolist()) / sample.size
        return (exponent - 1) * logs - sample.size / 2 * math.log(variance) if variance > 0 else -math.inf

    low, high, ratio = -5.0, 5.0, (math.sqrt(5) - 1) / 2
    while high - low > 1e-6:
        left, right = high - ratio * (high - low), low + ratio * (high - low)
        if likelihood(left) < likelihood(right):
            low = left
        else:
            high = right
    return round((low + high) / 2, 6)
