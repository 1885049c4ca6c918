"""The cities and each of them, as pages."""

from typing import Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qala.texts import LANGUAGES, text


@pytest.mark.parametrize("language", LANGUAGES)
def test_facts_come_before_degrees(published: Any, client: Client, language: Any) -> None:
    page = client.get(f"/{language}/city/351010000/").content.decode()
    assert 0 < page.index("56 ") < page.index(text("facts.degrees", language) + "</h2>")


def test_every_city_is_listed_and_opens(published: Any, client: Client, five_cities: Any) -> None:
    page = client.get("/en/cities/").content.decode()
    for row in five_cities["areas"]["rows"]:
        assert f'/en/city/{row["id"]}/"' in page
        assert client.get(f"/en/city/{row['id']}/?period=2018").status_code == 200
    for bad in ("/en/city/x/", "/en/cities/?page=9", "/en/cities/?sort=x"):
        assert client.get(bad).status_code == 404


@pytest.mark.parametrize(("path", "most"), [("cities/", 4), ("city/750000000/", 4)])
def test_few_questions(published: Any, client: Client, path: str, most: int) -> None:
    from django.db import connection

    client.get(f"/en/{path}")
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/en/{path}")
    assert len(asked) <= most
