"""What is missing to a band: checked by doing it and assessing again."""

from typing import Any

import pytest

from qala.engine import Settings, assess
from qala.errors import BadUse
from qala.insight import gap
from tests.kz_demo import demo_assessment
from tests.packs_by_hand import long, standard

TREE = "id,parent,weight,aggregate\nwhole,,,geometric\nwater,whole,1,\nair,whole,3,\n"
INDICATORS = """id,parent,weight,direction,kind,low,high,target,normalise,steps,transform,influence
a,water,1,higher,quantity,0,50,,,,,city
b,water,3,lower,quantity,1,1000,,,,log,region
c,air,1,higher,quantity,0,200,,,,per:people:1000,city
d,air,1,higher,level,,,,levels:0;5;15;35;75;100,,,city
e,air,1,lower,quantity,,,,steps,0;12:33;8:66;4:100,,market
f,air,1,target,quantity,10,40,20,,,,city
people,air,,context,quantity,,,,,,,
"""
METHOD = standard(TREE, INDICATORS)
FIGURES = {"a": 25.0, "b": 100.0, "c": 10.0, "d": 2, "e": 9.0, "f": 24.0, "people": 500.0}


def made(**changed: float) -> dict[str, Any]:
    return assess(METHOD, long(x={**FIGURES, **changed}), Settings(("2020",)))


def degree(document: dict[str, Any], node: str) -> float:
    found: float = next(row["degree"] for row in document["nodes"] if row["node"] == node)
    return found


@pytest.mark.parametrize("node", ["water", "air", "whole"])
def test_doing_what_is_said_reaches_the_band(node: str) -> None:
    found = gap(made(), "x", node)
    assert found.now == pytest.approx(degree(made(), node))
    assert (found.now or 0.0) < found.start
    able = [lever for lever in found.levers if lever.alone is not None]
    assert able
    for lever in able:
        assert lever.value is not None
        again = degree(made(**{lever.indicator: lever.value}), node)
        assert again >= found.start - 1e-6, lever
        if lever.indicator in "abcf":
            assert again == pytest.approx(found.start, abs=1e-6), lever
    for lever in found.levers:
        if lever.alone is None and lever.value is not None:
            best = degree(made(**{lever.indicator: lever.value}), node)
            assert best == pytest.approx(lever.reached, abs=1e-6)
            assert best < found.start


def test_what_has_no_target_is_no_lever() -> None:
    untold = "id,parent,target,normalise,steps\na,whole,10,steps,25;50%:100\nb,whole,,steps,25;50%:100\n"
    document = assess(standard("id,parent\nwhole,\n", untold), long(x={"a": 1.0}), Settings(("2020",)))
    found = gap(document, "x", "whole", "3")
    assert [lever.indicator for lever in found.levers] == ["a"]
    assert [group.indicators for group in found.groups] == [1]


def test_groups_say_who_can_do_it() -> None:
    found = gap(made(), "x", "air")
    by = {group.influence: group for group in found.groups}
    assert set(by) == {"city", "market", ""}
    assert by["city"].reached == pytest.approx((100 + 100 + 100 + 33) / 4)
    assert by[""].reached == 100
    assert by["city"].share is not None
    assert by[""].share is not None
    assert by[""].share <= by["city"].share
    assert by["market"].reached == pytest.approx((10 + 15 + 100 + 80) / 4)
    assert {group.influence: group.share for group in gap(made(f=30.0), "x", "air").groups}["market"] is None


def test_a_band_may_be_named_and_must_be_ahead() -> None:
    assert gap(made(), "x", "air", "3").start == 80
    with pytest.raises(BadUse, match="reached that already"):
        gap(made(), "x", "air", "1")
    with pytest.raises(BadUse, match='no band "9"'):
        gap(made(), "x", "air", "9")


def test_what_bands_need_is_said() -> None:
    scale = """[scale]
bands = [
  { id = "1", from = 0, title = { kk = "a", ru = "b", en = "low" } },
  { id = "2", from = 50, needs = { water = 90 }, title = { kk = "a", ru = "b", en = "high" } },
]
"""
    method = standard(TREE.replace("whole,,,geometric", "whole,,,"), INDICATORS, scale)
    document = assess(method, long(x=dict(FIGURES, c=100.0, d=5, f=20.0)), Settings(("2020",)))
    found = gap(document, "x", "whole")
    assert found.now is not None
    assert found.now > 50
    assert (found.band_now, found.band) == ("1", "2")
    assert [(need.node, need.least) for need in found.needs] == [("water", 90)]
    assert {lever.indicator for lever in found.levers if lever.alone is not None} == set()


def test_ranking_against_others_has_no_gap_of_its_own() -> None:
    method = standard("id,parent,aggregate\nwhole,,copeland\n", "id,parent,low,high\na,whole,0,1\n")
    document = assess(method, long(x={"a": 0.1}, y={"a": 0.3}), Settings(("2020",)))
    with pytest.raises(BadUse, match="ranked against each other"):
        gap(document, "x", "whole")


def test_karaganda_needs_clean_air_more_than_anything() -> None:
    found = gap(demo_assessment(), "351010000", "environment")
    first = found.levers[0]
    assert (first.indicator, first.value_now, first.state) == ("ev-pm25", 56, "reported")
    assert first.value == pytest.approx(35 - (first.alone or 0) / 100 * 30)
