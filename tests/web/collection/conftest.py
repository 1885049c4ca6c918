"""A round over two cities, with people who answer, sign, verify and run it."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from tests.web.conftest import AT
from tests.web.people.conftest import person_with

KARAGANDA, AKTOBE = "351010000", "151010000"
AKIMAT, HEAT = "940140000385", "990140004654"
DAYS = dict(
    zip(
        ("answer", "sign", "verify", "appeal"), (date(2026, 12, 31) + timedelta(weeks=w) for w in range(4)), strict=True
    )
)


def person_of(name: str, role: str, area: str = "", organisation: str = "") -> Any:
    """An account with one right, made where it is not there yet."""
    from qala.web.people import services

    one = person_with(name, ())
    if not services.rights_of(one).held:
        services.grant(None, one, services.Asked(role, area, organisation), AT)
    return one


def organisation(number: str, name: str, kind: str, area: str = "") -> Any:
    from qala.web.people import services
    from qala.web.people.models import Organisation

    found = Organisation.objects.filter(bin=number).first()
    names = dict.fromkeys(("kk", "ru", "en"), name)
    return found or services.organisations.add(number, names, kind, area, at=AT)


def plan_of(name: str, **other: Any) -> Any:
    from qala.web.collection.actions.make_round import Plan

    about = {
        "name": name, "title": {"kk": "Сынақ", "ru": "Проба", "en": "Trial"}, "standards": ("kz-2017",), "table": "kz",
        "areas": (KARAGANDA, AKTOBE), "period": "2019", "until": DAYS,
    }  # fmt: skip
    return Plan(**{**about, **other})


@pytest.fixture(scope="module")
def folk(tables: str) -> Any:
    """Everybody of a round; heat answers for the heat company, the others for the whole of Karaganda or more."""
    organisation(AKIMAT, "Akimat", "akimat", KARAGANDA)
    organisation(HEAT, "Heat company", "operator", KARAGANDA)
    return SimpleNamespace(
        officer=person_of("officer", "programme_officer"),
        contributor=person_of("contributor", "contributor", KARAGANDA),
        heat=person_of("heat", "contributor", KARAGANDA, HEAT),
        elsewhere=person_of("elsewhere", "contributor", AKTOBE),
        approver=person_of("akim", "approver", KARAGANDA, AKIMAT),
        verifier=person_of("verifier", "verifier"),
        second=person_of("second_verifier", "verifier"),
        auditor=person_of("auditor", "auditor"),
        nobody=person_with("no_right_here", ()),
    )


@pytest.fixture(scope="module")
def opened(folk: Any) -> Any:
    """A round that collects."""
    from qala.web.collection.actions.make_round import MakeRound
    from qala.web.collection.actions.run_round import MoveRound
    from qala.web.collection.models import Stage

    made = MakeRound(folk.officer, plan_of("trial-2019"), AT).do()
    return MoveRound(folk.officer, made.name, Stage.OPEN, AT).do()


def question_of(one: Any, fact: str, area: str = KARAGANDA) -> Any:
    return one.questions.get(area=area, fact=fact)


def answered(by: Any, question: Any, **draft: Any) -> Any:
    from qala.web.collection.actions.answer import AnswerQuestion, Draft

    question.refresh_from_db()
    return AnswerQuestion(by, question.pk, Draft(**draft), question.version, AT).do()
