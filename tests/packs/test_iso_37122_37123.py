"""The shipped ISO 37122:2019 and ISO 37123:2019: what they ask, in three languages, and that they claim no more."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from qala.cli import inputs
from qala.standard.lint import lint
from qala.standard.model import Indicator, Standard
from qala.texts import LANGUAGES
from tests.packs_by_hand import areas, assessed, long, values

SMART, RESILIENT = inputs.standard("iso-37122-2019"), inputs.standard("iso-37123-2019")
UNSEEN = {"iso-37122-2019": ["7.2", "23.4"], "iso-37123-2019": ["5.6", "5.7", "8.3"]}
"""The clauses of which nothing was seen in a source."""
BOTH = pytest.mark.parametrize("standard", [SMART, RESILIENT], ids=lambda standard: standard.id)
CLAUSES = {
    "economy": 5, "education": 6, "energy": 7, "environment": 8, "finance": 9, "governance": 10, "health": 11,
    "housing": 12, "population": 13, "recreation": 14, "safety": 15, "solid-waste": 16, "sport-culture": 17,
    "telecommunication": 18, "transport": 19, "food": 20, "planning": 21, "wastewater": 22, "water": 23,
}  # fmt: skip
"""The clause of each theme; the two standards share them, and not each has indicators in all."""


def test_how_many_indicators_each_theme_has() -> None:
    assert _sizes(SMART) == [4, 3, 10, 3, 2, 4, 3, 2, 4, 1, 1, 6, 4, 3, 14, 3, 4, 5, 4]
    assert _sizes(RESILIENT) == [7, 4, 3, 9, 7, 6, 4, 6, 5, 4, 1, 1, 1, 2, 6, 2]
    assert (sum(_sizes(SMART)), sum(_sizes(RESILIENT))) == (80, 68)
    assert [node.id for node in SMART.industries] == list(CLAUSES)
    without = {"recreation", "sport-culture", "wastewater"}
    assert [node.id for node in RESILIENT.industries] == [node for node in CLAUSES if node not in without]


def _sizes(standard: Standard) -> list[int]:
    return [len(standard.children[node.id]) for node in standard.industries]


@BOTH
def test_ids_are_the_clauses_of_the_theme_without_a_gap(standard: Standard) -> None:
    number = standard.id.split("-")[1]
    for node in standard.industries:
        wanted = [f"iso{number}-{CLAUSES[node.id]}.{place}" for place in range(1, len(standard.children[node.id]) + 1)]
        assert list(standard.children[node.id]) == wanted


@BOTH
def test_it_reports_and_scores_nothing(standard: Standard) -> None:
    assert not standard.scores
    assert standard.reports_only
    assert all(one.asked and not one.scored for one in standard.indicators)
    assert not standard.scales
    assert "not certification" in standard.title.en
    assert "не сертификация" in standard.title.ru
    assert "сертификаттау емес" in standard.title.kk


@BOTH
def test_lint_finds_nothing(standard: Standard) -> None:
    assert [fault.text("en") for fault in lint(standard)] == []


@BOTH
def test_titles_are_filled_and_different_in_every_language(standard: Standard) -> None:
    for language in LANGUAGES:
        titles = Counter(one.title.text(language) for one in standard.indicators)
        assert {title for title, count in titles.items() if count > 1 or not title.strip()} == set()
    for one in standard.indicators:
        assert len({one.title.text(language) for language in LANGUAGES}) == 3
        assert re.search("[а-я]", one.title.ru.lower())
        assert not re.search("[әғқңөұүһі]", one.title.ru.lower())
        assert not re.search("[а-я]", one.title.en.lower())
        assert re.search("[әғқңөұүһі]", one.title.kk.lower())


@BOTH
def test_every_passport_tells_all_in_three_languages(standard: Standard) -> None:
    for one in standard.indicators:
        clause = one.id.partition("-")[2]
        sections = standard.files[f"passports/{one.id}.md"].split("\n## ")[1:]
        assert [section[:2] for section in sections] == list(LANGUAGES)
        for language, section in zip(LANGUAGES, sections, strict=True):
            assert one.title.text(language) in section
            assert section.count("\n- **") == (10 if one.denominator else 9)
            assert standard.basis[0] in section
            assert clause in section
        assert "no certification" in sections[2]
        assert one.numerator in sections[2]
        assert one.denominator in sections[2]


@BOTH
def test_no_passport_mixes_languages(standard: Standard) -> None:
    for one in standard.indicators:
        _, russian, english = standard.files[f"passports/{one.id}.md"].split("\n## ")[1:]
        assert not re.search("[әғқңөұүһі]", russian.lower())
        assert not re.search("[а-яё]", english.lower())


@BOTH
def test_the_notes_say_in_three_languages_what_is_not_sure(standard: Standard) -> None:
    sections = standard.files["notes.md"].split("\n## ")[1:]
    assert [section[:2] for section in sections] == list(LANGUAGES)
    assert len({section.count("\n- ") for section in sections}) == 1
    for section in sections:
        assert str(len(standard.indicators)) in section
        assert all(clause in section for clause in UNSEEN[standard.id])


@BOTH
def test_the_basis_says_what_was_seen_and_what_is_recalled(standard: Standard) -> None:
    for one in standard.indicators:
        clause = one.id.partition("-")[2]
        assert one.basis.startswith(f"{standard.basis[0]}, clause {clause}; ")
        assert "recalled, compare with the standard: " in one.basis
    unseen = [one.id for one in standard.indicators if "nothing seen in a source" in one.basis]
    assert [id_.partition("-")[2] for id_ in unseen] == UNSEEN[standard.id]


@BOTH
def test_no_other_edition_is_spoken_of(standard: Standard) -> None:
    other = {"37122": "37123", "37123": "37122"}[standard.id.split("-")[1]]
    for text in standard.files.values():
        assert set(re.findall(r"ISO \d{5}(?::\d{4})?", text)) <= set(standard.basis)
        assert other not in text


@BOTH
def test_shares_are_parts_of_a_whole(standard: Standard) -> None:
    """What may exceed 100 is no share; what is a share, a rate or a mean names both its parts."""
    for one in _of_kind(standard, "share"):
        assert one.unit.startswith("% of ")
        assert one.numerator
        assert one.denominator
    for one in _of_kind(standard, "rate"):
        assert one.unit.startswith("per ")
        assert one.denominator
    assert {one.unit for one in _of_kind(standard, "count")} <= {"sources", "events a year", "outbreaks a year"}


def _of_kind(standard: Standard, kind: str) -> Iterator[Indicator]:
    return (one for one in standard.indicators if one.kind == kind)


@BOTH
def test_only_figures_of_the_city_itself_count(standard: Standard) -> None:
    assert {one.boundary_rule for one in standard.indicators} == {"city"}


@BOTH
def test_what_is_bought_is_told_from_what_it_brings(standard: Standard) -> None:
    classes = Counter(one.class_ for one in standard.indicators)
    assert set(classes) == {"input", "output", "outcome"}
    assert all(one.class_ == "input" for one in standard.indicators if one.unit == "% of budget")


def test_weather_is_context_and_its_reason_is_told() -> None:
    for clause in ("8.4", "8.5", "8.6"):
        one = RESILIENT.indicator[f"iso37123-{clause}"]
        assert (one.direction, one.influence) == ("context", "")
        assert "no city can lower" in one.basis


@BOTH
def test_what_is_reported_is_counted_and_not_scored(standard: Standard) -> None:
    reported = standard.indicators[:3]
    answer = assessed(standard, long(city={one.fact: 1.0 for one in reported}), areas("city"))
    assert {answer.indicator("city", one.id)["state"] for one in reported} == {"unscored"}
    cell = answer.node("city", standard.root.id)
    assert (cell["known"], cell["asked"]) == (3, len(standard.indicators))
    assert (cell["degree"], cell["band"], cell["state"]) == (None, None, "unscored")


@BOTH
def test_a_figure_of_the_oblast_is_not_reported_for_the_city(standard: Standard) -> None:
    one = standard.indicators[0]
    rows = [{"area": "city", "fact": one.fact, "period": "2020", "value": 1.0, "boundary": "oblast"}]
    answer = assessed(standard, values(rows), areas("city", oblast="oblast"))
    assert answer.node("city", standard.root.id)["known"] == 0
