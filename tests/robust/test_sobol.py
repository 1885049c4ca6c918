import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from SALib.analyze import sobol as salib

from qala.robust.sobol import design, effects, exact_effects, grid, points

ISHIGAMI_FIRST = (0.31390519114781146, 0.4424111447900409, 0.0)
ISHIGAMI_TOTAL = (0.5575888552099591, 0.4424111447900409, 0.24368366406214773)


def ishigami(unit: np.ndarray) -> np.ndarray:
    """a = 7, b = 0.1; its effects are known in closed form (Ishigami and Homma 1990)."""
    x = (2 * unit - 1) * math.pi
    found: np.ndarray = np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    return found


@pytest.mark.parametrize("shift", [0.0, 1000.0])
def test_ishigami(shift: float) -> None:
    """The estimates do not suffer where the mean is far from 0."""
    found = effects(ishigami(design(*points(3, 4096, seed=5))) + shift, 3, seed=1)
    for effect, first, total in zip(found, ISHIGAMI_FIRST, ISHIGAMI_TOTAL, strict=True):
        assert effect.first == pytest.approx(first, abs=0.01)
        assert effect.total == pytest.approx(total, abs=0.01)
        assert effect.first_low - 0.01 <= first <= effect.first_high + 0.01
        assert effect.total_low - 0.01 <= total <= effect.total_high + 0.01


def test_a_second_opinion() -> None:
    """SALib's estimators on the same runs; it centres by the mean of all runs, and we by that of A and B."""
    one, other = points(3, 512, seed=11)
    results = ishigami(design(one, other)).reshape(-1, 5)
    theirs_wants = np.concatenate([results[:, :1], results[:, 2:], results[:, 1:2]], axis=1).reshape(-1)
    problem = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[0, 1]] * 3}
    theirs = salib.analyze(problem, theirs_wants, calc_second_order=False, num_resamples=2)
    ours = effects(results.reshape(-1), 3, seed=1, bootstraps=0)
    assert [one.first for one in ours] == pytest.approx(theirs["S1"].tolist(), abs=1e-5)
    assert [one.total for one in ours] == pytest.approx(theirs["ST"].tolist(), abs=1e-9)


@given(st.lists(st.floats(0.1, 10), min_size=2, max_size=5))
def test_a_sum_is_the_sum_of_its_parts(slopes: list[float]) -> None:
    whole = sum(slope * slope for slope in slopes)
    found = effects(design(*points(len(slopes), 1024, seed=3)) @ np.array(slopes), len(slopes), seed=1, bootstraps=0)
    for slope, effect in zip(slopes, found, strict=True):
        assert effect.first == pytest.approx(slope * slope / whole, abs=0.03)
        assert effect.total == pytest.approx(slope * slope / whole, abs=0.03)


@given(st.lists(st.integers(2, 4), min_size=2, max_size=4), st.data())
def test_enumerated_sums_are_exact(sizes: list[int], data: st.DataObject) -> None:
    levels = [data.draw(st.lists(st.floats(-5, 5), min_size=size, max_size=size)) for size in sizes]
    table = grid(sizes)
    results = sum(np.array(own)[table[:, column]] for column, own in enumerate(levels))
    parts = [np.var(own) for own in levels]
    assume(sum(parts) > (1e-9 * np.abs(results).max()) ** 2)  # less is rounding
    found = exact_effects(np.asarray(results), sizes)
    for part, effect in zip(parts, found, strict=True):
        assert effect.first == pytest.approx(part / sum(parts), abs=1e-6)
        assert effect.total == pytest.approx(part / sum(parts), abs=1e-6)


def test_rounding_is_no_effect() -> None:
    """Nine times the same sum, whose mean is not quite it."""
    same = np.full(9, 3.576993699247306)
    assert same.var() > 0
    assert [(one.first, one.total) for one in exact_effects(same, [3, 3])] == [(0.0, 0.0)] * 2
    assert [(one.first, one.total) for one in effects(np.full(4 * 8, 0.1), 2, seed=1, bootstraps=0)] == [(0.0, 0.0)] * 2


def test_what_works_only_together_has_no_effect_alone() -> None:
    table = grid([2, 2])
    found = exact_effects((table[:, 0] ^ table[:, 1]).astype(float), [2, 2])
    assert [(effect.first, effect.total) for effect in found] == [(0.0, 1.0), (0.0, 1.0)]


def test_what_does_not_vary_has_no_effects() -> None:
    assert {(e.first, e.total) for e in exact_effects(np.ones(6), [2, 3])} == {(0.0, 0.0)}
    assert {(e.first, e.total) for e in effects(np.ones(40), 3, seed=1, bootstraps=5)} == {(0.0, 0.0)}


def test_the_first_points_are_a_design_of_their_own() -> None:
    results = ishigami(design(*points(3, 64, seed=2)))
    cut, whole = effects(results[: 5 * 32 + 3], 3, 1, 0), effects(results[: 5 * 32], 3, 1, 0)
    assert cut == whole


def test_points_without_a_result_are_left_out_whole() -> None:
    results = ishigami(design(*points(3, 64, seed=2)))
    holed = results.copy()
    holed[7] = np.nan
    kept = np.delete(results.reshape(-1, 5), 1, axis=0).reshape(-1)
    assert effects(holed, 3, 1, 0) == effects(kept, 3, 1, 0)
