"""Rounding the parts of a sum so that what is shown adds up to what is shown."""

import math
from collections.abc import Sequence


def adding_up(parts: Sequence[float | None], total: float | None, decimals: int = 2) -> list[float | None]:
    """The parts rounded so that they add up to the rounded total (largest remainders); None stays None.

    Where the parts do not add up to the total, as under a geometric mean, each is only rounded.
    """
    known = [part for part in parts if part is not None]
    if total is None or not known or not math.isclose(math.fsum(known), total, abs_tol=1e-6):
        return [None if part is None else round(part, decimals) for part in parts]
    unit = 10**decimals
    floors = [None if part is None else math.floor(part * unit) for part in parts]
    left = round(total * unit) - sum(floor for floor in floors if floor is not None)
    order = sorted(
        (index for index, part in enumerate(parts) if part is not None),
        key=lambda index: (-_remainder(parts[index], unit), index),
    )
    more = set(order[:left])
    return [None if floor is None else (floor + (index in more)) / unit for index, floor in enumerate(floors)]


def _remainder(part: float | None, unit: int) -> float:
    return 0.0 if part is None else part * unit - math.floor(part * unit)
