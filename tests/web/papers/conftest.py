"""A round of two cities that was signed with a real key and verified, and everybody who may ask for its papers."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from tests.keys import HEAD, Keys, for_signing
from tests.web.collection.conftest import AKIMAT, AKTOBE, KARAGANDA, answered, folk, plan_of
from tests.web.conftest import AT
from tests.web.verification.conftest import LEVELS, SEED, judged, question_of, sign

__all__ = ["AKTOBE", "KARAGANDA", "folk"]
NAME = "papers-2019"
EVIDENCE = "Акт сверки: все счётчики названы.\n".encode()
NOTE, FOUND, WORDS = "Register of the heat company.", "The register has no dates.", "A cousin works there."


def hand(person: Any) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


def run(*kinds: str) -> None:
    """Does what waits in the queue of these kinds, here."""
    from qala.web.jobs import lease, running

    while held := lease.claim("here", kinds):
        running.run(held)


def fetched(person: Any, path: str) -> Any:
    """A paper, as who asks for it gets it: sent to wait, and then the file."""
    client = hand(person)
    answer = client.get(path)
    if answer.status_code == 302:
        assert client.get(answer["Location"]).status_code == 202
        run("paper")
        answer = client.get(answer["Location"])
    assert answer.status_code == 200, answer.status_code
    return SimpleNamespace(content=content_of(answer), headers=answer.headers)


def content_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """An authority, and the akim with its certificate."""
    made = Keys(tmp_path_factory.mktemp("keys"))
    root = made.authority("Root")
    name = f"/C=KZ/CN=AKIMOV AKIM/serialNumber=IIN123456789011/O=Akimat of Karaganda/OU=BIN{AKIMAT}"
    return SimpleNamespace(sign=made.sign, root=root, akim=made.holder(name, root, for_signing(*HEAD), "EC:P-256"))


@pytest.fixture(scope="module")
def done(folk: Any, keys: Any) -> Any:
    """The round: planned, answered with a file of evidence and a reason, signed, and decided about but for some."""
    from qala.web.collection.actions.assign import NameAkimat
    from qala.web.collection.actions.attach import Attach, Given
    from qala.web.collection.actions.make_round import MakeRound
    from qala.web.collection.actions.run_round import MoveRound
    from qala.web.collection.models import Stage
    from qala.web.verification.actions.finding import MakeFinding
    from qala.web.verification.actions.interest import DeclareInterest
    from qala.web.verification.actions.plan import MakePlan
    from qala.web.verification.actions.rate import RateRound

    one = MakeRound(folk.officer, plan_of(NAME), AT).do()
    one = MoveRound(folk.officer, NAME, Stage.OPEN, AT).do()
    report = one.reports.get(area=KARAGANDA)
    NameAkimat(folk.approver, report.pk, AKIMAT, AT).do()
    MakePlan(folk.verifier, NAME, "limited", 0.5, SEED, AT).do()
    for by, area in ((folk.contributor, KARAGANDA), (folk.elsewhere, AKTOBE)):
        for fact in LEVELS:
            answered(by, question_of(one, fact, area), value=3.0, quality=2, note=NOTE)
    missing = question_of(one, "tr-i-signals")
    answered(folk.contributor, missing, given="missing", reason="not-collected")
    lamps = question_of(one, "en-i-light")
    Attach(folk.contributor, (lamps.pk,), Given("акт сверки.txt", EVIDENCE, "", ""), AT).do()
    _signed(report, folk, keys)
    sign(one, AKTOBE)
    RateRound(None, NAME, datetime.now(UTC) + timedelta(minutes=2)).do()
    wrong = one.questions.filter(area=KARAGANDA, fact__in=("en-i-light", "en-i-esco"))
    wrong.update(material=True, sampled=False)
    judged(folk.verifier, question_of(one, "en-i-light"), "correct", 2.0, "Half of the lamps.")
    judged(folk.verifier, question_of(one, "en-i-esco"), "reject", None, "There is no contract.")
    judged(folk.second, question_of(one, "hc-i-dispatch"), "accept")
    MakeFinding(folk.verifier, report.pk, None, FOUND, (AT + timedelta(days=99)).date(), AT).do()
    DeclareInterest(folk.second, folk.second, AKTOBE, "", WORDS, AT).do()
    one.refresh_from_db()
    return one


def _signed(report: Any, folk: Any, keys: Any) -> None:
    from django.test import override_settings

    from qala.publish.statement import statement
    from qala.web.collection.actions.sign import Sign
    from qala.web.collection.submission import moment, submission_of

    now = datetime.now(UTC)
    told = statement(submission_of(report, moment(report, now)))
    with override_settings(SIGNING_AUTHORITIES=keys.root.certificate):
        Sign(folk.approver, report.pk, told, keys.sign(told, keys.akim), now + timedelta(minutes=1)).do()
