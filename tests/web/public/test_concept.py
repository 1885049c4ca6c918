"""The pages of the typical concept: in three languages, by industry, each solution, without a dead link."""

import html
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qala import packs
from qala.concept import read_concept
from qala.standard import read_standard
from qala.texts import LANGUAGES, Language, text

CONCEPT = read_concept(packs.concept())
STANDARD = read_standard(packs.find_standard(CONCEPT.standard))
ENTRY = re.compile(r'<li><a href="/(?:kk|ru|en)/concept/([^/]+)/"')


def page(reader: Client, path: str) -> str:
    answer = reader.get(path)
    assert answer.status_code == 200, path
    assert not answer.cookies, "reading sets no cookie"
    return html.unescape(answer.content.decode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_solutions_stand_under_their_industries(reader: Client, language: Language) -> None:
    content = page(reader, f"/{language}/concept/")
    assert f'<html lang="{language}">' in content
    assert content.count("<h1>") == 1
    assert set(ENTRY.findall(content)) == set(CONCEPT.solution)
    assert re.findall(r'id="s-(\w+)"', content) == [one.id for one in STANDARD.industries]
    assert CONCEPT.note.text(language) in content
    for name, statements in CONCEPT.sections.items():
        assert text(f"concept.{name}", language) in content
        assert all(one.text.text(language) in content for one in statements)


def test_are_chosen_by_industry_and_indicator_without_a_program_in_the_page(reader: Client) -> None:
    content = page(reader, "/en/concept/?industry=transport")
    assert ENTRY.findall(content) == [one.id for one in CONCEPT.chosen("transport")]
    assert '<option value="transport" selected>' in content
    content = page(reader, "/ru/concept/?indicator=he-poisoning")
    assert ENTRY.findall(content) == ["gas-and-co-detectors", "clean-heating-switch"]
    content = page(reader, "/en/concept/?industry=health&indicator=tr-deaths")
    assert text("concept.none", "en") in content


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_solution_says_what_it_moves_rests_on_and_costs(reader: Client, language: Language) -> None:
    one = CONCEPT.solution["bus-lanes-with-priority"]
    content = page(reader, f"/{language}/concept/{one.id}/")
    assert f"<h1>{one.title.text(language)}</h1>" in content
    for effect in one.effects:
        assert f'href="/{language}/indicator/{effect.indicator}/"' in content
    for before in one.requires:
        assert f'href="/{language}/concept/{before}/"' in content
    for words in one.acceptance:
        assert words.text(language) in content
    assert text("concept.evidence_assumption", language) in content


def test_every_solution_has_its_page(reader: Client) -> None:
    for one in CONCEPT.solutions:
        content = page(reader, f"/kk/concept/{one.id}/")
        assert one.title.kk in content
        assert "{" not in re.sub(r"<meta[^>]*>", "", content)


def test_what_is_not_there_is_not_found(reader: Client) -> None:
    for path in (
        "concept/nothing/",
        "concept/?industry=nothing",
        "concept/?indicator=nothing",
        "concept/?industry=city",
    ):
        assert reader.get(f"/en/{path}").status_code == 404, path
    assert reader.post("/en/concept/").status_code == 405


def test_links_lead_somewhere(reader: Client) -> None:
    content = page(reader, "/en/concept/violation-cameras/")
    main = content.partition("<main")[2].partition("</main>")[0]
    for address in set(re.findall(r'href="([^"]+)"', main)):
        assert reader.get(address).status_code == 200, address


def test_industries_and_indicators_lead_to_their_solutions(reader: Client) -> None:
    assert 'href="/ru/concept/?industry=energy"' in page(reader, "/ru/industry/energy/")
    assert 'href="/ru/concept/?indicator=tr-deaths"' in page(reader, "/ru/indicator/tr-deaths/")
    assert "/concept/?" not in page(reader, "/ru/indicator/cx-mobile/")


def test_asks_the_database_little(reader: Client) -> None:
    for path, most in (("concept/", 0), ("concept/tree-register/", 1)):
        page(reader, f"/en/{path}")
        with CaptureQueriesContext(connection) as asked:
            page(reader, f"/en/{path}")
        assert len(asked) <= most, [one["sql"][:200] for one in asked]
