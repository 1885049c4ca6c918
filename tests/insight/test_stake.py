"""What hangs on each value: held against assessing anew with the value at its best, at its worst, and rejected."""

from typing import Any

import pytest

from qala.engine import Settings, assess
from qala.engine.tree import flatten
from qala.engine.verify import method_in
from qala.insight import Stake, stakes
from qala.insight.explain import rows_of
from tests.kz_demo import demo_assessment
from tests.packs_by_hand import long, standard

TREE = "id,parent,weight,aggregate,min_coverage\nwhole,,,geometric,1\nwater,whole,1,,0.5\nair,whole,3,,\n"
INDICATORS = """id,parent,weight,direction,kind,low,high,target,normalise,steps,transform
a,water,1,higher,quantity,0,50,,,,
b,water,3,lower,quantity,1,1000,,,,log
c,air,1,higher,quantity,0,200,,,,per:people:1000
d,air,1,higher,level,,,,levels:0;5;15;35;75;100,,
e,air,1,lower,quantity,,,,steps,0;12:33;8:66;4:100,
f,air,1,target,quantity,10,40,20,,,
g,air,1,higher,quantity,0,50,,,,
people,air,,context,quantity,,,,,,
"""
METHOD = standard(TREE, INDICATORS, '[aggregate]\nzeros = "keep"\n')
FIGURES = {"a": 25.0, "b": 100.0, "c": 10.0, "d": 2.0, "e": 9.0, "f": 24.0, "people": 500.0}
BEST = {"a": 50.0, "b": 1.0, "c": 100.0, "d": 5.0, "e": 4.0, "f": 20.0}
WORST = {"a": 0.0, "b": 1000.0, "c": 0.0, "d": 0.0, "e": 13.0, "f": 10.0}
COLUMNS = ("whole", "water", "air")


def rows(figures: dict[str, float]) -> dict[str, Any]:
    document = assess(METHOD, long(x=figures), Settings(("2020",)))
    return dict(rows_of(document, "x", "whole", "2020", "verified"))


def step(after: dict[str, Any], before: dict[str, Any], node: str) -> float | None:
    if after[node]["degree"] is None or before[node]["degree"] is None:
        return None
    change: float = after[node]["degree"] - before[node]["degree"]
    return change


def near(found: float | None, wanted: float | None) -> bool:
    return found == (None if wanted is None else pytest.approx(wanted, abs=1e-9))


@pytest.mark.parametrize(
    "figures", [FIGURES, {**FIGURES, "d": 5.0}, {one: FIGURES[one] for one in ("a", "c", "people")}]
)
def test_it_is_what_assessing_anew_says(figures: dict[str, float]) -> None:
    now = rows(figures)
    found = {one.indicator: one for one in stakes(METHOD, flatten(METHOD), now)}
    assert list(found) == [one for one in figures if one != "people"]
    for id_, stake in found.items():
        rest = {name: value for name, value in figures.items() if name != id_}
        tried = [rows({**figures, id_: BEST[id_]}), rows({**figures, id_: WORST[id_]}), rows(rest)]
        for trial, points in zip(tried, (stake.up, stake.down, stake.gone), strict=True):
            assert near(points, step(trial, now, stake.industry)), (id_, stake)
        whole = [step(one, now, "whole") for one in tried]
        assert near(stake.whole, max((abs(one) for one in whole if one is not None), default=0.0))
        moved = tuple(name for name in COLUMNS if any(one[name]["band"] != now[name]["band"] for one in tried))
        assert stake.moves == moved
        assert stake.material == bool(moved)


def test_a_degree_that_would_go_is_material_whatever_its_points() -> None:
    found = {
        one.indicator: one for one in stakes(METHOD, flatten(METHOD), rows({"a": 25.0, "c": 10.0, "people": 500.0}))
    }
    assert found["a"].gone is None
    assert set(found["a"].moves) >= {"whole", "water"}


def test_a_mean_that_a_zero_does_not_allow_has_no_degree() -> None:
    strict = standard(TREE, INDICATORS)
    found = {one.indicator: one for one in stakes(strict, flatten(strict), rows({"a": 25.0, "c": 10.0, "people": 5e5}))}
    assert (found["a"].down, found["a"].industry) == (-50, "water")
    assert "whole" in found["a"].moves


def test_every_value_of_the_cities_has_its_stake() -> None:
    document = demo_assessment()
    method, tree = method_in(document)
    every: list[Stake] = []
    for area in document["areas"]["rows"]:
        mine = rows_of(document, area["id"], "city", "2019", "verified")
        found = stakes(method, tree, mine)
        scored = [one.id for one in method.indicators if one.scored and mine[one.id]["degree"] is not None]
        assert [one.indicator for one in found] == scored
        assert all((one.up or 0) >= -1e-9 >= (one.down or 0) - 2e-9 for one in found)
        every += found
    assert {one.material for one in every} == {True, False}
    assert max(one.points for one in every) > 20


@pytest.mark.parametrize("rule", ["copeland", "benefit-of-the-doubt"])
def test_where_areas_stand_against_each_other_nothing_is_told(rule: str) -> None:
    column = "aggregate" if rule == "copeland" else "weights"
    tree = f"id,parent,weight,{column}\nwhole,,,\nwater,whole,1,{rule}\nair,whole,3,\n"
    method = standard(tree, INDICATORS)
    document = assess(method, long(x=FIGURES, y={**FIGURES, "a": 30.0}), Settings(("2020",)))
    assert stakes(method, flatten(method), rows_of(document, "x", "whole", "2020", "verified")) == ()
