"""The facts that several standards share: named, defined, in three languages; the packs that ship agree with them."""

import re

import pytest

from qala import packs
from qala.errors import BadPack
from qala.standard import read_standard
from qala.standard.facts import other_unit, parse_facts
from qala.standard.lint import lint
from qala.standard.relations import relations_of
from qala.standard.units import parse_unit
from qala.texts import LANGUAGES

FACTS = packs.facts()
STANDARDS = {folder.name: read_standard(folder) for folder in packs.standards()}


def test_each_fact_is_named_in_three_languages() -> None:
    for fact in FACTS.values():
        titles = [fact.title.text(language) for language in LANGUAGES]
        assert all(titles), fact.id
        assert [getattr(fact.title, language) for language in LANGUAGES] == titles, fact.id
        assert fact.title.kk != fact.title.ru, fact.id
        assert re.fullmatch(r"[a-z0-9]+(\.\d+)?(-[a-z0-9.]+)*", fact.id)


def test_each_fact_has_a_unit_and_says_on_what_it_rests() -> None:
    for fact in FACTS.values():
        assert fact.basis, fact.id
        assert fact.unit, fact.id
        assert parse_unit(fact.unit).size > 0


def test_no_title_is_that_of_two_facts() -> None:
    for language in LANGUAGES:
        titles = [fact.title.text(language) for fact in FACTS.values()]
        assert len(set(titles)) == len(titles), {one for one in titles if titles.count(one) > 1}


def test_all_facts_of_the_kazakh_standard_are_there_as_it_has_them() -> None:
    for indicator in STANDARDS["kz-2017"].indicators:
        fact = FACTS[indicator.fact]
        assert (fact.unit, fact.kind, fact.boundary) == (indicator.unit, indicator.kind, indicator.boundary_rule)
        assert (fact.numerator, fact.denominator) == (indicator.numerator, indicator.denominator)


@pytest.mark.parametrize("name", STANDARDS)
def test_the_packs_agree_with_the_facts(name: str) -> None:
    standard = STANDARDS[name]
    assert [one.id for one in standard.indicators if other_unit(one, FACTS)] == []
    assert [
        fault.text("en") for fault in lint(standard, FACTS) if "fact" in fault.code or "crosswalk" in fault.code
    ] == []


def test_what_is_related_is_never_also_the_same() -> None:
    for standard in STANDARDS.values():
        for one in relations_of(standard):
            assert standard.indicator[one.indicator].fact != one.fact


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,kind,unit\na,share,%\na,share,%\n", r"row 3, column id"),
        ("id,kind,unit\n,share,%\n", r"row 2, column id"),
        ("id,kind,unit\na,guess,%\n", r"row 2, column kind"),
        ("id,kind,unit,boundary\na,share,%,moon\n", r"row 2, column boundary"),
    ],
)
def test_facts_that_cannot_be_read_are_refused_with_their_place(text: str, said: str) -> None:
    with pytest.raises(BadPack, match=rf"facts\.csv, {said}"):
        parse_facts(text)
