"""Transforms: division by other indicators, logarithms; and the bounds that go along."""

import numpy as np

from qala.engine import elementary
from qala.engine.arrays import MISSING, USABLE, Floats, States
from qala.errors import CannotAssess
from qala.standard import Indicator, Standard


def transform(standard: Standard, values: Floats, states: States) -> tuple[Floats, States]:
    """(indicators, cases): values in the unit in which they are normalised, NaN where nothing may be scored.

    A denominator that is 0, next to 0 beyond any number, or not known makes the quotient missing. Raises CannotAssess
    for the logarithm of 0 or less, and for a denominator that the standard does not have.
    """
    usable = np.isin(states, USABLE)
    given = np.where(usable, values, np.nan)
    found, marked = given.copy(), states.copy()
    number = {indicator.id: index for index, indicator in enumerate(standard.indicators)}
    for index, indicator in enumerate(standard.indicators):
        for id_, factor in indicator.transform.per:
            if id_ not in number:
                raise CannotAssess("assess.no_denominator", id=indicator.id, denominator=id_)
            below = np.where(given[number[id_]] == 0, np.nan, given[number[id_]])
            with np.errstate(over="ignore"):
                quotient = found[index] / below * factor
            found[index] = np.where(np.isfinite(quotient), quotient, np.nan)
        if indicator.transform.per:
            marked[index] = np.where(usable[index] & np.isnan(found[index]), MISSING, marked[index])
        if indicator.transform.log:
            if (found[index] <= 0).any():
                raise CannotAssess("assess.log", id=indicator.id)
            found[index] = elementary.log(found[index])
    return found, marked


def bound(indicator: Indicator, value: float) -> float:
    """A goalpost, target, step or band edge, carried through the logarithm where the indicator has one."""
    if not indicator.transform.log:
        return value
    if value <= 0:
        raise CannotAssess("assess.log_bound", id=indicator.id, value=f"{value:g}")
    return float(elementary.log(np.array([value]))[0])
