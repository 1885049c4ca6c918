"""The array types of the engine. A matrix has one row an indicator (or node), one column a case.

A case is one area in one period on one basis; the cases of a basis and period stand together, areas sorted by id.
"""

from typing import TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

Kind = TypeVar("Kind", bound=np.generic)
Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]
Bools: TypeAlias = npt.NDArray[np.bool_]
States: TypeAlias = npt.NDArray[np.int8]

STATES = (
    "reported", "carried", "imputed", "missing", "unscored", "undefined", "not-applicable", "questioned", "withheld",
)  # fmt: skip
REPORTED, CARRIED, IMPUTED, MISSING, UNSCORED, UNDEFINED, NOT_APPLICABLE, QUESTIONED, WITHHELD = range(9)


KNOWN = (REPORTED, UNSCORED, UNDEFINED)
"""The states of an own value of the period and basis."""
USABLE = (REPORTED, CARRIED, IMPUTED)
"""The states in which a value may be scored."""


def round_half_away(values: Floats, decimals: int) -> Floats:
    """Rounded to decimals, halves away from zero. Shape as given."""
    factor = 10.0**decimals
    return np.copysign(np.floor(np.abs(values) * factor + 0.5) / factor, values)


def count(flags: Bools) -> int:
    """How many are true."""
    return int(np.count_nonzero(flags))
