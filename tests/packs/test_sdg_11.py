"""The shipped indicators of SDG 11: what they are, what is scored and what only shown, their notes and languages."""

from collections.abc import Mapping

import pytest

from qala.cli import inputs
from qala.standard.lint import lint
from qala.texts import LANGUAGES
from tests.packs_by_hand import Answer, areas, assessed, values

STANDARD = inputs.standard("sdg-11")
GLOBAL = (
    "11.1.1", "11.2.1", "11.3.1", "11.3.2", "11.4.1", "11.5.1", "11.5.2", "11.5.3", "11.6.1", "11.6.2", "11.7.1",
    "11.7.2", "11.a.1", "11.b.1", "11.b.2",
)  # fmt: skip
SCORED = {"sdg-11-1-1", "sdg-11-2-1", "kz-11-2-1-1", "kz-11-6-1", "kz-11-6-1-1"}


def told(**cities: Mapping[str, float]) -> Answer:
    """The assessment of cities from values by indicator."""
    rows = [
        {"area": city, "fact": STANDARD.indicator[id_].fact, "period": "2020", "value": value}
        for city, figures in cities.items()
        for id_, value in figures.items()
    ]
    return assessed(STANDARD, values(rows), areas(*cities))


def test_all_global_indicators_are_there_and_hang_under_their_targets() -> None:
    ours = [one for one in STANDARD.indicators if one.core == "global"]
    assert list(dict.fromkeys(one.sdg for one in ours)) == list(GLOBAL)
    for one in STANDARD.indicators:
        assert one.parent == "target-" + "-".join(one.sdg.split(".")[:2])
        assert one.id.startswith("sdg-" if one.core == "global" else "kz-")
    assert [len(STANDARD.children[node.id]) > 0 for node in STANDARD.industries] == [True] * 9


def test_only_what_a_number_is_set_for_is_scored() -> None:
    assert {one.id for one in STANDARD.indicators if one.scored} == SCORED
    for one in STANDARD.indicators:
        assert ("never scored" in one.basis) != one.scored
        assert ("recalled" in one.basis) == (one.core == "global")


def test_degrees_are_shares_of_the_aim() -> None:
    answer = told(
        x={
            "sdg-11-1-1": 30.0, "sdg-11-2-1": 64.0, "kz-11-2-1-1": 76.0, "kz-11-6-1": 84.1, "kz-11-6-1-1": 10.0,
            "sdg-11-6-2-pm25": 30.0,
        },
        y={"sdg-11-1-1": 0.0, "kz-11-2-1-1": 99.0},
    )  # fmt: skip
    wanted = {"sdg-11-1-1": 70, "sdg-11-2-1": 64, "kz-11-2-1-1": 80, "kz-11-6-1": 84.1, "kz-11-6-1-1": 25}
    assert {id_: answer.indicator("x", id_)["degree"] for id_ in wanted} == pytest.approx(wanted)
    assert [answer.indicator("y", id_)["degree"] for id_ in ("sdg-11-1-1", "kz-11-2-1-1")] == [100, 100]
    shown = answer.indicator("x", "sdg-11-6-2-pm25")
    assert (shown["value"], shown["degree"]) == (30, None)


def test_the_whole_only_where_all_that_has_a_number_is_known() -> None:
    known = {"kz-11-2-1-1": 95.0, "kz-11-6-1": 50.0}
    answer = told(x=known, y={**known, "sdg-11-1-1": 100.0})
    assert (answer.node("x", "target-11-2")["degree"], answer.node("x", "target-11-2")["coverage"]) == (100, 0.5)
    assert answer.node("x", "target-11-3")["degree"] is None
    assert [answer.node(city, "goal")["degree"] for city in ("x", "y")] == [None, 50]


def test_lint_finds_nothing() -> None:
    assert [fault.text("en") for fault in lint(STANDARD)] == []


def test_it_is_no_assessment_by_the_un_and_says_so() -> None:
    assert STANDARD.status == "proposal"
    for language, word in (("kk", "БҰҰ бағасы емес"), ("ru", "не оценка ООН"), ("en", "no assessment by the UN")):
        assert word in STANDARD.title.text(language)  # type: ignore[arg-type]
    sections = STANDARD.files["notes.md"].split("\n## ")[1:]
    assert [section[:2] for section in sections] == list(LANGUAGES)


def test_every_indicator_has_a_passport_in_three_languages() -> None:
    for one in STANDARD.indicators:
        sections = STANDARD.files[f"passports/{one.id}.md"].split("\n## ")[1:]
        assert [section[:2] for section in sections] == list(LANGUAGES)
        for language, section in zip(LANGUAGES, sections, strict=True):
            assert one.title.text(language) in section
            assert one.sdg in section
            assert section.count("\n- **") >= 4, one.id
