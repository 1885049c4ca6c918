"""The five cities as they are published, and a round over two of them, with people."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from tests.web.collection.conftest import AKIMAT, AKTOBE, HEAT, KARAGANDA, folk, person_of
from tests.web.conftest import AT
from tests.web.verification.conftest import new_round

__all__ = ["AKIMAT", "AKTOBE", "AT", "HEAT", "KARAGANDA", "folk", "new_round"]
CELL = f"/en/why/{KARAGANDA}/hcs/"


def hand(person: Any = None, **about: Any) -> Client:
    """A browser, of somebody where one is named."""
    client = Client(**about)
    if person is not None:
        client.force_login(person)
    return client


def said(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content[:2000]
    return str(answer.content.decode())


@pytest.fixture(scope="module")
def people(published: Any, request: pytest.FixtureRequest) -> SimpleNamespace:
    """Those of a round, and the method team."""
    found = SimpleNamespace(**vars(request.getfixturevalue("folk")))
    found.team = person_of("team", "method_team")
    found.far = person_of("far_verifier", "verifier", "710000000")
    return found


@pytest.fixture(autouse=True)
def no_tries(people: Any) -> None:
    """Each test reports as if nobody had before."""
    from qala.web.people.models import Attempt

    Attempt.objects.all().delete()
