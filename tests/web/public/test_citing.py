"""Each page of a publication has the line by which it is cited."""

import html
import json
import re
from typing import Any

import pytest
from django.test import Client

from qala.texts import LANGUAGES

PAGES = ("", "city/750000000/", "why/750000000/transport/", "indicator/tr-roads/")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_line_is_whole_and_its_address_stays(reader: Client, published: Any, language: str, page: str) -> None:
    content = reader.get(f"/{language}/{page}?period=2018").content.decode()
    (line,) = re.findall(r'<p class="citation">(.+)</p>', content)
    said = html.unescape(line)
    assert published.digest[:19] in said
    assert "kz-2017@2017-12" in said
    address = said.rpartition(" ")[2]
    assert address == f"http://testserver/{language}/map/{published.short}/{page}?period=2018"
    assert reader.get(address.removeprefix("http://testserver")).status_code == 200
    bib, csl = re.findall(r'href="([^"]+/cite\.(?:bib|json)[^"]*)"', content)
    (item,) = json.loads(reader.get(html.unescape(csl)).content)
    assert item["URL"] == address
    assert address in reader.get(html.unescape(bib)).content.decode()


def test_a_withdrawn_publication_is_cited_as_withdrawn(reader: Client, later: Any) -> None:
    from datetime import timedelta

    from qala.web.publications import services
    from tests.web.conftest import AT

    services.withdraw(later.digest, dict.fromkeys(LANGUAGES, "x"), "Office", AT + timedelta(days=2))
    content = reader.get(f"/en/map/{later.short}/").content.decode()
    assert "Withdrawn 25 November 2026." in content.partition('class="citation"')[2]


@pytest.mark.parametrize("query", ["area=x", "area=750000000&node=x", "indicator=x"])
def test_what_is_not_there_is_not_cited(reader: Client, query: str) -> None:
    assert reader.get(f"/en/cite.bib?{query}").status_code == 404
