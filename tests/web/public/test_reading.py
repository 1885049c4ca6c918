"""What the public pages ask of the database, and what they say of what is former or withdrawn."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

import qala
from qala.texts import LANGUAGES, day, text
from tests.web.conftest import AT

COUNTS = {
    "": 5,
    "?period=2018&sort=education&what=safety": 5,
    "why/750000000/education/": 7,
}
"""How many questions each page asks of the database, however many cities it shows."""


@pytest.fixture(scope="module")
def later(published: Any) -> Any:
    """A later publication, by other weights, that is withdrawn."""
    from qala.web.publications import services

    standard = qala.read_standard("kz-2017")
    values = qala.read_values(qala.figures(), standard)
    made = services.publish(qala.assess(standard, values, "2018,2019", weights="equal").document, AT)
    reason = {"kk": "Салмақтар қате.", "ru": "Веса ошибочны.", "en": "The weights <were> wrong."}
    return services.withdraw(made.digest, reason, "A. B.", AT + timedelta(days=1))


@pytest.mark.parametrize("path", COUNTS)
def test_a_page_asks_few_questions(published: Any, client: Client, path: str) -> None:
    from django.db import connection

    client.get(f"/en/{path}")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/en/{path}").status_code == 200
    assert len(asked) <= COUNTS[path], [one["sql"][:200] for one in asked]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_withdrawn_stays_under_its_reason(later: Any, client: Client, language: Any) -> None:
    page = client.get(f"/{language}/map/{later.short}/").content.decode()
    assert text("site.withdrawn", language, date=day(later.withdrawn_at, language), by="A. B.") in page
    assert later.reason["kk"] in page if language == "kk" else True
    assert "<were>" not in page
    assert later.digest in page
    assert text("site.to_newest", language) in page


def test_the_newest_is_what_stands(later: Any, published: Any, client: Client) -> None:
    page = client.get("/en/").content.decode()
    assert published.digest in page
    assert later.digest not in page


def test_a_former_one_says_so(published: Any, client: Client) -> None:
    from qala.web.publications import services

    standard = qala.read_standard("kz-2017")
    values = qala.read_values(qala.figures(), standard)
    newest = services.publish(qala.assess(standard, values, "2019").document, AT + timedelta(days=2))
    former = client.get(f"/en/map/{published.short}/").content.decode()
    assert text("site.former", "en", date=day(published.published_at, "en")) in former
    assert newest.digest in client.get("/en/").content.decode()
    assert text("site.to_newest", "en") not in client.get(f"/en/map/{newest.short}/").content.decode()


def test_another_publication_is_chosen_by_its_own_address(published: Any, client: Client) -> None:
    from qala.web.publications import services

    newest = services.latest()
    assert newest is not None
    found = client.get(f"/ru/?publication={published.short}&period=2018&sort=health")
    assert found.status_code == 302
    assert found["Location"] == f"/ru/map/{published.short}/?period=2018&sort=health"
    assert client.get(found["Location"]).status_code == 200
    assert client.get(f"/ru/map/{published.short}/?publication={newest.short}&period=1999").status_code == 302
    assert client.get(f"/ru/?publication={newest.short}").status_code == 200
    same = client.get(f"/ru/map/{newest.short}/?publication={newest.short}")
    assert same.status_code == 200
    for bad in ("x", "0" * 64, "//elsewhere.example"):
        assert client.get(f"/ru/?publication={bad}").status_code == 404
