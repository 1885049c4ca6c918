"""Comparisons as they are shown, and by how much each indicator moved its branch."""

import pytest

from qala.engine import Settings, assess
from qala.insight import compare
from qala.publish.compared import compared
from qala.texts import text
from tests.kz_demo import demo_assessment, demo_inputs
from tests.packs_by_hand import areas, standard, values

TREE = "id,parent,weight\nwhole,,\nwater,whole,1\nair,whole,3\n"
INDICATORS = "id,parent,weight,direction,low,high\na,water,1,higher,0,50\nb,water,3,lower,0,10\nc,air,1,higher,0,200\n"
METHOD = standard(TREE, INDICATORS, '[areas]\nkind = "city"\n')


def row(fact: str, period: str, value: float) -> dict[str, object]:
    return {"area": "x", "fact": fact, "period": period, "value": value}


def test_what_an_indicator_did_adds_up_to_the_change_of_its_branch() -> None:
    table = values([row("a", "2019", 10), row("b", "2019", 4), row("a", "2020", 20), row("b", "2020", 5)])
    made = assess(METHOD, table, Settings(("2019", "2020")), areas("x"))
    found = compare(made, made, ("2019", "2020"))
    water = next(one for one in found.nodes if one.node == "water")
    effects = {one.indicator: one.effect for one in found.indicators}
    assert effects == {"a": pytest.approx(20 / 4), "b": pytest.approx(-10 * 3 / 4)}
    assert sum(one or 0.0 for one in effects.values()) == pytest.approx(water.change)


@pytest.mark.parametrize(("years", "sign"), [(("2019", "2020"), 1), (("2020", "2019"), -1)])
def test_one_that_comes_or_goes_moves_the_branch_by_what_it_is_without_it(years: tuple[str, str], sign: int) -> None:
    table = values([row("a", "2019", 10), row("a", "2020", 10), row("b", "2020", 0)])
    made = assess(METHOD, table, Settings(tuple(sorted(years))), areas("x"))
    (one,) = compare(made, made, years).indicators
    assert one.effect == pytest.approx(sign * ((20 + 3 * 100) / 4 - 20))


def test_nothing_is_told_of_a_branch_that_has_no_degree_both_times() -> None:
    table = values([row("c", "2020", 10), row("a", "2019", 10), row("a", "2020", 10)])
    made = assess(METHOD, table, Settings(("2019", "2020")), areas("x"))
    (one,) = compare(made, made, ("2019", "2020")).indicators
    assert (one.indicator, one.effect) == ("c", None)


def test_a_comparison_is_shown_as_it_is() -> None:
    before, after = demo_assessment("2018"), demo_assessment("2019")
    method = demo_inputs()[0]
    found = compare(before, after)
    names = {row["id"]: row["name"]["ru"] for row in after["areas"]["rows"]}
    shown = compared(found, (method, method), names, list(names), "ru")
    assert [one.id for one in shown] == list(names)
    for area in shown:
        assert len(area.nodes) == 1 + len(method.industries)
        assert area.nodes[0].whole
        effects = [one.points for one in area.indicators]
        assert len(effects) <= 10
        for node in area.nodes:
            assert (node.change.text == "–") == (node.before.degree is None or node.after.degree is None)
            assert (node.after.band is None) == (node.after.degree is None)
    assert any(part.text.startswith("−") and "," in part.text for one in shown for part in one.nodes[5].parts)


def test_an_area_whose_boundary_changed_is_marked() -> None:
    found = compare(demo_assessment("2017"), demo_assessment("2018"))
    method = demo_inputs()[0]
    shown = {
        one.id: one.marks
        for one in compared(
            found, (method, method), {"790000000": "S", "750000000": "A"}, ["790000000", "750000000"], "en"
        )
    }
    (mark,) = shown["790000000"]
    assert mark.startswith("The boundary of S changed between the two: 2018-06-19, Decree 702")
    assert shown["750000000"] == ()


def test_another_method_is_marked() -> None:
    table = values([row("a", "2019", 10)])
    other = standard(TREE, INDICATORS.replace("0,50", "0,60"), '[areas]\nkind = "city"\n')
    made = [assess(one, table, Settings(("2019",)), areas("x")) for one in (METHOD, other)]
    (shown,) = compared(compare(made[0], made[1]), (METHOD, other), {"x": "X"}, ["x"], "en")
    assert shown.marks == (text("series.same_edition", "en", after="by-hand@1"),)
