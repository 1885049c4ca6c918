"""The shipped reading of U4SSC: its size, its points on figures, its notes, its languages."""

from collections.abc import Mapping

import pytest

from qala.cli import inputs
from qala.standard import Indicator
from qala.standard.finding_rules import rules_of
from qala.standard.lint import lint
from qala.texts import LANGUAGES
from qala.values.findings import find
from tests.packs_by_hand import Answer, areas, assessed, values

STANDARD = inputs.standard("u4ssc")
SCORED = [one for one in STANDARD.indicators if one.scored]
WITH_TARGET = [one for one in SCORED if one.target is not None or one.id == "sc-sh-ho-1c"]
NUMBERS = [one for one in WITH_TARGET if one.kind != "yes-no"]
REACHED = {1: 0.2, 2: 0.5, 3: 0.8, 4: 1.0}
"""A share of the target that earns so many points."""


def value_for(indicator: Indicator, share: float) -> float:
    """The value that is so large a share of the indicator's target."""
    if indicator.id == "sc-sh-ho-1c":
        return round(100 * (1 - share), 9)
    assert indicator.target is not None
    return indicator.target / share if indicator.direction == "lower" else round(indicator.target * share, 9)


def told(**cities: Mapping[str, float]) -> Answer:
    """The assessment of cities from values by indicator."""
    rows = [
        {"area": city, "fact": STANDARD.indicator[id_].fact, "period": "2020", "value": value}
        for city, figures in cities.items()
        for id_, value in figures.items()
    ]
    return assessed(STANDARD, values(rows), areas(*cities))


def earning(points: Mapping[str, int]) -> dict[str, float]:
    """Values of indicators that earn so many points."""
    return {id_: value_for(STANDARD.indicator[id_], REACHED[point]) for id_, point in points.items()}


def depth(id_: str) -> int:
    parent = STANDARD.node[id_].parent
    return 1 + depth(parent) if parent else 0


def test_structure() -> None:
    levels = {level: [node for node in STANDARD.nodes if depth(node.id) == level] for level in range(4)}
    assert [len(levels[level]) for level in range(4)] == [1, 3, 7, 27]
    assert len({node.title.en for node in levels[3]}) == 22
    assert len(STANDARD.indicators) == 91
    assert {depth(one.parent) for one in STANDARD.indicators} == {3}
    assert {node.over for node in (*levels[1], *levels[2])} == {"indicators"}


def test_ids_are_those_of_the_programme() -> None:
    assert STANDARD.indicators[0].id == "ec-ict-ict-1c"
    for one in STANDARD.indicators:
        code = one.basis.removeprefix("U4SSC ").partition(" (")[0]
        assert one.id == code.lower().replace(": ", "-")
        assert one.core == {"C": "core", "A": "advanced"}[code[-1]]


def test_the_published_examples() -> None:
    answer = told(
        one=earning({"ec-ict-ict-1c": 1, "ec-i-ws-4c": 3, "ec-i-wa-1c": 4, "ec-i-up-2a": 1}),
        two=earning({"ec-i-ws-1c": 4, "ec-i-ws-2c": 1, "ec-i-ws-4c": 3, "ec-i-ws-5c": 1}),
        three=earning({"sc-eh-ed-1c": 3, "sc-eh-ed-2c": 4, "sc-eh-ed-4c": 2}),
        four=earning({"sc-eh-h-2c": 3, "sc-sh-ho-2a": 4, "sc-sh-ho-1c": 2}),
    )
    for city, node in (("one", "ec"), ("two", "ec-i-ws")):
        assert (answer.node(city, node)["degree"], answer.node(city, node)["band"]) == (56.25, "2")
    for city, node in (("three", "sc-eh-ed"), ("four", "sc")):
        assert (answer.node(city, node)["degree"], answer.node(city, node)["band"]) == (75, "3")


def test_a_dimension_is_over_data_points_and_no_mean_of_means() -> None:
    answer = told(x=earning({"ec-i-ws-1c": 1, "ec-i-ws-2c": 1, "ec-i-ws-4c": 1, "ec-i-wa-1c": 4}))
    assert answer.node("x", "ec-i-ws")["degree"] == 25
    assert answer.node("x", "ec-i-wa")["degree"] == 100
    assert answer.node("x", "ec")["degree"] == answer.node("x", "ec-i")["degree"] == 100 * (1 + 1 + 1 + 4) / 16


@pytest.mark.parametrize(("share", "below"), [(0.33, 25), (0.66, 50), (0.95, 75)])
def test_a_lower_edge_lies_inside_its_step(share: float, below: int) -> None:
    answer = told(
        missed={one.id: value_for(one, share - 1e-6) for one in NUMBERS},
        reached={one.id: value_for(one, share) for one in NUMBERS},
    )
    for one in NUMBERS:
        passed = [answer.indicator(city, one.id)["passed"] for city in ("missed", "reached")]
        assert passed == [below, below + 25], one.id


def test_nothing_bad_is_the_best_where_lower_is_better() -> None:
    falling = [one.id for one in WITH_TARGET if one.direction == "lower"]
    answer = told(x=dict.fromkeys(falling, 0.0))
    assert [answer.indicator("x", id_)["passed"] for id_ in falling] == [100.0] * 4


def test_pay_falls_evenly_to_both_sides_of_parity() -> None:
    answer = told(less={"sc-sh-si-1c": 0.7}, same={"sc-sh-si-1c": 1.0}, more={"sc-sh-si-1c": 1.3})
    assert [answer.indicator(city, "sc-sh-si-1c")["passed"] for city in ("less", "same", "more")] == [75, 100, 75]


def test_what_is_not_reported_or_has_no_target_is_left_out() -> None:
    answer = told(
        x={"ec-ict-ict-1c": 80.0, "ec-ict-ict-3c": 90_000.0, "ec-p-em-3a": 4.0},
        skipping=earning({"sc-eh-ed-1c": 3, "sc-eh-ed-2c": 4}),
    )
    assert answer.indicator("x", "ec-ict-ict-3c")["state"] == "unscored"
    assert answer.indicator("x", "ec-ict-ict-4c")["state"] == "missing"
    cell = answer.node("x", "ec-ict-ict")
    assert (cell["degree"], cell["known"], cell["asked"]) == (75, 2, 5)
    assert answer.node("skipping", "sc-eh-ed")["degree"] == 87.5


def test_the_whole_city_only_where_all_three_dimensions_are_known() -> None:
    two = {"ec-i-ws-1c": 4, "sc-eh-ed-4c": 4}
    answer = told(two=earning(two), three=earning({**two, "en-en-eq-1c": 1}))
    assert [answer.node(city, "city")["degree"] for city in ("two", "three")] == [None, 75]


def test_the_least_is_a_quarter() -> None:
    assert told(x=earning({one.id: 1 for one in NUMBERS})).node("x", "city")["degree"] == 25


def test_targets_have_a_source_or_are_blank() -> None:
    assert (len(SCORED), len(WITH_TARGET)) == (88, 23)
    for one in STANDARD.indicators:
        assert "seen in source: id, name" in one.basis
        assert "recalled" in one.basis
        assert ("no target: " in one.basis) == (one.scored and one not in WITH_TARGET), one.id
        assert ("target / value" in one.basis) == (one.direction == "lower" and bool(one.target)), one.id


def test_the_rules_of_the_verifiers() -> None:
    rules = {rule.id: rule for rule in rules_of(STANDARD)}
    less, more = rules["safe-water-above-basic"].facts
    rows = [
        {"area": "x", "fact": fact, "period": "2020", "value": value}
        for fact, value in ((less, 90.0), (more, 80.0), (STANDARD.indicator["sc-sh-si-2c"].fact, 34.0))
    ]
    fact = STANDARD.indicator["sc-sh-sa-9c"].fact
    rows.append({"area": "x", "fact": fact, "period": "2020", "value": 9.0, "numerator": 45.0, "denominator": 5.0})
    found = {(finding.rule, finding.fact) for finding in find(tuple(rules.values()), values(rows), areas("x"))}
    assert found == {
        ("safe-water-above-basic", less), ("safe-water-above-basic", more), ("per-100-000-not-the-quotient", fact),
        ("gini-outside", STANDARD.indicator["sc-sh-si-2c"].fact),
    }  # fmt: skip


def test_lint_finds_nothing() -> None:
    assert [fault.text("en") for fault in lint(STANDARD)] == []


def test_it_is_no_evaluation_by_the_programme_and_says_so() -> None:
    assert STANDARD.status == "proposal"
    for language, word in (("kk", "бағдарламаның бағасы емес"), ("ru", "не оценка самой"), ("en", "not an evaluation")):
        assert word in STANDARD.title.text(language)  # type: ignore[arg-type]


def test_notes_tell_the_least_degree_and_what_skipping_does_in_three_languages() -> None:
    sections = STANDARD.files["notes.md"].split("\n## ")[1:]
    assert [section[:2] for section in sections] == list(LANGUAGES)
    for section in sections:
        assert "[3, 4]" in section
        assert section.count("**") == 4
        assert section.count("\n### ") == 4


def test_every_indicator_has_a_passport_in_three_languages() -> None:
    for one in STANDARD.indicators:
        sections = STANDARD.files[f"passports/{one.id}.md"].split("\n## ")[1:]
        assert [section[:2] for section in sections] == list(LANGUAGES)
        for language, section in zip(LANGUAGES, sections, strict=True):
            assert one.title.text(language) in section
            assert section.count("\n- **") >= 4, one.id
