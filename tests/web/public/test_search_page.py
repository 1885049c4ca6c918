"""The page of search: it leads to what was found, is nobody else's, and runs no one's script."""

import re
from collections import Counter
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from qala.texts import LANGUAGES, Language, text


class Tags(HTMLParser):
    """The elements of a page, counted, and the names of their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.count: Counter[str] = Counter()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.count[tag] += 1
        self.attributes |= {name for name, _ in attrs}


def asked(reader: Client, language: str, query: str) -> str:
    answer = reader.get(f"/{language}/search/?q={quote(query)}")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    return answer.content.decode()


@pytest.mark.parametrize(
    ("language", "query"),
    [("kk", "караганда"), ("kk", "көліктің"), ("ru", "дорог"), ("ru", "скачок"), ("en", "school"), ("en", "privacy"),
     ("en", "published"), ("ru", "веса"), ("kk", "нәтижелер"), ("en", "whole city")],
)  # fmt: skip
def test_what_is_found_leads_to_a_place_that_is_there(reader: Client, language: str, query: str) -> None:
    content = asked(reader, language, query)
    main = content.partition("<main")[2].partition("</main>")[0]
    assert "<mark>" in main
    found = re.findall(r'<li><a href="([^"]+)"', main)
    assert found
    for address in found:
        page, _, anchor = address.partition("#")
        answer = reader.get(page)
        assert answer.status_code == 200, address
        assert not anchor or f'id="{anchor}"' in answer.content.decode(), address


@pytest.mark.parametrize(
    "query",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "a' onmouseover='x", "\x00", "<mark>"],
)
def test_words_that_are_code_stay_words(reader: Client, query: str) -> None:
    content = asked(reader, "en", query)
    page = Tags()
    page.feed(content)
    assert not [name for name in page.attributes if name.startswith("on")]
    assert page.count["img"] == 0
    assert page.count["script"] == reader.get("/en/search/").content.decode().count("<script")
    assert "49" not in content.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_and_a_long_question_are_answered_in_a_sentence(reader: Client, language: Language) -> None:
    assert text("search.empty", language) in asked(reader, language, "   ")
    assert text("search.too_long", language, most=100) in asked(reader, language, "а" * 101)
    assert text("search.try_less", language) in asked(reader, language, "ыфвапролдж")


def test_words_that_are_nowhere_together_are_found_apart(reader: Client) -> None:
    assert text("search.in_part", "en") in asked(reader, "en", "transport qqqqqqq")


def test_search_within_a_publication_stays_in_it(reader: Client, published: Any) -> None:
    content = reader.get(f"/en/map/{published.short}/search/?q=transport").content.decode()
    assert f'<li><a href="/en/map/{published.short}/industry/transport/">' in content


def test_an_answer_is_not_kept(reader: Client) -> None:
    from qala.web.kept_pages import _keepable

    answer = reader.get("/en/search/?q=road")
    assert not _keepable({"REQUEST_METHOD": "GET"}, "200 OK", list(answer.items()))
