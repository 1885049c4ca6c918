"""Two people at once, in processes of their own: one wins, the other is told."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.utils import timezone

from tests.served import environment
from tests.web.people.conftest import person_with
from tests.web.proposals.conftest import who

ROOT = Path(__file__).parents[3]
ACT = """
import json, sys, django
django.setup()
from django.utils import timezone
from qala.errors import QalaError
from qala.web.people.models import Person
from qala.web.proposals.actions.approve import Approve
from qala.web.proposals.actions.reject import Reject, Void
while asked := sys.stdin.readline():
    name, what, id, digest, base = json.loads(asked)
    by, now = Person.objects.get(username=name), timezone.now()
    acts = {"approve": lambda: Approve(by, id, digest, base, now), "reject": lambda: Reject(by, id, "no", now),
            "void": lambda: Void(by, id, now)}
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        acts[what]().do()
        print("done", flush=True)
    except QalaError as error:
        print(error.code, flush=True)
"""
AtOnce = Callable[..., list[str]]


class Hand:
    """A process that acts when it is told to."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", ACT],
            cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def tell(self, words: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{words}\n")
        self.process.stdin.flush()

    def said(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()


@pytest.fixture(scope="module")
def at_once(tables: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtOnce]:
    """Lets each act in a process of its own, all at once; gives what each came to: username, act, proposal, base."""
    from django.db import connection

    home = tmp_path_factory.mktemp("hands")
    place = Path(connection.settings_dict["NAME"]).parent if not tables else home
    told = environment(place, tables) | {"DJANGO_SETTINGS_MODULE": "qala.web.settings"}
    told["QALA_SIGNING_KEY"] = str(_key(home))
    hands: list[Hand] = []

    def act(*acts: tuple[str, str, Any, str]) -> list[str]:
        hands.extend(Hand(told) for _ in range(len(hands), len(acts)))
        acting = hands[: len(acts)]
        for hand, (name, what, one, base) in zip(acting, acts, strict=True):
            hand.tell(json.dumps([name, what, one.pk, one.digest, base]))
        assert [hand.said() for hand in acting] == ["ready"] * len(acts)
        for hand in acting:
            hand.tell("go")
        return [hand.said() for hand in acting]

    yield act
    for hand in hands:
        hand.process.communicate(timeout=30)
    assert [hand.process.returncode for hand in hands] == [0] * len(hands)


def _key(folder: Path) -> Path:
    made = folder / "key.pem"
    forms = Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    made.write_bytes(Ed25519PrivateKey.generate().private_bytes(*forms))
    return made


@pytest.fixture(autouse=True)
def two_approvers(published: Any) -> None:
    for name in ("approver", "approver_b"):
        person_with(name, ("publisher",))


def base_now(one: Any) -> str:
    from qala.web.proposals.queries import base_of

    return base_of(one)


def test_one_proposal_is_approved_once(at_once: AtOnce, propose: Callable[..., Any]) -> None:
    from qala.web.proposals.queries import records_of

    one = propose()
    base = base_now(one)
    said = at_once(("approver", "approve", one, base), ("approver_b", "approve", one, base))
    assert sorted(said) == ["done", "proposals.decided"]
    assert [row.kind for row in records_of(one.digest)] == ["proposed", "approved"]


def test_of_two_proposals_for_one_standard_one_is_published(at_once: AtOnce, propose: Callable[..., Any]) -> None:
    from qala.web.publications import services

    one, other = propose(), propose()
    base = base_now(one)
    assert base == base_now(other)
    said = at_once(("approver", "approve", one, base), ("approver_b", "approve", other, base))
    assert sorted(said) == ["done", "proposals.overtaken"]
    assert [services.is_published(each.digest) for each in (one, other)] == [word == "done" for word in said]


@pytest.mark.parametrize("against", ["reject", "void"])
def test_approved_or_closed_but_not_both(at_once: AtOnce, propose: Callable[..., Any], against: str) -> None:
    from qala.web.proposals.models import Proposal
    from qala.web.proposals.queries import records_of
    from qala.web.publications import services

    one = propose()
    name = "approver_b" if against == "reject" else "proposer"
    said = at_once(("approver", "approve", one, base_now(one)), (name, against, one, ""))
    assert sorted(said) == ["done", "proposals.decided"]
    approved = said[0] == "done"
    assert services.is_published(one.digest) == approved
    assert (Proposal.objects.get(pk=one.pk).state == "approved") == approved
    assert len(records_of(one.digest)) == 2


def test_many_at_once_have_one_winner(at_once: AtOnce, propose: Callable[..., Any]) -> None:
    mine = [propose() for _ in range(4)]
    base = base_now(mine[0])
    said = at_once(*(("approver", "approve", one, base) for one in mine))
    assert sorted(said) == ["done", *["proposals.overtaken"] * 3]


def test_the_same_assessment_is_proposed_once_at_once(published: Any) -> None:
    from qala.web.proposals.actions.propose import Propose
    from qala.web.refusals import Conflict
    from tests.web.proposals.conftest import content, small
    from tests.web.publications.test_publications import in_threads

    data, person = content(small()), who("proposer")
    found = in_threads(*(lambda: Propose(person, data, "", timezone.now()).do() for _ in range(3)))
    assert sum(isinstance(one, Conflict) for one in found) == 2


def test_a_withdrawal_is_confirmed_once(propose: Callable[..., Any]) -> None:
    from qala.texts import LANGUAGES
    from qala.web.proposals.actions.approve import Approve
    from qala.web.proposals.actions.withdraw_publication import AnswerWithdrawal, AskWithdrawal
    from qala.web.refusals import Conflict
    from tests.web.publications.test_publications import in_threads

    one, now = propose(), timezone.now()
    Approve(who("approver"), one.pk, one.digest, base_now(one), now).do()
    asked = AskWithdrawal(who("approver"), one.digest, dict.fromkeys(LANGUAGES, "x"), now).do()
    people = (who("proposer"), who("both"), who("both", "_own"))
    found = in_threads(
        *(lambda by=by, agreed=agreed: AnswerWithdrawal(by, asked.pk, agreed, now).do()
          for by, agreed in zip(people, (True, False, True), strict=True))
    )  # fmt: skip
    assert sum(isinstance(each, Conflict) for each in found) == 2
