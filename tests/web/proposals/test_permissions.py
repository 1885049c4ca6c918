"""Every page of work by every kind of person, and every form without its token."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from qala.texts import LANGUAGES, text
from tests.web.people.conftest import hand_of
from tests.web.proposals.conftest import assessed, content, who

SIGN_IN = 302
KINDS = ("nobody", "no_duty", "proposer", "approver", "both", "own")
"""`own` is the proposer who also approves, of the proposal and the withdrawal in question."""


@dataclass(frozen=True)
class Case:
    """A request, and its status for each of KINDS. state_changes: whether it is a form."""

    method: str
    path: str
    statuses: tuple[int, ...]


CASES = (
    Case("get", "", (302, 200, 200, 200, 200, 200)),
    Case("get", "me/", (302, 200, 200, 200, 200, 200)),
    Case("post", "me/", (302, 400, 400, 400, 400, 400)),
    Case("get", "sign-in/", (200, 200, 200, 200, 200, 200)),
    Case("get", "jobs/", (302, 403, 200, 200, 200, 200)),
    Case("get", "proposals/new/", (302, 403, 200, 403, 200, 200)),
    Case("post", "proposals/new/", (302, 403, 400, 403, 400, 400)),
    Case("get", "proposals/{id}/", (302, 403, 200, 200, 200, 200)),
    Case("get", "proposals/{id}/assessment.json", (302, 403, 200, 200, 200, 200)),
    Case("post", "proposals/{id}/approve/", (302, 403, 403, 409, 409, 403)),
    Case("post", "proposals/{id}/reject/", (302, 403, 403, 400, 400, 403)),
    Case("post", "proposals/{id}/void/", (302, 403, 403, 403, 403, 302)),
    Case("get", "publications/{digest}/withdraw/", (302, 403, 403, 200, 200, 200)),
    Case("post", "publications/{digest}/withdraw/", (302, 403, 403, 400, 400, 400)),
    Case("get", "withdrawals/{withdrawal}/", (302, 403, 200, 200, 200, 200)),
    Case("post", "withdrawals/{withdrawal}/confirm/", (302, 403, 302, 302, 302, 403)),
    Case("post", "withdrawals/{withdrawal}/refuse/", (302, 403, 302, 302, 302, 403)),
)
POSTS = tuple(case for case in CASES if case.method == "post")


@pytest.fixture(scope="module")
def asked(published: Any) -> Any:
    """A proposal of `own`, and a withdrawal that `own` asked for."""
    from django.utils import timezone

    from qala.web.proposals.actions.propose import Propose
    from qala.web.proposals.actions.withdraw_publication import AskWithdrawal

    own, now = who("both", "_own"), timezone.now()
    withdrawal = AskWithdrawal(own, published.digest, dict.fromkeys(LANGUAGES, "x"), now).do()
    proposal = Propose(own, content(assessed()), "", now).do()
    return {"id": proposal.pk, "digest": published.short, "withdrawal": withdrawal.pk}


@pytest.fixture
def here(asked: Any) -> Any:
    """The same, open again after each."""
    from django.db import transaction

    with transaction.atomic():
        yield asked
        transaction.set_rollback(True)


def client_of(kind: str, *, strict: bool = False) -> Client:
    if kind != "own":
        return hand_of(kind, strict=strict)
    client = Client(enforce_csrf_checks=strict)
    client.force_login(who("both", "_own"))
    return client


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.method} {case.path or 'home'}")
def test_who_may_do_what(here: Any, case: Case, kind: str) -> None:
    path = f"/en/work/{case.path.format(**here)}"
    answer = getattr(client_of(kind), case.method)(path)
    assert answer.status_code == case.statuses[KINDS.index(kind)]
    if kind == "nobody" and answer.status_code == SIGN_IN:
        assert answer["Location"].startswith("/en/work/sign-in/?next=%2Fen%2Fwork%2F")
    if not case.path.startswith("jobs"):
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("case", POSTS, ids=lambda case: case.path)
def test_a_form_without_its_token_changes_nothing(here: Any, case: Case) -> None:
    from qala.web.ledger import services as ledger

    hands = [client_of(kind, strict=True) for kind in ("own", "both")]
    before = ledger.heads()
    for language in LANGUAGES:
        for hand in hands:
            answer = hand.post(f"/{language}/work/{case.path.format(**here)}")
            assert answer.status_code == 403
            assert text("people.forged", language) in answer.content.decode()
    assert ledger.heads() == before


@pytest.mark.parametrize("case", [case for case in POSTS if case.path not in ("me/", "proposals/new/")][:6])
def test_what_changes_something_is_not_done_by_a_link(here: Any, case: Case) -> None:
    answer = client_of("both").get(f"/en/work/{case.path.format(**here)}")
    assert answer.status_code == (200 if "publications" in case.path else 405)


@pytest.mark.parametrize("language", LANGUAGES)
def test_refusals_say_which_duty_is_needed(here: Any, language: Any) -> None:
    answer = hand_of("no_duty").get(f"/{language}/work/proposals/{here['id']}/")
    assert text("people.needs_method_team_or_publisher", language) in answer.content.decode()
