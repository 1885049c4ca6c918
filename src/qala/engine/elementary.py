"""Logarithm, exponential and power: the one place where the engine leaves exact arithmetic.

Mathematical libraries differ in the last bits of these functions from machine to machine. The results are therefore
rounded to 44 bits (a relative step of 6e-14), which wipes those bits out but for the rarest ties.
"""

import numpy as np

from qala.engine.arrays import Floats

_DROPPED = 9


def steady(values: Floats) -> Floats:
    """The values rounded to 44 significant bits; NaN and infinities stay. Shape as given."""
    bits = np.ascontiguousarray(values, dtype=np.float64).view(np.int64)
    rounded = ((bits + (1 << (_DROPPED - 1))) >> _DROPPED << _DROPPED).view(np.float64)
    return np.where(np.isfinite(values), rounded, values)


def log(values: Floats) -> Floats:
    """Natural logarithm; 0 gives -inf, below 0 NaN, both without a warning. Shape as given."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return steady(np.log(values))


def exp(values: Floats) -> Floats:
    """e to the values. Shape as given."""
    with np.errstate(over="ignore"):
        return steady(np.exp(values))


def power(values: Floats, exponent: float) -> Floats:
    """Values (>= 0) to a power; infinite without a warning where it is too large. Shape as given."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        return steady(np.power(values, exponent))
