"""A round of which everything is signed, and verifiers."""

from collections.abc import Callable
from itertools import count
from types import SimpleNamespace
from typing import Any

import pytest

from tests.web.collection.conftest import AKTOBE, KARAGANDA, answered, folk, organisation, person_of, plan_of
from tests.web.conftest import AT

__all__ = ["AKTOBE", "AT", "KARAGANDA", "folk", "organisation", "person_of"]
NUMBERS = count(1)
SEED = "5eed" * 8
LEVELS = ("en-i-light", "en-i-esco", "hc-i-dispatch", "he-i-record", "ed-i-access", "ed-i-climate")
"""Facts that are levels, which anything from 0 to 5 answers."""


def sign(one: Any, area: str = "", *facts: str) -> None:
    """As the act of signing leaves the questions of an area."""
    rows = one.questions.filter(state="answered")
    rows = rows.filter(area=area) if area else rows
    (rows.filter(fact__in=facts) if facts else rows).update(state="signed")


def answer_all(one: Any, folk: Any, facts: tuple[str, ...] = LEVELS, **draft: Any) -> None:
    for fact in facts:
        for by, area in ((folk.contributor, KARAGANDA), (folk.elsewhere, AKTOBE)):
            answered(by, one.questions.get(area=area, fact=fact), **{"value": 3.0, "quality": 2, **draft})


@pytest.fixture
def new_round(folk: Any) -> Callable[..., Any]:
    """Makes an open round, a new one for each test."""

    def made(**other: Any) -> Any:
        from qala.web.collection.actions.make_round import MakeRound
        from qala.web.collection.actions.run_round import MoveRound
        from qala.web.collection.models import Stage

        one = MakeRound(folk.officer, plan_of(f"desk-{next(NUMBERS)}", **other), AT).do()
        return MoveRound(folk.officer, one.name, Stage.OPEN, AT).do()

    return made


@pytest.fixture
def signed(new_round: Callable[..., Any], folk: Any) -> Any:
    """A round that is planned, answered, signed and rated."""
    from qala.web.verification.actions.plan import MakePlan
    from qala.web.verification.actions.rate import RateRound

    one = new_round()
    MakePlan(folk.verifier, one.name, "limited", 0.5, SEED, AT).do()
    answer_all(one, folk)
    sign(one)
    RateRound(None, one.name, AT).do()
    return one


def question_of(one: Any, fact: str, area: str = KARAGANDA) -> Any:
    return one.questions.select_related("round", "report").get(area=area, fact=fact)


def judged(by: Any, question: Any, act: str, value: float | None = None, reason: str = "As seen.") -> Any:
    from qala.web.verification.actions.verdict import GiveVerdict

    return GiveVerdict(by, question.pk, act, question.version, AT, value, reason, 30).do()


def counts(one: Any) -> SimpleNamespace:
    """All that must not change where an act is refused."""
    from qala.web.ledger import services as ledger
    from qala.web.verification.models import Appeal, Finding, Interest, Plan, Verdict

    rows = list(one.questions.order_by("pk").values_list("pk", "state", "version", "verified"))
    tables = [each.objects.count() for each in (Appeal, Finding, Interest, Plan, Verdict)]
    return SimpleNamespace(rows=rows, tables=tables, ledger=ledger.length())
