"""From values to degrees: one function a method, each on the row of one indicator.

Every scale takes values (cases,), NaN where not known, and gives degrees (cases,) before the range is applied: 0 at
the lower end, 1 at the upper. Formulas: OECD/JRC Handbook on Constructing Composite Indicators (2008), section 5.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from qala.engine.arrays import Floats
from qala.engine.exact import deviation, mean
from qala.engine.peers import Block
from qala.engine.transform import bound
from qala.errors import CannotAssess
from qala.standard import Indicator
from qala.standard.model import FINAL_METHODS, TARGET_METHODS


@dataclass(frozen=True, slots=True)
class Ends:
    """The values at which an indicator's degrees begin and end in one block, NaN where a method has none."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator in a block: its bounds in the unit in which it is normalised; its values, of all and of those by
    whom they are measured.
    """

    indicator: Indicator
    low: float | None
    high: float | None
    target: float | None
    block: Block
    values: Floats

    @property
    def row(self) -> Floats:
        """The values inside the block."""
        return self.values[self.block.inside]

    @property
    def sample(self) -> Floats:
        """The known values of the reference cases."""
        return self.block.known(self.values)

    def extremes(self) -> tuple[float, float]:
        """The least and the greatest of them."""
        return self.block.extremes(self.values)

    @property
    def falls(self) -> bool:
        """Whether lower values are better."""
        return self.indicator.direction == "lower"

    def signed(self, value: Floats) -> Floats:
        """z: the value, or its negative where lower is better."""
        return -value if self.falls else value


def normalise(indicator: Indicator, values: Floats, blocks: Iterable[Block], out: Floats) -> tuple[Ends, ...]:
    """Writes the degrees of one indicator into `out` (cases,) and gives the ends in each block.

    NaN stays NaN; NaN where the method divides by 0. Raises CannotAssess where method and direction do not go together.
    """
    _check(indicator)
    rule, ends = indicator.normalise, []
    for block in blocks:
        measure = Measure(
            indicator,
            low=None if indicator.low is None else bound(indicator, indicator.low),
            high=None if indicator.high is None else bound(indicator, indicator.high),
            target=None if indicator.target is None else bound(indicator, indicator.target),
            block=block,
            values=values,
        )
        ends.append(_scale(measure, measure.row, out[block.inside]))
    if rule.method not in FINAL_METHODS:
        stretch(out, rule.low, rule.high, rule.clip)
    return tuple(ends)


def stretch(degrees: Floats, low: float, high: float, clip: bool) -> None:
    """Spreads 0..1 over the range, in place, and cuts what lies beyond it where it says clip."""
    if (low, high) != (0.0, 1.0):
        np.multiply(degrees, high - low, out=degrees)
    if low:
        np.add(degrees, low, out=degrees)
    if clip:
        np.clip(degrees, min(low, high), max(low, high), out=degrees)


def _check(indicator: Indicator) -> None:
    method = indicator.normalise.method
    if method == "fraction-of-max" and indicator.direction == "lower":
        raise CannotAssess("assess.fraction_lower", id=indicator.id)
    if indicator.direction == "target" and method not in ("goalposts", "steps", "levels"):
        raise CannotAssess("assess.target_method", id=indicator.id, method=method)


def _scale(measure: Measure, row: Floats, out: Floats) -> Ends:
    """Writes the share of one block's values into `out`."""
    method = measure.indicator.normalise.method
    if method == "goalposts":
        return _goalposts(measure, row, out)
    if method == "levels":
        out[:] = levels(row, measure.indicator.normalise.levels)
    elif method == "steps":
        out[:] = steps(row, measure)
    elif method in ("percentile", "rank", "borda"):
        out[:] = places(row, measure, method)
    elif method == "none":
        out[:] = measure.signed(row)
    elif method == "zscore":
        out[:] = standard_score(row, measure)
    elif method in ("fraction-of-target", "fraction-of-max"):
        out[:] = fraction(row, measure, method)
    else:
        return _distance(measure, row, out, method)
    return Ends(math.nan, math.nan)


def _goalposts(measure: Measure, row: Floats, out: Floats) -> Ends:
    """(x - low) / (high - low), or 1 minus it; for a target 1 there, falling to 0 at both; observed where blank."""
    low, high = (measure.low, measure.high)
    if low is None or high is None:
        least, greatest = measure.extremes()
        low, high = least if low is None else low, greatest if high is None else high
    if measure.indicator.direction == "target":
        out[:] = target(row, low, measure.target if measure.target is not None else math.nan, high)
    else:
        between(row, low, high, measure.falls, out)
    return Ends(low, high)


def between(row: Floats, low: float, high: float, falls: bool, out: Floats) -> None:
    """(x - low) / (high - low), or 1 minus it, into `out`; an empty span gives NaN."""
    if not high > low:
        out[:] = np.nan
        return
    np.subtract(row, low, out=out)
    np.divide(out, high - low, out=out)
    if falls:
        np.subtract(1.0, out, out=out)


def target(row: Floats, low: float, best: float, high: float) -> Floats:
    """1 at `best`, falling linearly to 0 at `low` and at `high`."""
    below = (row - low) / (best - low) if best > low else np.ones_like(row)
    above = (high - row) / (high - best) if high > best else np.ones_like(row)
    return np.where(np.isnan(row), np.nan, np.where(row <= best, below, above))


def _distance(measure: Measure, row: Floats, out: Floats, method: str) -> Ends:
    """(z - min) / (M - min): M the greatest z (minmax, distance-to-max), the target's, or that of the area named."""
    low, high = measure.extremes()
    if method in ("minmax", "distance-to-max"):
        between(row, low, high, measure.falls, out)
        return Ends(low, high)
    aim = measure.target if method == "distance-to-target" else float(measure.values[measure.block.anchor])
    if aim is None:
        out[:] = np.nan
        return Ends(low, high)
    least = high if measure.falls else low
    span = aim - least
    out[:] = (row - least) / span if span != 0 else np.nan
    return Ends(least, aim) if aim >= least else Ends(aim, least)


def fraction(row: Floats, measure: Measure, method: str) -> Floats:
    """x / target, or target / x where lower is better; x / max. NaN where the divisor is 0."""
    aim = measure.extremes()[1] if method == "fraction-of-max" else measure.target
    if aim is None:
        return np.full_like(row, np.nan)
    over, under = (np.full_like(row, aim), row) if measure.falls else (row, np.full_like(row, aim))
    return over / np.where(under == 0, np.nan, under)


def levels(row: Floats, degrees: tuple[float, ...]) -> Floats:
    """The degree of each level 0-5 (linear between), final; without degrees linear: 20 a level."""
    known = degrees or (0.0, 20.0, 40.0, 60.0, 80.0, 100.0)
    place = np.clip(np.nan_to_num(row), 0, len(known) - 1)
    floor = np.minimum(np.floor(place).astype(np.int64), len(known) - 2)
    table = np.array(known)
    linear = table[floor] + (place - floor) * (table[floor + 1] - table[floor])
    return np.where(np.isnan(row), np.nan, linear)


def steps(row: Floats, measure: Measure) -> Floats:
    """The degree of the last step reached, from its threshold inclusive, final; for lower, value <= threshold."""
    indicator, aim = measure.indicator, measure.target
    if any(step.share for step in indicator.steps) and not aim:
        return np.full_like(row, np.nan)
    degrees = np.full_like(row, indicator.steps_from)
    for step in sorted(indicator.steps, key=lambda step: step.threshold, reverse=measure.falls):
        compared = row * 100.0 / float(aim or 1) if step.share else row
        threshold = step.threshold if step.share else bound(indicator, step.threshold)
        passed = compared <= threshold if measure.falls else compared >= threshold
        degrees = np.where(passed, step.degree, degrees)
    return np.where(np.isnan(row), np.nan, degrees)


def places(row: Floats, measure: Measure, method: str) -> Floats:
    """The place r among the reference cases, 1 the worst, the smallest among ties: rank r, borda r - 1, percentile
    (r - 1) / (n - 1), which is NaN where n < 2.
    """
    known = np.sort(measure.signed(measure.sample))
    worse = np.searchsorted(known, measure.signed(row), side="left").astype(np.float64)
    if method == "percentile":
        found = np.minimum(worse, known.size - 1) / (known.size - 1) if known.size > 1 else np.full_like(row, np.nan)
    else:
        found = worse + (method == "rank")
    return np.where(np.isnan(row), np.nan, found)


def standard_score(row: Floats, measure: Measure) -> Floats:
    """(z - mean) / s with the sample standard deviation, then times SD plus MEAN; NaN where all are the same."""
    spread = deviation(measure.sample)
    if not spread > 0:
        return np.full_like(row, np.nan)
    centre, scale = measure.indicator.normalise.parameters or (0.0, 1.0)
    return measure.signed(row - mean(measure.sample)) / spread * scale + centre


def needs_target(indicator: Indicator) -> bool:
    """Whether the method cannot do without a target that is blank: the value is then known and left unscored."""
    rule = indicator.normalise
    relative = rule.method == "steps" and any(step.share for step in indicator.steps)
    return indicator.target is None and (rule.method in TARGET_METHODS or relative)


def stands_alone(indicator: Indicator) -> bool:
    """Whether a degree rests on the value alone, whoever else is measured."""
    method = indicator.normalise.method
    if method == "goalposts":
        return indicator.low is not None and indicator.high is not None
    return method in ("levels", "steps", "none", "fraction-of-target")
