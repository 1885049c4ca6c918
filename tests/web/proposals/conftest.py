"""Assessments to propose, each of its own digest, and pages in people's hands."""

import itertools
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.kz_demo import demo_inputs
from tests.packs_by_hand import long, standard
from tests.web.conftest import AT
from tests.web.people.conftest import KINDS, person_with

SEEDS = itertools.count(1000)
TREE = "id,parent,weight,min_coverage,title_en\nall,,,1,The whole\nair,all,1,0.5,Air\n"
INDICATORS = """id,parent,direction,kind,low,high,unit,influence,title_en
dust,air,lower,quantity,0,100,km,city,Dust
"""


def assessed(periods: tuple[str, ...] = ("2019",), **settings: Any) -> dict[str, Any]:
    """The five cities with a digest of its own."""
    from qala.engine import Settings, assess

    standard, values, places = demo_inputs()
    return assess(standard, values, Settings(periods, seed=next(SEEDS), **settings), places)


def small() -> dict[str, Any]:
    """Two cities by a standard of one indicator, with a digest of its own: computed in no time."""
    from qala.engine import Settings, assess

    figures = long(a={"dust": 20.0}, b={"dust": 60.0})
    return assess(standard(TREE, INDICATORS), figures, Settings(("2020",), seed=next(SEEDS)))


def content(document: Any) -> bytes:
    """As assessment.json."""
    return json.dumps(document, ensure_ascii=False).encode()


def who(kind: str, number: str = "") -> Any:
    """The account of a person of a kind; with a number another one of the same kind."""
    roles = KINDS[kind]
    assert roles is not None
    return person_with(kind + number, roles)


@pytest.fixture(scope="module")
def standing(published: Any) -> Any:
    """What is published by the small standard."""
    from qala.web.publications import services

    return services.publish(small(), AT)


@pytest.fixture
def propose(standing: Any) -> Callable[..., Any]:
    """Proposes an assessment, a small one unless told otherwise; gives the proposal."""
    from django.utils import timezone

    from qala.web.proposals.actions.propose import Propose

    def proposed(document: Any = None, by: Any = None, note: str = "") -> Any:
        return Propose(by or who("proposer"), content(document or small()), note, timezone.now()).do()

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
