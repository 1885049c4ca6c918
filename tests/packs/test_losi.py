"""The yes-no pack in the style of the UN's LOSI 2022: a share of yes, and what was not found is a no."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qala.cli import inputs
from tests import packs_by_hand as hand
from tests.packs import of_packs

STANDARD = inputs.standard("losi")
ASKED = tuple(one.fact for one in STANDARD.indicators)
AREAS = {"institution": 8, "content": 25, "services": 18, "participation": 17, "technology": 18}
"""UN DESA, https://publicadministration.un.org/egovkb/en-us/About/E-Government-at-Local-Level, LOSI 2022."""


def found(yes: int, no: int | None = None) -> hand.Answer:
    """The first `yes` questions met, the next `no` (by default all others) not met, the rest without an answer."""
    answered = len(ASKED) if no is None else yes + no
    answers = {fact: float(number < yes) for number, fact in enumerate(ASKED[:answered])}
    return hand.assessed(STANDARD, hand.long(x=answers, other=dict.fromkeys(ASKED, 1.0)), hand.areas("x", "other"))


def test_86_questions_in_the_five_areas_of_losi() -> None:
    assert {area: len(STANDARD.asked_below[area]) for area in AREAS} == AREAS
    assert len(ASKED) == len(set(ASKED)) == 86
    assert all(one.kind == "yes-no" and one.scored for one in STANDARD.indicators)
    for language in ("kk", "ru", "en"):
        assert len({one.title.text(language) for one in STANDARD.indicators}) == 86


@given(st.integers(0, 86))
def test_the_degree_is_the_share_of_yes(yes: int) -> None:
    assert found(yes).node("x", "portal")["degree"] == pytest.approx(100 * yes / 86)


@pytest.mark.parametrize(
    ("yes", "band"), [(0, "1"), (21, "1"), (22, "2"), (43, "2"), (44, "3"), (64, "3"), (65, "4"), (86, "4")]
)
def test_above_75_per_cent_is_very_high(yes: int, band: str) -> None:
    assert found(yes).node("x", "portal")["band"] == band


def test_exactly_75_per_cent_is_high() -> None:
    answers = dict.fromkeys(ASKED, 1.0) | dict.fromkeys(ASKED[:2], 0.0)
    institution = hand.assessed(STANDARD, hand.long(x=answers), hand.areas("x")).node("x", "institution")
    assert (institution["degree"], institution["band"]) == (75, "3")


def test_each_area_is_the_share_of_yes_in_it() -> None:
    answer = found(8 + 5)
    assert answer.node("x", "institution")["degree"] == 100
    assert answer.node("x", "content")["degree"] == pytest.approx(20)
    assert answer.node("x", "technology")["degree"] == 0


def test_what_is_not_answered_is_a_no_once_half_is_answered() -> None:
    assert found(43, 0).node("x", "portal")["degree"] == pytest.approx(50)
    assert found(10, 33).node("x", "portal")["degree"] == pytest.approx(100 * 10 / 86)
    assert found(42, 0).node("x", "portal")["degree"] is None
    assert found(0, 0).node("x", "portal")["degree"] is None


def test_it_is_no_assessment_by_the_un_and_says_so() -> None:
    assert STANDARD.status == "proposal"
    assert "not an assessment by the UN" in STANDARD.title.en
    assert "не оценка ООН" in STANDARD.title.ru
    assert "БҰҰ бағасы емес" in STANDARD.title.kk


def test_it_is_without_fault_and_has_its_passports() -> None:
    of_packs.without_fault(STANDARD)
    of_packs.with_passports(STANDARD)


def test_the_five_cities_are_not_assessed_until_somebody_looks() -> None:
    made = of_packs.of_2019(STANDARD)
    assert {row["area"] for row in made["nodes"]} == set(of_packs.FIVE)
    assert all(row["degree"] is None and row["known"] == 0 for row in made["nodes"])
