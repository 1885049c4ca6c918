"""An industry shows what its cities' rows say: degrees, weights, values, and what is never scored."""

from typing import Any

import pytest

from qala.publish.city import cases_of, industry_rows, industry_view
from qala.publish.map_model import band_at
from qala.standard import Standard
from qala.texts import LANGUAGES, Language, number
from tests import packs_by_hand as hand
from tests.kz_demo import demo_assessment, demo_inputs

TREE = "id,parent,weight,title_en\nroot,,,Whole\na,root,3,Part\nb,root,1,Other\nlow,a,,Below\n"
INDICATORS = """id,parent,direction,normalise,low,high,weight,title_en
one,a,higher,goalposts,0,100,1,One
two,low,higher,goalposts,0,100,1,Two
side,low,context,none,,,,Side
far,b,higher,goalposts,0,100,1,Far
"""
VALUES: dict[str, dict[str, float | None]] = {
    "x": {"one": 40.0, "two": 60.0, "side": 7.0, "far": 10.0},
    "y": {"one": 90.0, "two": 90.0, "far": 10.0},
    "z": {"far": 10.0},
}


@pytest.fixture(scope="module")
def small() -> tuple[Standard, dict[str, Any]]:
    standard = hand.standard(TREE, INDICATORS)
    return standard, hand.assessed(standard, hand.long(**VALUES), hand.areas(*VALUES)).document


def degrees_of(document: dict[str, Any]) -> dict[str, dict[str, list[float | None]]]:
    found: dict[str, dict[str, list[float | None]]] = {}
    for row in document["nodes"]:
        found.setdefault(row["area"], {})[row["node"]] = [row["degree"]]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_city_stands_by_its_own_row(language: Language) -> None:
    standard, document = demo_inputs()[0], demo_assessment()
    rows = {(row["area"], row["node"]): row for row in document["nodes"] if row["period"] == "2019"}
    cases = cases_of(document, standard, "verified", language)
    for node in standard.industries:
        view = industry_view(cases, node)
        assert [one.cell.area for one in view.standings] == [case.area for case in cases]
        for one in view.standings:
            row = rows[one.cell.area, node.id]
            assert (one.cell.known, one.cell.asked) == (row["known"], row["asked"])
            assert one.cell.withheld == (row["degree"] is None)
            if row["degree"] is not None:
                assert one.cell.degree_text == number(row["degree"], language, 1, fixed=True)
                assert one.width == pytest.approx(row["degree"])
                assert one.cell.band
                assert one.cell.band.id == row["band"]


def test_every_indicator_of_an_industry_is_shown_once_and_context_apart() -> None:
    standard, document = demo_inputs()[0], demo_assessment()
    cases = cases_of(document, standard, "verified", "en")
    shown: list[str] = []
    for node in standard.industries:
        view = industry_view(cases, node)
        *branches, last = view.branches
        context = [item.id for item in last.items] if not last.weight else []
        counted = [item.id for branch in (branches if context else view.branches) for item in branch.items]
        assert sorted(counted) == sorted(one.id for one in standard.asked_below[node.id])
        assert len(counted) == view.scored
        assert all(not standard.indicator[id_].scored for id_ in context)
        assert set(view.values) == {*counted, *context}
        shown += counted + context
    assert sorted(shown) == sorted(standard.indicator)


def test_weights_and_values_by_hand(small: tuple[Standard, dict[str, Any]]) -> None:
    standard, document = small
    view = industry_view(cases_of(document, standard, "verified", "en"), standard.node["a"])
    assert (view.weight, view.scored) == ("75 %", 2)
    assert [(one.title, one.weight) for one in view.branches] == [
        ("", ""), ("Below", "50 %"), ("Shown for context, never scored", ""),
    ]  # fmt: skip
    assert [(item.id, item.weight) for one in view.branches for item in one.items] == [
        ("one", "50 %"), ("two", "100 %"), ("side", "–"),
    ]  # fmt: skip
    assert [one.value for one in view.values["one"]] == ["40", "90", "–"]
    assert [one.value for one in view.values["side"]] == ["7", "–", "–"]
    assert view.counted == {"one": 2, "two": 2, "side": 1}
    assert [one.width for one in view.standings] == [50, 90, 0]
    other = industry_view(cases_of(document, standard, "verified", "en"), standard.node["b"])
    assert (other.weight, set(other.values)) == ("25 %", {"far"})


def test_the_list_names_the_ends_where_there_are_two(small: tuple[Standard, dict[str, Any]]) -> None:
    standard, document = small
    names = {area: area.upper() for area in VALUES}
    rows = industry_rows(standard, degrees_of(document), {"a": 0.755, "b": 0.245}, names, "en")
    a, b = rows
    assert (a.weight, a.indicators, a.assessed, a.cities) == ("75.5 %", 2, 2, 3)
    assert a.best
    assert a.worst
    assert (a.best.area, a.best.name, a.best.mark.degree_text) == ("y", "Y", "90.0")
    assert (a.worst.area, a.worst.mark.degree_text) == ("x", "50.0")
    assert a.best.mark.band
    assert a.best.mark.band.id == band_at(standard.scale, 90) == "3"
    assert (b.assessed, b.best, b.worst) == (3, None, None)
