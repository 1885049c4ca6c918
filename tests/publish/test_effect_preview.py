"""The effect of publishing, on the shipped figures: who rises and falls, and why."""

from typing import Any

import pytest

from qala.engine import Settings, assess
from qala.insight import standard_of
from qala.publish.effect_preview import comparison_of, effect_view, way_of
from qala.texts import LANGUAGES, Language, number
from tests import packs_by_hand as by_hand
from tests.kz_demo import demo_inputs

CHOSEN = ("2019", "verified")


@pytest.fixture(scope="module")
def before() -> Any:
    standard, values, places = demo_inputs()
    return assess(standard, values, Settings(("2018", "2019")), places)


@pytest.fixture(scope="module")
def weighed() -> Any:
    standard, values, places = demo_inputs()
    return assess(standard, values, Settings(("2019",), weights="equal"), places)


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_weights(before: Any, weighed: Any, language: Language) -> None:
    found = comparison_of(before, weighed, *CHOSEN)
    view = effect_view(weighed, before, found, CHOSEN, language)
    degrees = [
        {(row["area"], row["node"]): row["degree"] for row in document["nodes"] if row["period"] == "2019"}
        for document in (before, weighed)
    ]
    names = {row["name"][language]: row["id"] for row in weighed["areas"]["rows"]}
    root = standard_of(weighed).root.id
    for area in view.areas:
        one, other = (side[names[area.name], root] for side in degrees)
        assert area.whole.way == way_of(one, other)
        assert area.whole.before == ("–" if one is None else number(one, language, 2, fixed=True))
        assert area.whole.after == ("–" if other is None else number(other, language, 2, fixed=True))
        assert not area.indicators, "no figure changed"
    assert len(view.areas) == 5
    assert sum(view.counts.values()) == 5 * (1 + len(standard_of(weighed).industries))
    assert view.counts["rises"] == sum(node.way == "rises" for area in view.areas for node in area.industries) > 0
    sizes = [area.size for area in view.areas]
    assert sizes == sorted(sizes, reverse=True)
    assert not view.whole, "no city has a degree for the whole"
    most = max(view.areas[0].industries, key=lambda node: node.size)
    assert f"{most.title} {most.change}" in view.areas[0].said
    moved = [part for area in view.areas for node in area.industries for part in node.parts]
    assert moved
    assert len({part.word for part in moved}) == 1, "the method is the only cause"
    assert before["digest"] in view.against
    assert len(view.said) == 2


def test_the_causes_add_up_to_the_change(before: Any, weighed: Any) -> None:
    found = comparison_of(before, weighed, *CHOSEN)
    view = effect_view(weighed, before, found, CHOSEN, "en")
    for area in view.areas:
        for node in area.industries:
            if node.parts:
                said = sum(float(part.said.replace("−", "-")) for part in node.parts)
                assert said == pytest.approx(float(node.change.replace("−", "-")), abs=0.02)


def test_another_year_names_the_figures_behind_it(before: Any) -> None:
    standard, values, places = demo_inputs()
    later = assess(standard, values, Settings(("2020",)), places)
    chosen = ("2020", "verified")
    found = comparison_of(before, later, *chosen)
    view = effect_view(later, before, found, chosen, "en")
    assert "2019 is compared with 2020" in " ".join(view.said)
    named = [one for area in view.areas for one in area.indicators]
    assert named
    assert all("→" in one.values and one.causes and one.above for one in named)
    assert all(len(area.indicators) <= 5 for area in view.areas)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_has_nothing_to_be_compared_with(weighed: Any, language: Language) -> None:
    assert comparison_of(None, weighed, *CHOSEN) is None
    view = effect_view(weighed, None, None, CHOSEN, language)
    assert view.against == ""
    assert len(view.said) == 1
    assert {area.whole.way for area in view.areas} <= {"appears", "none"}


TREE = "id,parent,weight\nwhole,,\nwater,whole,1\n"
INDICATORS = "id,parent,unit,direction,low,high\na,water,%,higher,0,100\nb,water,%,higher,0,100\n"


def small(**by_area: dict[str, float | None]) -> Any:
    """An assessment of 2020 over places of our own."""
    method = by_hand.standard(TREE, INDICATORS, '[areas]\nkind = "city"\n')
    return by_hand.assessed(method, by_hand.long(**by_area), by_hand.areas(*by_area)).document


def test_areas_that_come_and_go_are_told() -> None:
    one = small(x={"a": 10, "b": 20}, y={"a": 30, "b": 40})
    other = small(x={"a": 60, "b": 20}, z={"a": 90, "b": 40})
    found = comparison_of(one, other, "2020", "verified")
    view = effect_view(other, one, found, ("2020", "verified"), "en")
    assert view.gone == ("y",)
    assert [(area.name, area.whole.way) for area in view.areas] == [("x", "rises"), ("z", "appears")]
    first = view.areas[0].whole
    assert (first.before, first.after, first.change) == ("15.00", "40.00", "+25.00")
    assert (first.band_before, first.band_after, first.band_moved) == ("low", "low", False)
    assert [part.said for part in first.parts] == ["+25.00"]
    (indicator,) = view.areas[0].indicators
    assert (indicator.values, indicator.degrees) == ("10 → 60 %", "10.00 → 60.00")
    assert view.said == ("Degrees of cities and industries: rise: 2 · have a degree now: 2 · in another band: 0",)


def test_a_fall_into_another_band() -> None:
    one, other = small(x={"a": 90, "b": 90}), small(x={"a": 20, "b": 90})
    view = effect_view(other, one, comparison_of(one, other, "2020", "verified"), ("2020", "verified"), "en")
    whole = view.areas[0].whole
    assert (whole.way, whole.band_before, whole.band_after, whole.band_moved) == ("falls", "high", "middle", True)
    assert view.said == ("Degrees of cities and industries: fall: 2 · in another band: 2",)


def test_nothing_in_common_is_as_if_there_were_nothing(before: Any) -> None:
    one, other = small(x={"a": 10}), small(y={"a": 10})
    assert comparison_of(one, other, "2020", "verified") is None
    assert comparison_of(before, before, "2019", "declared") is None


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [(None, None, "none"), (None, 1.0, "appears"), (1.0, None, "goes"), (1.0, 1.004, "stays"), (1.0, 1.1, "rises")],
)
def test_ways(before: float | None, after: float | None, way: str) -> None:
    assert way_of(before, after) == way
