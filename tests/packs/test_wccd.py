"""The shipped levels of WCCD: a count of what is reported and verified of the 104 indicators, and nothing more."""

import pytest

from qala.cli import inputs
from qala.errors import BadUse
from qala.insight import gap
from qala.standard.lint import lint
from qala.texts import LANGUAGES
from tests.packs_by_hand import Answer, areas, assessed, values

STANDARD = inputs.standard("wccd-levels")
ISO = inputs.standard("iso-37120-2018")
CORE = [one.fact for one in STANDARD.indicators if one.core == "core"]
SUPPORTING = [one.fact for one in STANDARD.indicators if one.core == "supporting"]


def answered(core: int, supporting: int, status: str = "verified", basis: str = "verified") -> Answer:
    facts = [*CORE[:core], *SUPPORTING[:supporting]]
    rows = [{"area": "x", "fact": fact, "period": "2020", "value": 1.0, "status": status} for fact in facts]
    return assessed(STANDARD, values(rows), areas("x"), bases=(basis,))


def level(core: int, supporting: int) -> str:
    return str(answered(core, supporting).node("x", "city")["band"])


def test_it_asks_the_104_and_the_same_facts_as_the_iso_standard() -> None:
    assert (len(CORE), len(SUPPORTING)) == (45, 59)
    asked = {one.id: one for one in ISO.indicators if one.asked}
    assert {one.id for one in STANDARD.indicators} == set(asked)
    for one in STANDARD.indicators:
        same = asked[one.id]
        assert (one.fact, one.unit, one.title, one.basis) == (same.fact, same.unit, same.title, same.basis)


def test_91_verified_of_104_are_platinum_and_90_are_not() -> None:
    assert level(45, 46) == "platinum"
    assert level(45, 45) == "gold"
    assert level(45, 59) == "platinum"


@pytest.mark.parametrize(
    ("core", "supporting", "reached"),
    [
        (0, 0, "none"), (29, 0, "none"), (30, 0, "aspirational"), (45, 0, "aspirational"), (45, 1, "bronze"),
        (45, 14, "bronze"), (45, 15, "silver"), (45, 30, "silver"), (45, 31, "gold"),
    ],
)  # fmt: skip
def test_lower_levels_are_those_of_the_edition_of_2014(core: int, supporting: int, reached: str) -> None:
    assert level(core, supporting) == reached


def test_without_thirty_core_indicators_there_is_no_level_below_platinum() -> None:
    assert level(29, 59) == "none"
    assert level(30, 59) == "gold"


def test_the_less_sure_thresholds_say_of_which_edition_they_are() -> None:
    bands = {band.id: band.title for band in STANDARD.scale.bands}
    for name in ("aspirational", "bronze", "silver", "gold"):
        assert all("2014" in bands[name].text(language) for language in LANGUAGES)
    assert "2014" not in bands["platinum"].en
    assert all("2014" in part for part in STANDARD.files["notes.md"].split("\n## ")[1:])


def test_only_what_is_verified_counts_on_the_basis_verified() -> None:
    counted = [
        answered(45, 46, status, basis).node("x", "city", basis=basis)["degree"]
        for status, basis in (("declared", "verified"), ("declared", "declared"), ("rejected", "declared"))
    ]
    assert counted == [0, 91, 0]


def test_how_good_a_figure_is_counts_for_nothing() -> None:
    made = answered(45, 46)
    assert all(row["degree"] is None for row in made.document["indicators"])
    assert (made.node("x", "city")["known"], made.node("x", "city")["asked"]) == (91, 104)


def test_the_gap_is_how_many_are_lacking() -> None:
    with pytest.raises(BadUse) as told:
        gap(answered(45, 45).document, "x", "city")
    assert "1 more" in told.value.text("en")
    assert "platinum" in told.value.text("en")


def test_lint_finds_nothing_and_passports_are_there() -> None:
    assert [fault.text("en") for fault in lint(STANDARD)] == []
    for one in STANDARD.indicators:
        sections = STANDARD.files[f"passports/{one.id}.md"].split("\n## ")[1:]
        assert [section[:2] for section in sections] == list(LANGUAGES)
        assert all(section.count("\n- **") >= 10 for section in sections)
