"""The degrees that values of one indicator have, whoever else is measured."""

import numpy as np

from qala.engine.arrays import Floats
from qala.engine.elementary import log
from qala.engine.normalise import needs_target, normalise, stands_alone
from qala.engine.peers import Block
from qala.standard import Indicator


def degrees_of(indicator: Indicator, values: Floats) -> Floats | None:
    """(values,): their degrees; None for context, and where a degree hangs on other areas or other indicators too."""
    if not indicator.scored or indicator.transform.per or needs_target(indicator) or not stands_alone(indicator):
        return None
    measured = log(values) if indicator.transform.log else np.asarray(values, dtype=np.float64)
    found = np.full(measured.shape, np.nan)
    normalise(indicator, measured, (Block(slice(0, measured.size), np.empty(0, dtype=np.int64)),), found)
    return found


def degree_of(indicator: Indicator, value: float) -> float | None:
    """The degree of one value; None as above, and where there is none."""
    found = degrees_of(indicator, np.array([value]))
    return None if found is None or not np.isfinite(found[0]) else float(found[0])
