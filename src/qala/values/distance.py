"""How far a value lies from others, whatever a few of those are."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

FEWEST = 4
"""Of fewer others nothing can be told."""


def robust_distance(value: float, others: Sequence[float]) -> float | None:
    """How far a value lies from others, in robust standard deviations (1.4826 x the median absolute deviation, or
    where that is 0 1.2533 x the mean absolute deviation: Iglewicz and Hoaglin 1993); None for fewer than four others,
    or where all are the same and so is the value.
    """
    return Peers((*others, value)).distance(value)


class Peers:
    """Values each of which is to be compared with all others; quick where they are many."""

    def __init__(self, values: Iterable[float]) -> None:
        self._values = sorted(values)
        self.others = len(self._values) - 1
        self._gaps: dict[float, list[float]] = {}

    def middle(self, value: float) -> float:
        """The median of the others of a value, which is one of those here."""
        return _median_without(self._values, value)

    def distance(self, value: float) -> float | None:
        """As robust_distance: of a value, which is one of those here, from the others."""
        if self.others < FEWEST:
            return None
        middle = self.middle(value)
        gaps = self._gaps.setdefault(middle, sorted(abs(one - middle) for one in self._values))
        own = abs(value - middle)
        spread = 1.4826 * _median_without(gaps, own) or 1.2533 * (sum(gaps) - own) / self.others
        if spread == 0:
            return None if value == middle else float("inf")
        return (value - middle) / spread


def _median_without(ordered: Sequence[float], left_out: float) -> float:
    """The median of ordered numbers without one of them."""
    place, count = bisect_left(ordered, left_out), len(ordered) - 1
    low, high = (at + (at >= place) for at in ((count - 1) // 2, count // 2))
    return ordered[low] if low == high else (ordered[low] + ordered[high]) / 2
