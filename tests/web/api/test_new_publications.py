"""What programs read while others are published and withdrawn."""

from typing import Any

from django.test import Client

from tests.web.conftest import AT
from tests.web.proposals.conftest import assessed

ROOT = "/api/v1/publications"
REASON = {"kk": "Қате дерек.", "ru": "Ошибка в данных.", "en": "A wrong figure."}


def test_pages_fit_together_whatever_is_published_and_withdrawn(client: Client, published: Any) -> None:
    from qala.web.publications import services

    page = client.get(f"{ROOT}/latest/degrees?limit=50").json()
    listed = client.get(f"{ROOT}?limit=1").json()
    assert (page["digest"], listed["next"]) == (published.digest, None)
    newer = services.publish(assessed(("2019",)), AT)
    rows, onward = list(page["rows"]), page["next"]
    while onward:
        following = client.get(onward).json()
        assert following["digest"] == published.digest
        rows += following["rows"]
        onward = following["next"]
    assert rows == client.get(f"{ROOT}/{published.digest}/degrees?limit=1000").json()["rows"]
    first = client.get(f"{ROOT}?limit=1").json()
    assert [one["digest"] for one in first["rows"]] == [newer.digest]
    newest = services.publish(assessed(("2018",)), AT)
    assert [one["digest"] for one in client.get(first["next"]).json()["rows"]] == [published.digest]
    services.withdraw(newest.digest, REASON, "Aigul", AT)
    assert client.get(f"{ROOT}/latest").json()["digest"] == newer.digest
    told = client.get(f"{ROOT}/{newest.digest}")
    assert told.json()["withdrawn"] == {"at": AT.isoformat(), "by": "Aigul", "reason": REASON}
    assert told["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert client.get(f"{ROOT}/{newest.digest}/assessment").json()["digest"] == newest.digest


def test_nothing_published_is_told(client: Client) -> None:
    from qala.web.publications.models import Publication

    Publication.objects.all().delete()
    answer = client.get(f"{ROOT}/latest/degrees")
    assert (answer.status_code, answer.json()["code"]) == (404, "nothing_published")
    assert client.get(ROOT).json() == {"rows": [], "next": None}
