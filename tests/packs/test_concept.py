"""The typical concept that ships: its size, its languages, its evidence, a solution for every level."""

import pytest

from qala import packs
from qala.cli import inputs
from qala.concept import read_concept
from qala.concept.lint import lint
from qala.concept.model import EVIDENCE, FINANCING, SECTIONS
from qala.texts import LANGUAGES

CONCEPT = read_concept(packs.concept())
STANDARD = inputs.standard(CONCEPT.standard)


def test_it_has_sixty_solutions_or_more_over_all_industries() -> None:
    assert len(CONCEPT.solutions) >= 60
    for industry in STANDARD.industries:
        assert len(CONCEPT.chosen(industry.id)) >= 8, industry.id


def test_it_says_that_it_is_a_proposal_of_qala_and_not_the_states_text() -> None:
    assert CONCEPT.status == "proposal"
    assert "not the state's text" in CONCEPT.note.en
    assert "не текст государства" in CONCEPT.note.ru
    assert "мемлекеттің мәтіні емес" in CONCEPT.note.kk


def test_lint_finds_nothing() -> None:
    assert [fault.text("en") for fault in lint(CONCEPT, STANDARD)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_said_in_each_language(language: str) -> None:
    said = [getattr(one.text, language) for name in SECTIONS for one in CONCEPT.sections[name]]
    for one in CONCEPT.solutions:
        said += [getattr(words, language) for words in (one.title, one.summary, *one.acceptance)]
    titles = [one.title for one in CONCEPT.terms] + [one.title for one in CONCEPT.drivers]
    said += [getattr(one, language) for one in titles]
    assert all(said)
    assert len(set(said)) >= len(said) * 0.95, "told twice"


def test_every_section_says_something() -> None:
    assert all(len(CONCEPT.sections[name]) >= 4 for name in SECTIONS)


def test_every_level_of_implementation_is_raised_by_a_solution() -> None:
    levels = {one.id for one in STANDARD.indicators if one.kind == "level"}
    assert {effect.indicator for one in CONCEPT.solutions for effect in one.effects if effect.kind == "level"} == levels


def test_every_solution_names_what_a_planner_needs() -> None:
    for one in CONCEPT.solutions:
        assert one.technologies, one.id
        assert one.conditions, one.id
        assert len(one.risks) >= 3, one.id
        assert len(one.acceptance) >= 2, one.id
        assert set(one.financing) <= set(FINANCING), one.id
        assert any(effect.kind == "level" for effect in one.effects), one.id
        assert CONCEPT.outlay(one.id, 500_000).capital.mode > 0, one.id


def test_every_effect_marks_its_evidence_and_names_its_source() -> None:
    effects = [effect for one in CONCEPT.solutions for effect in one.effects]
    assert {effect.evidence for effect in effects} == set(EVIDENCE)
    for effect in effects:
        assert bool(effect.source) == (effect.evidence != "assumption"), effect


def test_every_price_is_marked_as_an_assumption_in_tenge_of_one_year() -> None:
    costs = [cost for one in CONCEPT.solutions for cost in one.costs]
    assert {(cost.currency, cost.price_year, cost.basis) for cost in costs} == {("KZT", 2024, "assumption")}


def test_prerequisites_lead_somewhere() -> None:
    assert CONCEPT.needed("bus-lanes-with-priority") == ("fleet-dispatch", "traffic-counting", "adaptive-signals")
    assert all(one.id not in CONCEPT.needed(one.id) for one in CONCEPT.solutions)


def test_a_city_could_pay_for_it() -> None:
    """All solutions together cost a city of half a million some hundred billion tenge, and no single one a third."""
    capital = [CONCEPT.outlay(one.id, 500_000).capital.mode for one in CONCEPT.solutions]
    assert 30e9 < sum(capital) < 150e9
    assert max(capital) < sum(capital) / 3
