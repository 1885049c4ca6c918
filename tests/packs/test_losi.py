"""The yes-no pack in the style of the UN's LOSI 2022: a share of yes, and what was not found is a no."""

from functools import cache

import pytest

from qala.cli import inputs
from tests import packs_by_hand as hand
from tests.packs import of_packs

STANDARD = inputs.standard("losi")
ASKED = tuple(one.fact for one in STANDARD.indicators)
AREAS = {"institution": 8, "content": 25, "services": 18, "participation": 17, "technology": 18}
"""UN DESA, https://publicadministration.un.org/egovkb/en-us/About/E-Government-at-Local-Level, LOSI 2022."""


def answers(yes: int, no: int = 0) -> dict[str, float | None]:
    """The first `yes` questions met, the next `no` not met, the rest without an answer."""
    return {fact: float(number < yes) for number, fact in enumerate(ASKED[: yes + no])}


@cache
def by_yes() -> hand.Answer:
    """One place for each number of questions met, all others not met."""
    cases = {str(yes): answers(yes, 86 - yes) for yes in range(87)}
    return hand.assessed(STANDARD, hand.long(**cases), hand.areas(*cases))


def test_86_questions_in_the_five_areas_of_losi() -> None:
    assert {area: len(STANDARD.asked_below[area]) for area in AREAS} == AREAS
    assert len(ASKED) == len(set(ASKED)) == 86
    assert all(one.kind == "yes-no" and one.scored for one in STANDARD.indicators)
    for language in ("kk", "ru", "en"):
        assert len({one.title.text(language) for one in STANDARD.indicators}) == 86


def test_the_degree_is_the_share_of_yes() -> None:
    for yes in range(87):
        assert by_yes().node(str(yes), "portal")["degree"] == pytest.approx(100 * yes / 86)


def test_above_75_per_cent_is_very_high() -> None:
    bands = {yes: by_yes().node(str(yes), "portal")["band"] for yes in range(87)}
    assert [yes for yes in range(1, 87) if bands[yes] != bands[yes - 1]] == [22, 44, 65]
    assert (bands[0], bands[64], bands[65]) == ("1", "3", "4")


def test_exactly_75_per_cent_is_high() -> None:
    institution = by_yes().node("6", "institution")
    assert (institution["degree"], institution["band"]) == (75, "3")


def test_each_area_is_the_share_of_yes_in_it() -> None:
    place = str(8 + 5)
    assert by_yes().node(place, "institution")["degree"] == 100
    assert by_yes().node(place, "content")["degree"] == pytest.approx(20)
    assert by_yes().node(place, "technology")["degree"] == 0


def test_what_is_not_answered_is_a_no_once_half_is_answered() -> None:
    cases = {"half": answers(43), "mixed": answers(10, 33), "less": answers(42), "nothing": answers(0)}
    found = hand.assessed(STANDARD, hand.long(**cases), hand.areas(*cases))
    assert found.node("half", "portal")["degree"] == pytest.approx(50)
    assert found.node("mixed", "portal")["degree"] == pytest.approx(100 * 10 / 86)
    assert found.node("less", "portal")["degree"] is None
    assert found.node("nothing", "portal")["degree"] is None


def test_it_is_no_assessment_by_the_un_and_says_so() -> None:
    assert STANDARD.status == "proposal"
    assert "not an assessment by the UN" in STANDARD.title.en
    assert "не оценка ООН" in STANDARD.title.ru
    assert "БҰҰ бағасы емес" in STANDARD.title.kk


def test_it_is_without_fault_and_has_its_passports() -> None:
    assert of_packs.faults_of(STANDARD) == []
    assert of_packs.without_passport(STANDARD) == []


def test_the_five_cities_are_not_assessed_until_somebody_looks() -> None:
    made = of_packs.of_2019(STANDARD)
    assert {row["area"] for row in made["nodes"]} == set(of_packs.FIVE)
    assert all(row["degree"] is None and row["known"] == 0 for row in made["nodes"])
