"""The formulas of the coherence report against published results."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qala.insight.coherence.distribution import histogram
from qala.insight.coherence.family import alpha, principal_components, reliability
from qala.insight.pairs import LEAST, chance, related


@pytest.mark.parametrize(
    ("cases", "critical"),
    [(3, 0.9969), (4, 0.9500), (5, 0.8783), (6, 0.8114), (7, 0.7545), (10, 0.6319), (20, 0.4438), (100, 0.1966)],
)
def test_chance_is_that_of_the_tables_of_critical_correlations(cases: int, critical: float) -> None:
    """Two-sided 5 per cent points, as in Fisher and Yates (1963), table VII."""
    assert chance(critical, cases) == pytest.approx(0.05, abs=2e-4)
    assert chance(-critical, cases) == chance(critical, cases)
    assert (chance(0.0, cases), chance(1.0, cases)) == (1, 0)


def square(upper: list[list[float]]) -> list[list[float]]:
    size = len(upper) + 1
    found = [[1.0] * size for _ in range(size)]
    for row, cells in enumerate(upper):
        for step, cell in enumerate(cells, row + 1):
            found[row][step] = found[step][row] = cell
    return found


TECHNOLOGY = square(
    [
        [0.13, -0.09, 0.45, 0.28, 0.03, 0.22, 0.08],
        [0.46, 0.25, 0.56, 0.32, 0.30, 0.06],
        [-0.45, 0.56, 0.84, 0.63, 0.27],
        [0.00, -0.36, -0.35, -0.03],
        [0.64, 0.30, 0.33],
        [0.65, 0.26],
        [0.08],
    ]
)
"""The correlations of the Technology Achievement Index's eight indicators over 23 countries: OECD/JRC Handbook."""


def test_the_handbooks_own_example_comes_out() -> None:
    """Eigenvalues, shares of variance and alphas that the Handbook gives for it; its correlations are rounded."""
    names = list("12345678")
    found = principal_components(names, TECHNOLOGY)
    assert [100 * share for share in found.explained] == pytest.approx(
        [41.9, 21.8, 12.3, 11.1, 6.0, 3.7, 2.2, 1.1], abs=0.15
    )
    assert (found.above_one, found.one_sign) == (2, False)
    assert found.eigenvalues[:2] == pytest.approx((3.3, 1.7), abs=0.06)
    told = reliability(names, TECHNOLOGY)
    assert told.alpha == pytest.approx(0.70, abs=0.005)
    without = [one for _, one in told.without]
    assert without == pytest.approx([0.704, 0.645, 0.636, 0.774, 0.603, 0.624, 0.662, 0.706], abs=0.002)


def test_alpha_by_hand() -> None:
    """Correlations 0.5, 0.4, 0.3: their mean is 0.4, so 3 x 0.4 / (1 + 2 x 0.4) = 2/3; with two, 2 x r / (1 + r)."""
    told = reliability(["a", "b", "c"], square([[0.5, 0.4], [0.3]]))
    assert told.alpha == pytest.approx(2 / 3)
    assert [name for name, _ in told.without] == ["a", "b", "c"]
    assert [one for _, one in told.without] == pytest.approx([0.6 / 1.3, 0.8 / 1.4, 1.0 / 1.5])
    assert alpha([[1.0]]) is None
    assert alpha(square([[-1.0]])) is None
    assert alpha(square([[1.0, 1.0], [1.0]])) == 1


def test_correlations_of_the_greatest_numbers_do_not_overflow() -> None:
    row = np.array([1.0, 2, 4, 3, 9])
    found, cases = related(row * 1e307, row)
    assert found == pytest.approx(1)
    assert cases == LEAST


@settings(max_examples=60)
@given(st.lists(st.floats(-1e6, 1e6), max_size=60))
def test_every_value_has_its_bar(numbers: list[float]) -> None:
    assert sum(histogram(np.array(numbers))) == len(numbers)
