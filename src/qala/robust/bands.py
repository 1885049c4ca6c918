"""Rounding and banding of many degrees: as the engine's, in place and in one byte each."""

import numpy as np
import numpy.typing as npt

from qala.engine.arrays import Floats
from qala.standard import Scale


def round_in_place(degrees: Floats, decimals: int) -> Floats:
    """Rounded to decimals, halves away from zero. Shape as given."""
    factor = 10.0**decimals
    negative = np.fmin.reduce(degrees, axis=None) < 0 if degrees.size else False
    sign = np.sign(degrees) if negative else None
    if sign is not None:
        np.abs(degrees, out=degrees)
    np.multiply(degrees, factor, out=degrees)
    np.add(degrees, 0.5, out=degrees)
    np.floor(degrees, out=degrees)
    np.divide(degrees, factor, out=degrees)
    if sign is not None:
        np.multiply(degrees, sign, out=degrees)
    return degrees


def quick_bands(rounded: Floats, scale: Scale) -> npt.NDArray[np.int8]:
    """The number of the band of each rounded degree, -1 where there is none. Shape as given; scales without `needs`."""
    found = np.full(rounded.shape, -1, dtype=np.int8)
    for place, band in enumerate(scale.bands):
        if place == 0 and scale.outside != "none":
            reached = ~np.isnan(rounded)
        else:
            reached = rounded >= band.start if scale.closed == "lower" else rounded > band.start
        np.add(found, reached, out=found)
    return found
