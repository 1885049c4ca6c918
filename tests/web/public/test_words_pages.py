"""Pages in words: they answer in three languages, from the publication, with few questions to the database."""

import re
import xml.etree.ElementTree as Xml
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from qala.publish.news import ATOM
from qala.texts import LANGUAGES, Language, text
from tests.web.conftest import AT

PAGES = ("method/", "news/", "about/", "accessibility/", "privacy/", "design/", "search/")
OF_A_PUBLICATION = ("method/", "about/", "design/", "search/")


def read(reader: Client, address: str) -> str:
    answer = reader.get(address)
    assert answer.status_code == 200, address
    assert not answer.cookies, "reading sets no cookie"
    return answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_answers_in_each_language(reader: Client, language: Language, page: str) -> None:
    content = read(reader, f"/{language}/{page}")
    assert f'<html lang="{language}">' in content
    assert content.count("<h1>") == 1
    assert (
        f'type="application/atom+xml" title="{text("news.feed_title", language)}" href="/{language}/news.xml"'
        in content
    )
    assert "style=" not in content
    assert "{" not in re.sub(r"<meta[^>]*>", "", content)


@pytest.mark.parametrize("page", OF_A_PUBLICATION)
def test_a_page_of_a_publication_stays_at_its_address(reader: Client, published: Any, page: str) -> None:
    content = read(reader, f"/en/map/{published.short}/{page}")
    assert f"/en/map/{published.short}/" in content


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_page_to_itself_or_its_neighbours_leads_somewhere(reader: Client, page: str) -> None:
    content = read(reader, f"/en/{page}")
    anchors = set(re.findall(r'id="([^"]+)"', content))
    main = content.partition("<main")[2].partition("</main>")[0]
    for address in set(re.findall(r'href="([^"]+)"', main)):
        if address.startswith("#"):
            assert address[1:] in anchors, address
        elif not address.startswith("mailto:"):
            assert reader.get(address.partition("#")[0]).status_code == 200, address


@pytest.mark.parametrize(
    ("page", "most"), [("method/", 5), ("news/", 4), ("about/", 4), ("design/", 4), ("search/?q=су", 6)]
)
def test_few_questions_are_asked(reader: Client, page: str, most: int) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    read(reader, f"/kk/{page}")
    with CaptureQueriesContext(connection) as asked:
        read(reader, f"/kk/{page}")
    assert len(asked) <= most


def test_the_method_shows_the_arithmetic_of_the_publication(reader: Client) -> None:
    content = read(reader, "/en/method/")
    assert "(84.1 − 50) ÷ (100 − 50) × 100 = 68.20" in content
    assert "5 of 7 industries have a degree; 7 needed." in content
    assert "repeated 100 times" in content
    assert content.count('<tr id="i-') == 95
    assert content.count('<tr id="f-') == 31


def test_the_contact_is_shown_where_there_is_one(reader: Client) -> None:
    from django.test import override_settings

    assert "has not yet named" in read(reader, "/en/privacy/")
    with override_settings(CONTACT="office@example.kz"):
        assert 'href="mailto:office@example.kz"' in read(reader, "/en/about/")
    with override_settings(CONTACT="Kabanbay 53, room 1 <b>"):
        assert "room 1 &lt;b&gt;" in read(reader, "/en/accessibility/")


def test_the_design_page_reads_the_style_sheet() -> None:
    from qala.web.theme.tokens import BEHIND, LIGHT, SHEET, colours_in, tokens

    found = {one.name: one for one in tokens()}
    assert found["paper"].light == "#ffffff"
    assert set(found) == set(colours_in(SHEET.read_text(encoding="utf-8"), LIGHT))
    for name in set(found) - {"line"} - BEHIND:
        assert min(found[name].light_contrast, found[name].dark_contrast) >= 4.5, name
    with pytest.raises(ValueError, match="substring"):
        colours_in("body{}", LIGHT)


def test_news_tell_what_changed_and_what_was_withdrawn(reader: Client, later: Any) -> None:
    from qala.web.publications import services

    content = read(reader, "/en/news/")
    assert "Against the publication of 23 November 2026, in 2019: degrees that rose: " in content
    assert "Proposed by A, approved by B." in content
    services.withdraw(
        later.digest,
        {"kk": "Қате <i>", "ru": "Ошибка", "en": "A fault"},
        "Office",
        AT + timedelta(days=2),
    )
    content = read(reader, "/kk/news/")
    assert "Себебі: Қате &lt;i&gt;" in content
    assert content.index("Қате") < content.index("Алғашқы жарияланым".lower())
    feed = Xml.fromstring(reader.get("/en/news.xml").content)  # noqa: S314 - our own output
    said = [one.findtext(f"{{{ATOM}}}summary", "") for one in feed.iter(f"{{{ATOM}}}entry")]
    assert [one.partition(":")[0] for one in said][::2] == ["Reason", "The first publication of this standard"]


def test_the_feed_is_atom_with_whole_addresses(reader: Client, published: Any) -> None:
    answer = reader.get("/ru/news.xml")
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = Xml.fromstring(answer.content)  # noqa: S314 - our own output
    for link in feed.iter(f"{{{ATOM}}}link"):
        assert link.attrib["href"].startswith("http://testserver/ru/")
        assert reader.get(link.attrib["href"].removeprefix("http://testserver")).status_code == 200
    assert f"urn:sha256:{published.short}:published:ru" in [one.text for one in feed.iter(f"{{{ATOM}}}id")]


@pytest.mark.parametrize("page", ["news/?page=2", "news/?page=0", "news/?page=x", "method/?period=1900"])
def test_what_is_not_there_is_not_found(reader: Client, page: str) -> None:
    assert reader.get(f"/en/{page}").status_code == 404
