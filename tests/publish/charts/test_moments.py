"""Where periods and values stand on axes."""

import itertools

from hypothesis import given
from hypothesis import strategies as some

from qala.publish.charts.moments import moment, round_steps, spread, thinned


def test_a_period_begins_where_it_begins() -> None:
    assert [moment(period) for period in ("2019", "2019-Q3", "2019-07", "2019-01-01")] == [2019, 2019.5, 2019.5, 2019]
    days = [moment(f"2019-{month:02}-28") for month in range(1, 13)]
    assert days == sorted(days)
    assert days[-1] < 2020


def test_periods_are_thinned_from_the_last() -> None:
    years = [str(year) for year in range(2010, 2024)]
    assert thinned(years, 1000, 40) == tuple(years)
    assert thinned(years, 160, 40) == ("2011", "2015", "2019", "2023")
    assert thinned(["2019"], 10, 40) == ("2019",)


ends = some.floats(-1e9, 1e9, allow_nan=False)


@given(ends, ends)
def test_steps_are_few_even_and_hold_both_ends(one: float, other: float) -> None:
    low, high = min(one, other), max(one, other)
    steps = round_steps(low, high)
    assert 2 <= len(steps) <= 12
    room = (high - low) * 1e-6 + 1e-9
    assert steps[0] <= low + room
    assert steps[-1] >= high - room


@given(some.lists(some.floats(0, 300), max_size=12))
def test_names_keep_apart_within_bounds_and_in_order(places: list[float]) -> None:
    wanted = sorted(places)
    found = spread(wanted, 20, 0, 300)
    assert len(found) == len(wanted)
    assert all(upper - lower >= 20 - 1e-6 for lower, upper in itertools.pairwise(found))
    assert all(-1e-6 <= place <= 300 + 1e-6 for place in found)


def test_names_that_have_room_stay() -> None:
    assert spread([10, 50, 90], 20, 0, 100) == [10, 50, 90]
    assert spread([50, 50], 20, 0, 100) == [40, 60]
