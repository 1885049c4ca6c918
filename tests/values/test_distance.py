"""How far a value lies from others, beside SciPy and the plain formula."""

from math import inf
from statistics import fmean, median

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import median_abs_deviation

from qala.values.distance import Peers, robust_distance

VALUES = st.lists(st.integers(-50, 50).map(lambda whole: whole / 4), min_size=2, max_size=12)


def plain(value: float, others: list[float]) -> float | None:
    """Iglewicz and Hoaglin, with SciPy's median absolute deviation."""
    if len(others) < 4:
        return None
    middle = median(others)
    spread = 1.4826 * median_abs_deviation(others) or 1.2533 * fmean(abs(one - middle) for one in others)
    return (value - middle) / spread if spread else None if value == middle else inf


def test_distances_are_robust() -> None:
    others = [10.0, 11.0, 9.0, 10.5, 9.5, 1000.0]
    assert robust_distance(10.25, others) == 0
    spread = 1.4826 * 0.75
    assert robust_distance(12.25, others) == pytest.approx(2 / spread)
    assert robust_distance(5, [1, 2, 3]) is None
    assert robust_distance(4, [4, 4, 4, 4]) is None
    assert robust_distance(5, [4, 4, 4, 4]) == inf
    assert robust_distance(6, [4, 4, 4, 4, 9]) == pytest.approx(2 / 1.2533)


@given(VALUES)
def test_each_from_all_others_as_by_the_plain_formula(values: list[float]) -> None:
    peers = Peers(values)
    for place, value in enumerate(values):
        others = values[:place] + values[place + 1 :]
        wanted = plain(value, others)
        found = peers.distance(value)
        assert peers.middle(value) == median(others)
        assert found is None if wanted is None else found == pytest.approx(wanted)
        assert found == robust_distance(value, others)
