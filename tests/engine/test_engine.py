"""Degrees that can be checked by hand."""

from typing import Any

import pytest

from qala.errors import CannotAssess
from tests.packs_by_hand import areas, assessed, long, standard, values

TREE = "id,parent,weight,min_coverage\nwhole,,,\nwater,whole,1,\nair,whole,3,\n"
INDICATORS = """id,parent,weight,direction,low,high
a,water,1,higher,0,50
b,water,3,lower,0,10
c,air,1,higher,0,200
"""


def test_means_weights_and_goalposts_by_hand() -> None:
    answer = assessed(standard(TREE, INDICATORS), long(x={"a": 25, "b": 1, "c": 50}))
    assert answer.indicator("x", "a")["degree"] == 50
    assert answer.indicator("x", "b")["degree"] == 90
    assert answer.node("x", "water")["degree"] == (50 + 3 * 90) / 4
    assert answer.node("x", "whole")["degree"] == (80 + 3 * 25) / 4
    assert answer.node("x", "water")["band"] == "3"
    assert answer.node("x", "whole")["points"] == 1
    assert answer.node("x", "whole")["coverage"] == 1.0


def test_contributions_add_up_to_the_degree() -> None:
    answer = assessed(standard(TREE, INDICATORS), long(x={"a": 13, "c": 77}))
    water, air = answer.node("x", "water"), answer.node("x", "air")
    assert answer.indicator("x", "a")["contribution"] == pytest.approx(water["degree"], abs=1e-12)
    assert answer.indicator("x", "b")["contribution"] is None
    whole = answer.node("x", "whole")["degree"]
    assert water["contribution"] + air["contribution"] == pytest.approx(whole, abs=1e-12)


@pytest.mark.parametrize(("rule", "water"), [("exclude", 50), ("zero", 12.5), ("withhold", None), ("fail", 0)])
def test_missing_rules(rule: str, water: float | None) -> None:
    method = standard(TREE, INDICATORS, f'[missing]\nrule = "{rule}"\n')
    answer = assessed(method, long(x={"a": 25, "c": 50}))
    assert answer.node("x", "water")["degree"] == water


def test_gate_withholds_and_withheld_never_becomes_whole() -> None:
    tree = "id,parent,min_coverage\nwhole,,1\nwater,whole,0.6\nair,whole,0\n"
    answer = assessed(standard(tree, INDICATORS), long(x={"a": 25, "c": 50}, y={"a": 25, "b": 3, "c": 50}))
    assert answer.node("x", "water")["degree"] is None
    assert answer.node("x", "water")["state"] == "withheld"
    assert answer.node("x", "whole")["degree"] is None
    assert answer.node("x", "whole")["band"] is None
    assert answer.node("x", "whole")["rank"] is None
    assert answer.node("y", "whole")["rank"] == 1
    assert answer.node("x", "whole")["known"] == 2
    assert answer.node("x", "whole")["asked"] == 3


def test_not_applicable_is_not_asked() -> None:
    rows: list[dict[str, Any]] = [
        {"area": "x", "fact": "a", "period": "2020", "value": 25.0},
        {"area": "x", "fact": "b", "period": "2020", "reason": "not-applicable", "status": "verified"},
    ]
    answer = assessed(standard(TREE, INDICATORS, '[missing]\nrule = "zero"\n'), values(rows))
    assert answer.indicator("x", "b")["state"] == "not-applicable"
    assert answer.node("x", "water")["degree"] == 50
    assert answer.node("x", "water")["asked"] == 1


def test_geometric_mean_and_its_zeros() -> None:
    method = standard(TREE, INDICATORS, '[aggregate]\nmethod = "geometric"\n[normalise]\nrange = [1, 100]\n')
    answer = assessed(method, long(x={"a": 25, "b": 1, "c": 50}))
    water = (50.5 * 90.1**3) ** 0.25
    assert answer.node("x", "water")["degree"] == pytest.approx(water, abs=1e-9)
    with pytest.raises(CannotAssess, match="0 or below"):
        assessed(standard(TREE, INDICATORS, '[aggregate]\nmethod = "geometric"\n'), long(x={"a": 0, "b": 1, "c": 5}))


def test_levels_steps_percentile_and_observed_goalposts() -> None:
    indicators = """id,parent,direction,kind,low,high,target,normalise,steps
lev,whole,higher,level,,,,,
own,whole,higher,level,,,,levels:0;5;15;35;75;100,
step,whole,higher,quantity,,,200,steps,25;33%:50;66%:75;95%:100
down,whole,lower,quantity,,,,steps,0;12:33;8:66;4:100
pct,whole,higher,quantity,,,,percentile,
obs,whole,lower,quantity,,,,minmax,
"""
    facts = {"lev": 3, "own": 4, "step": 132, "down": 8}
    answer = assessed(
        standard("id,parent\nwhole,\n", indicators),
        long(x={**facts, "pct": 5, "obs": 10}, y={"pct": 7, "obs": 20}, z={"pct": 7, "obs": 14}),
    )
    assert [answer.indicator("x", name)["degree"] for name in facts] == [60, 75, 75, 66]
    assert [answer.indicator(area, "pct")["degree"] for area in "xyz"] == [0, 50, 50]
    assert [answer.indicator(area, "obs")["degree"] for area in "xyz"] == [100, 0, 60]


def test_ranks_share_the_smallest_and_are_comparable_on_the_same_indicators() -> None:
    table = long(x={"a": 5, "b": 1, "c": 5}, y={"a": 5, "b": 1, "c": 5}, z={"a": 1, "b": 9, "c": 5})
    answer = assessed(standard(TREE, INDICATORS), table)
    assert [answer.node(area, "whole")["rank"] for area in "xyz"] == [1, 1, 3]
    assert answer.node("x", "whole")["comparable"]
    answer = assessed(standard(TREE, INDICATORS), long(x={"a": 5, "c": 5}, y={"a": 5, "b": 1, "c": 5}))
    assert not answer.node("x", "water")["comparable"]
    assert answer.node("x", "air")["comparable"]


def test_points_pass_instead_of_degrees() -> None:
    tree = "id,parent,points\nwhole,,\nwater,whole,yes\nair,whole,share\n"
    answer = assessed(standard(tree, INDICATORS), long(x={"a": 25, "b": 1, "c": 50}))
    assert answer.node("x", "whole")["degree"] == (3 + 100 * 1 / 3) / 2


def test_weight_sets_and_equal() -> None:
    weights = "set,id,weight\nexperts,water,3\nexperts,air,1\n"
    method = standard(TREE, INDICATORS, weights_csv=weights)
    table = long(x={"a": 25, "b": 1, "c": 50})
    assert assessed(method, table, weights="experts").node("x", "whole")["degree"] == (3 * 80 + 25) / 4
    assert assessed(method, table, weights="equal").node("x", "whole")["degree"] == (70 + 25) / 2


def test_characteristics_take_each_indicator_in_full_by_its_path_weight() -> None:
    indicators = """id,parent,weight,direction,low,high,characteristics
a,water,1,higher,0,50,comfort;safety
b,water,3,lower,0,10,safety
c,air,1,higher,0,200,comfort
"""
    answer = assessed(standard(TREE, indicators), long(x={"a": 25, "b": 1, "c": 50}))
    found = {(row["node"], row["characteristic"]): row["degree"] for row in answer.document["characteristics"]}
    assert found["water", "safety"] == (0.25 * 50 + 0.75 * 90) / 1
    assert found["whole", "comfort"] == pytest.approx((0.0625 * 50 + 0.75 * 25) / 0.8125, abs=1e-12)
    assert found["water", "comfort"] == 50


def test_only_areas_of_the_kind_are_assessed() -> None:
    method = standard(TREE, INDICATORS, '[areas]\nkind = "city"\nreference = "assessed"\n')
    answer = assessed(method, long(x={"a": 25}, r={"a": 50}), areas("x", r="region"))
    assert {row["area"] for row in answer.document["nodes"]} == {"x"}
    assert [row["id"] for row in answer.document["areas"]["rows"]] == ["x"]
