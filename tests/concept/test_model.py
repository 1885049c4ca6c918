"""What a concept can be asked: what comes first, who follows, what it costs a city."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from qala.areas.model import Text
from qala.concept import Amount, Driver, Outlay, Range
from tests.concept import small

MONEY = st.decimals(0, 10**12, places=2)
COUNTS = st.decimals(0, 10**6, places=3)


def amount(low: int | str, mode: int | str, high: int | str) -> Amount:
    return Amount(Decimal(low), Decimal(mode), Decimal(high))


def test_what_comes_first_is_told_in_order_at_any_depth() -> None:
    concept = small.concept()
    assert concept.needed("watch") == ("count", "mend")
    assert concept.needed("count") == ()
    assert [one.id for one in concept.followers("count")] == ["mend"]


def test_a_circle_ends() -> None:
    concept = small.concept("solutions.csv", "count,water,iot,,", "count,water,iot,watch,")
    assert concept.needed("watch") == ("count", "mend")
    assert set(concept.needed("count")) == {"watch", "mend"}


def test_solutions_are_chosen_by_industry_and_indicator() -> None:
    concept = small.concept()
    assert [one.id for one in concept.chosen("water")] == ["count", "mend"]
    assert [one.id for one in concept.chosen(indicator="meters")] == ["count", "mend"]
    assert [one.id for one in concept.chosen("air", "meters")] == []
    assert concept.chosen() == concept.solutions


def test_a_city_pays_for_as_many_as_it_has() -> None:
    concept = small.concept()
    assert concept.outlay("count", 10_000) == Outlay(amount(1300, 2600, "3900.300"), amount(13, 26, 39))
    assert concept.outlay("mend", 10_000) == concept.outlay("mend", 2_000_000)


@given(COUNTS, COUNTS, st.integers(1, 10**8))
def test_the_size_grows_with_the_city(per_city: Decimal, per_thousand: Decimal, population: int) -> None:
    driver = Driver("x", per_city, per_thousand, Text("", "", ""))
    assert driver.size(population) * 1000 == per_city * 1000 + per_thousand * population


@given(MONEY, MONEY, MONEY, st.integers(0, 1000))
def test_amounts_add_up_exactly(low: Decimal, mode: Decimal, high: Decimal, count: int) -> None:
    one = Amount(low, mode, high)
    whole = Amount(Decimal(0), Decimal(0), Decimal(0))
    for _ in range(count % 7):
        whole = whole + one
    assert whole == one.times(Decimal(count % 7))


@given(*[st.floats(-1e6, 1e6)] * 3)
def test_the_mean_lies_between_the_ends(one: float, two: float, three: float) -> None:
    low, mode, high = sorted((one, two, three))
    assert low - 1e-6 <= Range(low, mode, high).mean <= high + 1e-6
