"""Assessments to propose, each of its own digest, and pages in people's hands."""

import itertools
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.kz_demo import demo_inputs
from tests.web.people.conftest import KINDS, person_with

SEEDS = itertools.count(1000)


def assessed(periods: tuple[str, ...] = ("2019",), **settings: Any) -> dict[str, Any]:
    """The five cities with a digest of its own."""
    from qala.engine import Settings, assess

    standard, values, places = demo_inputs()
    return assess(standard, values, Settings(periods, seed=next(SEEDS), **settings), places)


def content(document: Any) -> bytes:
    """As assessment.json."""
    return json.dumps(document, ensure_ascii=False).encode()


def who(kind: str, number: str = "") -> Any:
    """The account of a person of a kind; with a number another one of the same kind."""
    roles = KINDS[kind]
    assert roles is not None
    return person_with(kind + number, roles)


@pytest.fixture
def propose(published: Any) -> Callable[..., Any]:
    """Proposes an assessment; gives the proposal."""
    from django.utils import timezone

    from qala.web.proposals.actions.propose import Propose

    def proposed(document: Any = None, by: Any = None, note: str = "") -> Any:
        return Propose(by or who("proposer"), content(document or assessed()), note, timezone.now()).do()

    return proposed


def hidden(page: str, name: str) -> str:
    """The value of a hidden field of a page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None, name
    return found[1]


def shown(client: Client, path: str) -> str:
    """A page that is there."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
    return answer.content.decode()
