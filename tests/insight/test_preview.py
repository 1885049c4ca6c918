"""What a new edition makes of the same figures: all of it is method, and the reasons add up to the change."""

import math
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qala.engine import Settings, assess
from qala.errors import BadUse
from qala.insight import compare
from qala.insight.preview import Effect, Preview, preview
from qala.standard import Standard
from tests.packs_by_hand import areas, standard, values

TREE = "id,parent,weight,aggregate,points,min_coverage\nwhole,,,,,\nwater,whole,1,,,\nair,whole,3,,,\n"
INDICATORS = "id,parent,weight,direction,low,high\na,water,1,higher,0,50\nb,water,3,lower,0,10\nc,air,1,higher,0,200\n"
PLACES = areas("x", "y")
TABLE = values(
    [
        {"area": area, "fact": fact, "period": period, "value": value}
        for area, period, found in (
            ("x", "2019", (10, 4, 100)),
            ("x", "2020", (20, 4, 90)),
            ("y", "2020", (50, 10, 20)),
        )
        for fact, value in zip("abc", found, strict=True)
    ]
)


MADE: dict[tuple[str, tuple[str, ...]], dict[str, Any]] = {}


@cache
def method(tree: str = TREE, indicators: str = INDICATORS) -> Standard:
    return standard(tree, indicators)


def made(one: Standard, *periods: str) -> dict[str, Any]:
    key = one.sha256, periods
    if key not in MADE:
        MADE[key] = assess(one, TABLE, Settings(periods or ("2020",)), PLACES)
    return MADE[key]


def of(found: Preview, area: str, node: str, period: str = "2020") -> Effect:
    return next(one for one in found.effects if (one.change.area, one.change.node, one.period) == (area, node, period))


def told(one: Effect) -> list[tuple[str, str, Any]]:
    return [(reason.kind, reason.id, pytest.approx(reason.points)) for reason in one.reasons]


def seen(tree: str = TREE, indicators: str = INDICATORS) -> Preview:
    return preview(made(method()), made(method(tree, indicators)))


def test_the_same_method_changes_nothing() -> None:
    both = made(method(), "2019", "2020")
    found = preview(both, both)
    assert found.periods == ("2019", "2020")
    assert all(one.change.change in (None, 0.0) and not one.reasons for one in found.effects)


def test_other_goalposts_are_the_own_change_of_an_indicator_up_to_the_whole() -> None:
    found = seen(indicators=INDICATORS.replace("0,50", "0,100"))
    assert told(of(found, "x", "water")) == [("own", "a", -20 / 4)]
    assert told(of(found, "x", "whole")) == [("own", "a", -20 / 16)]
    assert of(found, "x", "water").change.method == pytest.approx(-5)


def test_other_weights_are_told_of_all_whose_part_they_move() -> None:
    found = seen(tree=TREE.replace("air,whole,3", "air,whole,1"))
    one = of(found, "x", "whole")
    # water has 40/4 + 60 * 3/4 = 55 and air 45; a quarter of the weight went from air to water.
    assert {(kind, id_) for kind, id_, _ in told(one)} == {("weight", "water"), ("weight", "air")}
    assert math.fsum(reason.points for reason in one.reasons) == pytest.approx((55 - 45) / 4)


def test_what_comes_and_goes_is_told_by_how_far_it_lies_from_the_rest() -> None:
    gone = seen(indicators="\n".join(INDICATORS.split("\n")[:2] + INDICATORS.split("\n")[3:]))
    # 55 became 40, the middle is 47.5: b was 60 with three quarters of the weight, a is 40 and took them over.
    assert told(of(gone, "x", "water")) == [("gone", "b", -12.5 * 3 / 4), ("weight", "a", -7.5 * 3 / 4)]
    back = preview(made(method(indicators=INDICATORS.replace("b,water,3", "b,water,0"))), made(method()))
    kinds = {(reason.kind, reason.id) for reason in of(back, "x", "water").reasons}
    assert ("came", "b") in kinds


def test_another_mean_is_the_rule_of_its_node() -> None:
    found = seen(tree=TREE.replace("water,whole,1,", "water,whole,1,minimum"))
    one = of(found, "x", "water")
    assert one.change.after == pytest.approx(40)
    assert math.fsum(reason.points for reason in one.reasons) == pytest.approx(40 - 55)


def test_a_gate_that_closes_has_no_points_and_says_what_is_known() -> None:
    table = made(method(tree=TREE.replace("water,whole,1,,,", "water,whole,1,,,1")))
    found = preview(made(method()), table)
    assert all(
        one.known == one.asked or one.change.after is None for one in found.effects if one.change.node == "water"
    )


def test_where_nothing_is_known_nothing_is_told() -> None:
    before, after = made(method(), "2019"), made(method(indicators=INDICATORS.replace("0,50", "0,60")), "2019")
    none = of(preview(before, after), "y", "whole", "2019")
    assert (none.change.before, none.reasons, none.known) == (None, (), (0, 0))


WEIGHTS = st.integers(0, 5).map(str)


@settings(max_examples=5)
@given(st.lists(WEIGHTS, min_size=5, max_size=5), st.integers(1, 90), st.sampled_from(["", "geometric", "minimum"]))
def test_the_reasons_add_up_to_the_change(weights: list[str], high: int, mean: str) -> None:
    rows = (
        f"a,water,{weights[0]},higher,0,{high}",
        f"b,water,{weights[1]},lower,0,10",
        f"c,air,{weights[2]},higher,0,200",
    )
    indicators = "id,parent,weight,direction,low,high\n" + "\n".join(rows) + "\n"
    tree = f"id,parent,weight,aggregate\nwhole,,,\nwater,whole,{weights[3]},{mean}\nair,whole,{weights[4]},\n"
    other = standard(tree, indicators, '[aggregate]\nzeros = "keep"\n')
    for one in preview(made(method(), "2020"), made(other, "2020")).effects:
        if one.change.change is not None:
            assert math.fsum(reason.points for reason in one.reasons) == pytest.approx(one.change.change, abs=1e-6)


def test_nothing_but_the_method_differs() -> None:
    found = seen(indicators=INDICATORS.replace("0,50", "0,100").replace("c,air,1", "c,air,2"))
    for one in found.effects:
        if one.change.change is not None:
            assert (one.change.value, one.change.coverage, one.change.boundary) == (0.0, 0.0, 0.0)
            assert one.change.method == pytest.approx(one.change.change)


def test_no_period_in_common_is_refused() -> None:
    with pytest.raises(BadUse, match="no period in common"):
        preview(made(method(), "2019"), made(method(), "2020"))


def test_a_comparison_says_that_the_method_is_another() -> None:
    other = made(method(indicators=INDICATORS.replace("0,50", "0,100")))
    assert compare(made(method()), other).other_method
    assert not compare(made(method()), made(method())).other_method
