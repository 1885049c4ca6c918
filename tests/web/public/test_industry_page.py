"""The pages of industries: cities in order, fifty on a page, each address of them there, few questions."""

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qala.publish.naming import named
from qala.texts import LANGUAGES, Language, number, text
from tests import packs_by_hand as hand
from tests.kz_demo import demo_inputs
from tests.web.conftest import AT

ON_A_PAGE = 50
COUNT = ON_A_PAGE + 3
CITY = re.compile(r'<th scope="row"><a href="[^"]*/city/([^/"]+)/')
HEADING = re.compile(r"<h([1-6])")


def page(reader: Client, path: str) -> str:
    answer = reader.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def cities_in(content: str) -> list[str]:
    return CITY.findall(content[content.index('id="standings"') : content.index('id="made-of"')])


def degrees_in(document: Any, node: str, period: str) -> dict[str, float | None]:
    return {row["area"]: row["degree"] for row in document["nodes"] if (row["node"], row["period"]) == (node, period)}


@pytest.fixture
def many(reader: Client) -> Iterator[Any]:
    """A publication of more cities than a page has, the last of them the highest, the first without a degree."""
    from qala.web.publications import services

    standard = hand.standard(
        "id,parent,weight,title_en\nroot,,,Whole\na,root,1,Part\nb,root,1,Other\n",
        "id,parent,direction,normalise,low,high,title_en\n"
        "one,a,higher,goalposts,0,100,One\nfar,b,higher,goalposts,0,100,Far\n",
    )
    ids = [f"c{place:02}" for place in range(COUNT)]
    values = hand.long(**{id_: {"one": float(place) if place else None, "far": 5.0} for place, id_ in enumerate(ids)})
    document = hand.assessed(standard, values, hand.areas(*ids)).document
    with transaction.atomic():
        yield services.publish(document, AT + timedelta(days=3))
        transaction.set_rollback(True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_leads_to_every_industry(reader: Client, five_cities: Any, language: Language) -> None:
    content = page(reader, f"/{language}/industries/")
    standard = demo_inputs()[0]
    for one in standard.industries:
        degrees = [degree for degree in degrees_in(five_cities, one.id, "2019").values() if degree is not None]
        row = content[content.index(f'/{language}/industry/{one.id}/"') :]
        row = row[: row.index("</tr>")]
        assert named(one, language) in row
        assert f">{len(degrees)}/5<" in row
        for end in {max(degrees), min(degrees)} if len(set(degrees)) > 1 else ():
            assert f">{number(end, language, 1, fixed=True)}<" in row
        page(reader, f"/{language}/industry/{one.id}/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_cities_are_in_the_order_that_is_asked_for(reader: Client, five_cities: Any, language: Language) -> None:
    found = degrees_in(five_cities, "environment", "2019")
    content = page(reader, f"/{language}/industry/environment/")
    shown = [found[area] for area in cities_in(content)]
    known = [degree for degree in shown if degree is not None]
    assert len(shown) == len(found) > len(known)
    assert known == sorted(known, reverse=True)
    assert shown[: len(known)] == known
    names = {row["id"]: row["name"][language].casefold() for row in five_cities["areas"]["rows"]}
    content = page(reader, f"/{language}/industry/environment/?sort=name")
    assert [names[area] for area in cities_in(content)] == sorted(names.values())
    assert text("city.standings_by_name", language) in content
    assert text("city.standings_note", language) not in content


@pytest.mark.parametrize("path", ["industries/", "industry/energy/", "industry/education/?period=2018&sort=name"])
def test_pages_are_well_made(reader: Client, path: str) -> None:
    content = page(reader, f"/ru/{path}")
    levels = [int(level) for level in HEADING.findall(content)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert content.count("<table") == content.count("<caption")
    assert "style=" not in content
    for address in set(re.findall(r'href="(/ru/[^"#]*)', content)):
        if "/industr" in address or "/why/" in address or "/city/" in address:
            assert reader.get(address.replace("&amp;", "&")).status_code == 200, address


@pytest.mark.parametrize("path", ["x", "city", "education/?sort=x", "education/?page=0", "education/?page=2"])
def test_what_is_not_there_is_not_found(reader: Client, path: str) -> None:
    address = f"/en/industry/{path}" if "?" in path else f"/en/industry/{path}/"
    assert reader.get(address).status_code == 404


def test_a_chart_of_the_last_period_stands_at_no_other(reader: Client, published: Any) -> None:
    from qala.publish.naming import chart_name
    from qala.web.publications import services
    from qala.web.publications.products import Made

    about = {"title": "T", "alt": "A drawing", "bundle": "b.js", "width": 10, "height": 10}
    for kind in ("svg", "narrow.svg"):
        name = f"{chart_name('node', 'education')}.en.{kind}"
        services.keep_product(published.digest, Made(name, "image/svg+xml", b"<svg/>", about))
    assert 'alt="A drawing"' in page(reader, "/en/industry/education/")
    assert 'alt="A drawing"' not in page(reader, "/en/industry/education/?period=2018")


def test_more_cities_than_a_page_has(many: Any, reader: Client) -> None:
    first = page(reader, "/en/industry/a/")
    second = page(reader, "/en/industry/a/?page=2")
    order = [f"c{place:02}" for place in range(COUNT - 1, -1, -1)]
    assert cities_in(first) == order[:ON_A_PAGE]
    assert cities_in(second) == order[ON_A_PAGE:]
    assert reader.get("/en/industry/a/?page=3").status_code == 404
    named_second = page(reader, "/en/industry/a/?sort=name&page=2")
    assert cities_in(named_second) == sorted(order)[ON_A_PAGE:]
    assert f"/en/map/{many.short}/industry/a/?sort=name&amp;page=2" in named_second
    assert 'href="/en/industry/a/?sort=name"' in page(reader, "/en/industry/a/?sort=name&page=2").replace("&amp;", "&")


@pytest.mark.parametrize(("path", "most"), [("industries/", 3), ("industry/a/", 5)])
def test_the_pages_ask_few_questions_of_many_cities(many: Any, reader: Client, path: str, most: int) -> None:
    page(reader, f"/en/{path}")
    with CaptureQueriesContext(connection) as asked:
        page(reader, f"/en/{path}")
    assert len(asked) <= most, [one["sql"][:200] for one in asked]
