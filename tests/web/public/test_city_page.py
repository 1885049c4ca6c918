"""The pages of cities and industries as a reader gets them, on both databases."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qala.areas.model import Area, Areas, Text
from qala.engine import Settings, assess
from qala.texts import LANGUAGES
from tests.packs_by_hand import long, standard
from tests.web.conftest import AT

COUNTS = {"cities/": 3, "city/351010000/": 8, "industries/": 3, "industry/environment/": 4}
"""How many questions each page asks of the database, however many cities there are."""
MANY = 120


@pytest.fixture(scope="module")
def many(published: Any) -> Iterator[Any]:
    """A publication of many cities in one period, of which some have no figure at all, newer than the other."""
    from qala.web.publications import services

    tree = "id,parent,weight,min_coverage,title_en\nall,,,1,The whole\nair,all,1,0.5,Air\nroad,all,1,0.5,Road\n"
    rows = """id,parent,direction,kind,low,high,unit,influence,title_en
a,air,lower,quantity,0,100,km,city,Dust
b,road,higher,quantity,0,200,km,,Roads
"""
    places = [
        Area(f"c{one:03}", Text(*[f"City {one:03}"] * 3), kind="city", population=float(one) or None)
        for one in range(MANY)
    ]
    figures: dict[str, dict[str, float | None]] = {f"c{one:03}": {"a": one / 2, "b": 5.0} for one in range(MANY - 20)}
    method, values = standard(tree, rows), long(**figures)
    document = assess(method, values, Settings(("2020",)), Areas(tuple(places)))
    made = services.publish(document, AT + timedelta(days=3))
    yield made
    services.withdraw(made.digest, dict.fromkeys(LANGUAGES, "over"), "A. B.", AT + timedelta(days=4))


def page(client: Client, address: str) -> str:
    found = client.get(address)
    assert found.status_code == 200, address
    return str(found.content.decode())


@pytest.mark.parametrize("path", COUNTS)
def test_a_page_asks_few_questions(published: Any, client: Client, path: str) -> None:
    from django.db import connection

    client.get(f"/en/{path}")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/en/{path}").status_code == 200
    assert len(asked) <= COUNTS[path], [one["sql"][:200] for one in asked]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", COUNTS)
def test_each_page_is_there_in_each_language_and_period(
    published: Any, client: Client, path: str, language: str
) -> None:
    for address in (
        f"/{language}/{path}",
        f"/{language}/map/{published.short}/{path}",
        f"/{language}/{path}?period=2018",
    ):
        shown = page(client, address)
        assert len(re.findall("<h1", shown)) == 1
        assert "style=" not in shown
        assert f'<html lang="{language}">' in shown


def test_a_city_opens_with_its_figures_and_not_with_degrees(published: Any, client: Client) -> None:
    shown = page(client, "/en/city/351010000/")
    assert shown.index("56 µg/m³</b>. 11 times the guideline") < shown.index('id="degrees"')
    assert 'class="deg"' not in shown[: shown.index('id="degrees"')]
    for section in ("facts", "degrees", "history", "powers", "unknown", "place"):
        assert f'<section id="{section}">' in shown


def test_the_cells_of_a_city_are_those_of_the_map(published: Any, client: Client) -> None:
    whole, own = page(client, "/en/"), page(client, "/en/city/750000000/")
    cells = re.findall(r'href="(/en/why/750000000/[a-z]+/)".*?class="deg">(.*?)</span>', whole, re.S)
    assert len(cells) == 8
    assert re.findall(r'href="(/en/why/750000000/[a-z]+/)" title.*?class="deg">(.*?)</span>', own, re.S) == cells


def test_every_link_of_the_pages_leads_somewhere(published: Any, client: Client) -> None:
    for path in COUNTS:
        main = page(client, f"/en/{path}?period=2018").partition("<main")[2].partition("</main>")[0]
        links = set(re.findall(r'href="(/[^"#]*)', main))
        assert len(links) >= 5
        for link in links:
            assert client.get(link.replace("&amp;", "&")).status_code == 200, link


@pytest.mark.parametrize(
    "path",
    ["city/KZ/", "city/nowhere/", "industry/city/", "industry/nothing/", "industry/energy-outcome/", "cities/?page=2",
     "cities/?page=0", "cities/?sort=hair", "industry/it/?page=9", "city/351010000/?period=1999"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(published: Any, client: Client, path: str) -> None:
    assert client.get(f"/en/{path}").status_code == 404


def test_cities_are_ordered_as_asked(published: Any, client: Client) -> None:
    def order(sort: str) -> list[str]:
        return re.findall(r'<th scope="row"><a href="/en/city/(\d+)/', page(client, f"/en/cities/?sort={sort}"))

    assert order("population") == ["750000000", "710000000", "790000000", "151010000", "351010000"]
    assert order("name") == ["151010000", "750000000", "710000000", "351010000", "790000000"]
    assert sorted(order("known")) == sorted(order("degree")) == sorted(order("first"))


def test_many_cities_are_shown_by_fifties_and_the_highest_lead(many: Any, client: Client) -> None:
    pages = [page(client, f"/en/cities/?page={one}") for one in (1, 2, 3)]
    found = [re.findall(r'<th scope="row"><a href="/en/city/(c\d+)/', one) for one in pages]
    assert [len(one) for one in found] == [50, 50, 20]
    assert len({area for one in found for area in one}) == MANY
    first = page(client, "/en/industry/air/")
    assert re.findall(r'<th scope="row"><a href="/en/city/(c\d+)/', first)[:3] == ["c000", "c001", "c002"]
    last = page(client, "/en/industry/air/?page=3")
    assert len(re.findall(r'<th scope="row"><a href="/en/city/', last)) == 20
    assert "details" in first


def test_a_city_of_which_nothing_is_known_has_a_page(many: Any, client: Client) -> None:
    for area in (f"c{MANY - 1:03}", "c000"):
        shown = page(client, f"/kk/city/{area}/")
        assert 'id="history"' not in shown
        assert 'id="powers"' in shown
    assert 'class="facts"' not in page(client, f"/ru/city/c{MANY - 1:03}/")
