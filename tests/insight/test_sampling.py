"""The draw can be drawn again; its bound is exact, and agrees with what auditors' tables say."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, hypergeom

from qala.insight.sampling import drawn, projected

KEYS = st.lists(st.text(min_size=1, max_size=5), unique=True, max_size=30)


@given(KEYS, st.integers(0, 40), st.text(max_size=4), st.randoms())
def test_anybody_draws_the_same(keys: list[str], size: int, seed: str, chance: random.Random) -> None:
    first = drawn(keys, size, seed)
    shuffled = [*keys, *keys]
    chance.shuffle(shuffled)
    assert drawn(shuffled, size, seed) == first
    assert len(first) == min(size, len(keys)) == len(set(first))
    assert set(first) <= set(keys)
    assert drawn(keys, size + 1, seed)[: len(first)] == first


def test_every_key_is_as_likely() -> None:
    counts = dict.fromkeys("abcdefghij", 0)
    for seed in range(3000):
        for key in drawn(counts, 3, str(seed)):
            counts[key] += 1
    assert all(abs(count - 900) < 130 for count in counts.values()), "five standard deviations"


def test_no_error_among_all_is_none() -> None:
    assert projected(0, 40, 40).upper == 0
    assert projected(40, 40, 40).upper == 40
    found = projected(2, 20, 120)
    assert (found.rate, found.expected) == (0.1, 10)


@pytest.mark.parametrize(
    ("errors", "checked", "percent"), [(0, 59, 5.0), (1, 93, 5.0), (2, 124, 5.0), (0, 29, 10.0), (0, 149, 2.0)]
)
def test_the_tables_of_auditors(errors: int, checked: int, percent: float) -> None:
    """Attribute sampling at 95 %: the least items that are enough for so many per cent (AICPA, Audit Sampling)."""
    population = 200_000
    enough, fewer = (projected(errors, size, population).upper / population * 100 for size in (checked, checked - 1))
    assert enough <= percent < fewer


@given(st.integers(1, 60), st.data())
def test_the_bound_is_exact(population: int, data: st.DataObject) -> None:
    checked = data.draw(st.integers(1, population))
    errors = data.draw(st.integers(0, checked))
    found = projected(errors, checked, population)
    assert errors <= found.upper <= population - (checked - errors)
    if found.upper < population - (checked - errors):
        assert hypergeom.cdf(errors, population, found.upper + 1, checked) <= 0.05 + 1e-12
    assert hypergeom.cdf(errors, population, found.upper, checked) > 0.05 - 1e-12


def test_for_a_large_population_it_is_clopper_and_pearson() -> None:
    found = projected(3, 200, 10**7).upper / 10**7
    assert found == pytest.approx(float(beta.ppf(0.95, 4, 197)), rel=1e-3)


@pytest.mark.parametrize("counts", [(-1, 5, 9), (6, 5, 9), (1, 10, 9), (0, 0, 9)])
def test_counts_that_do_not_fit_are_refused(counts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match=r"\("):
        projected(*counts)
    with pytest.raises(ValueError, match="-1"):
        drawn("ab", -1, "")
