"""What changed between two assessments, split by cause, adding up."""

from typing import Any

import pytest

from qala.engine import Settings, assess
from qala.errors import BadUse
from qala.insight import Comparison, NodeChange, compare
from qala.standard import Standard
from qala.values.model import Values
from tests.kz_demo import demo_assessment
from tests.packs_by_hand import areas, standard, values

TREE = "id,parent,weight\nwhole,,\nwater,whole,1\nair,whole,3\n"
INDICATORS = "id,parent,weight,direction,low,high\na,water,1,higher,0,50\nb,water,3,lower,0,10\nc,air,1,higher,0,200\n"


def row(area: str, fact: str, period: str, value: float, **more: Any) -> dict[str, Any]:
    return {"area": area, "fact": fact, "period": period, "value": value, **more}


def made(method: Standard, table: Values, period: str) -> dict[str, Any]:
    return assess(method, table, Settings((period,)), areas("x", "y", xo="region"))


def of(found: Comparison, area: str, node: str) -> NodeChange:
    return next(one for one in found.nodes if (one.area, one.node) == (area, node))


def parts(one: NodeChange) -> list[float]:
    return [part or 0.0 for part in (one.value, one.coverage, one.boundary, one.method)]


METHOD = standard(TREE, INDICATORS, '[areas]\nkind = "city"\n')
OLD = [row("x", "a", "2019", 10), row("x", "b", "2019", 4), row("x", "c", "2019", 100)]


def test_a_change_of_values_is_value_alone() -> None:
    table = values([*OLD, row("x", "a", "2020", 20), row("x", "b", "2020", 4), row("x", "c", "2020", 90)])
    found = compare(made(METHOD, table, "2019"), made(METHOD, table, "2020"))
    whole = of(found, "x", "whole")
    assert whole.change == pytest.approx((0.25 * 20 / 4) - 0.75 * 5, abs=1e-9)
    assert parts(whole) == pytest.approx([whole.change, 0, 0, 0], abs=1e-12)
    assert [(one.indicator, one.causes) for one in found.indicators] == [("a", ("value",)), ("c", ("value",))]


def test_an_indicator_that_comes_in_is_coverage() -> None:
    table = values([row("x", "a", "2019", 10), row("x", "a", "2020", 10), row("x", "b", "2020", 0)])
    found = compare(made(METHOD, table, "2019"), made(METHOD, table, "2020"))
    assert parts(of(found, "x", "water")) == pytest.approx([0, (20 + 3 * 100) / 4 - 20, 0, 0], abs=1e-9)
    assert [(one.indicator, one.causes) for one in found.indicators] == [("b", ("coverage",))]


def test_a_figure_of_another_place_is_boundary() -> None:
    table = values([*OLD, *(row("x", fact, "2020", value, boundary="xo") for fact, value in (("a", 30), ("b", 4)))])
    found = compare(made(METHOD, table, "2019"), made(METHOD, table, "2020"))
    assert parts(of(found, "x", "water")) == pytest.approx([0, 0, 10, 0], abs=1e-9)
    assert found.indicators[0].causes == ("boundary", "value")


def test_other_goalposts_on_the_same_figures_are_method() -> None:
    other = standard(TREE, INDICATORS.replace("higher,0,50", "higher,0,100"), '[areas]\nkind = "city"\n')
    table = values(OLD)
    found = compare(made(METHOD, table, "2019"), made(other, table, "2019"))
    assert parts(of(found, "x", "water")) == pytest.approx([0, 0, 0, -2.5], abs=1e-9)
    assert [(one.indicator, one.causes) for one in found.indicators] == [("a", ("method",))]


def test_method_and_figures_at_once_add_up() -> None:
    other = standard(TREE, INDICATORS.replace("higher,0,50", "higher,0,100"), '[areas]\nkind = "city"\n')
    table = values([*OLD, row("x", "a", "2020", 40), row("x", "c", "2020", 50, boundary="xo")])
    whole = of(compare(made(METHOD, table, "2019"), made(other, table, "2020")), "x", "whole")
    assert whole.change is not None
    assert sum(parts(whole)) == pytest.approx(whole.change, abs=1e-9)
    assert all(abs(part) > 0.1 for part in parts(whole))


def test_a_gate_that_opens_is_coverage_and_a_withheld_degree_has_no_parts() -> None:
    gated = standard(TREE, INDICATORS, '[areas]\nkind = "city"\n[missing]\nmin_coverage = 0.6\n')
    table = values([row("x", "a", "2019", 10), row("x", "c", "2019", 100), *(row("x", f, "2020", 10) for f in "abc")])
    found = compare(made(gated, table, "2019"), made(gated, table, "2020"))
    water = of(found, "x", "water")
    assert (water.before, water.change, water.value) == (None, None, None)
    assert water.after is not None


@pytest.mark.parametrize("years", [("2018", "2019"), ("2015", "2019"), ("2019", "2022")])
def test_all_changes_of_the_cities_add_up(years: tuple[str, str]) -> None:
    found = compare(demo_assessment(years[0]), demo_assessment(years[1]))
    known = [one for one in found.nodes if one.change is not None]
    assert len(known) >= 20
    for one in known:
        assert sum(parts(one)) == pytest.approx(one.change, abs=1e-9), one
        assert one.method == 0


def test_one_method_is_compared_from_the_rows_alone() -> None:
    """A part of an assessment without its figures says the same of its areas as the whole."""
    old, new = demo_assessment("2018"), demo_assessment("2019")
    area = old["areas"]["rows"][0]["id"]

    def part(made: dict[str, Any]) -> dict[str, Any]:
        rows = {name: [row for row in made[name] if row["area"] == area] for name in ("nodes", "indicators")}
        places = {**made["areas"], "rows": made["areas"]["rows"][:1]}
        return {**made, **rows, "areas": places, "values": {**made["values"], "table": {}}}

    whole, few = compare(old, new), compare(part(old), part(new))
    assert few.nodes == tuple(one for one in whole.nodes if one.area == area)
    assert few.indicators == tuple(one for one in whole.indicators if one.area == area)


def test_nothing_in_common_is_refused() -> None:
    alone = assess(METHOD, values([row("z", "a", "2019", 1)]), Settings(("2019",)), areas("z"))
    with pytest.raises(BadUse, match="no area in common"):
        compare(made(METHOD, values(OLD), "2019"), alone)


def test_what_changed_a_boundary_between_the_periods_is_told() -> None:
    found = compare(demo_assessment("2017"), demo_assessment("2018"))
    assert {area: [one.date for one in events] for area, events in found.breaks.items()} == {
        "790000000": ["2018-06-19", "2018-06-19"]
    }
    assert found.breaks == compare(demo_assessment("2018"), demo_assessment("2017")).breaks
    assert not compare(demo_assessment("2018"), demo_assessment("2019")).breaks
    assert not found.other_method
