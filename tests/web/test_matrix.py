"""Every address and every operation of the API by everybody: allowed or refused as the table says, nothing by accident.

The addresses are those that the site has; one that is in no row of the table fails. What they lead to is really there,
so that 404 is a refusal.
"""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from qala.texts import LANGUAGES
from tests.web.addresses import ALMATY, THINGS, addresses, thing_of
from tests.web.collection.conftest import plan_of
from tests.web.people.conftest import person_with
from tests.web.proposals.conftest import assessed, content

ASTANA, KARAGANDA, KARAGANDA_REGION = "710000000", "351010000", "350000000"
KAZPOST = "000140002217"
LOCAL = ("contributor", "approver", "dispatcher")
ROLES = ("contributor", "approver", "verifier", "auditor", "method_team", "programme_officer", "company",
         "dispatcher", "publisher", "administrator")  # fmt: skip
WHO = ("nobody", "no_right", *ROLES, "administrator_of_karaganda", "administrator_of_the_region",
       "administrator_of_astana", "all_in_astana", "ended_right", "ended_account")  # fmt: skip
"""The rights of ROLES count everywhere, or in Karaganda where they need a place; all_in_astana has all those that can
count in a place, in another one; the last two had everything.
"""
EVERYBODY, SIGNED_IN, ANY_ROLE = "everybody", "signed in", "any role"
OF_KARAGANDA = ("administrator", "administrator_of_karaganda", "administrator_of_the_region")
"""Who administers the person, the right and the invitation that the addresses lead to."""
ADMINISTRATORS = (*OF_KARAGANDA, "administrator_of_astana", "all_in_astana")
PUBLISHING = ("method_team", "publisher")
OFFICERS, WATCHING = ("programme_officer", "all_in_astana"), ("programme_officer", "auditor", "all_in_astana")
DESK = ("verifier", "auditor", "programme_officer", "all_in_astana")
SIDES = (*DESK, "approver")
REPORTED = (*DESK, "method_team")
PROMISING = ("contributor", "approver", "auditor", "programme_officer", "all_in_astana")
NOTE = "what nobody else should read"
Row = str | tuple[str, ...]
OF_ONE_PUBLICATION = (
    "", f"why/{ALMATY}/transport/", "cities/", f"city/{ALMATY}/", "industries/", "industry/transport/", "method/",
    "search/", "about/", "design/", "indicators/", "indicator/tr-roads/", "indicator/tr-roads/values.csv", "compare/",
    "findings/", "data/", "data/degrees.csv", "report-error/", "cite.bib", "cite.json",
)  # fmt: skip
PUBLIC = (
    "", *(f"LANGUAGE/{of}{one}" for one in OF_ONE_PUBLICATION for of in ("", "map/DIGEST/")),
    "LANGUAGE/concept/", "LANGUAGE/concept/led-street-lighting/",
    "LANGUAGE/news/", "LANGUAGE/news.xml", "LANGUAGE/errors/", "LANGUAGE/corrections/",
    "LANGUAGE/corrections.csv", "LANGUAGE/corrections.xml", "LANGUAGE/accessibility/", "LANGUAGE/privacy/",
    "LANGUAGE/api/",
    "data/keys.json", "data/ledger.jsonl", "data/DIGEST/assessment.json", "data/DIGEST/assessment.sig",
    "data/DIGEST/bands.css", "data/DIGEST/degrees.csv",
)  # fmt: skip
"""Whole addresses that are for everybody, whoever they are."""
TABLE: dict[str, Row] = {
    "work/sign-in/": EVERYBODY,
    "work/sign-out/": EVERYBODY,
    "work/invitation/SECRET/": EVERYBODY,
    "work/account/ended/": EVERYBODY,
    "work/account/email/sent/": EVERYBODY,
    "work/account/email/KEY/": EVERYBODY,
    "work/account/password/reset/": EVERYBODY,
    "work/account/password/reset/sent/": EVERYBODY,
    "work/account/password/reset/done/": EVERYBODY,
    "work/account/password/reset/1-KEY/": EVERYBODY,
    "work/account/passkeys/sign-in/": EVERYBODY,
    "work/account/second-factor/asked/": EVERYBODY,
    "work/account/elsewhere/cancelled/": EVERYBODY,
    "work/account/elsewhere/failed/": EVERYBODY,
    "work/account/elsewhere/uninvited/": (),
    "work/": SIGNED_IN,
    "work/me/": SIGNED_IN,
    "work/me/data.json": SIGNED_IN,
    "work/me/sessions/": SIGNED_IN,
    "work/me/sessions/0/end/": SIGNED_IN,
    "work/me/sessions/end-others/": SIGNED_IN,
    "work/keys/": SIGNED_IN,
    "work/account/again/": SIGNED_IN,
    "work/account/email/": SIGNED_IN,
    "work/account/second-factor/": SIGNED_IN,
    "work/account/second-factor/again/": SIGNED_IN,
    "work/account/codes/": SIGNED_IN,
    "work/account/codes/end/": SIGNED_IN,
    "work/account/recovery-codes/": SIGNED_IN,
    "work/account/recovery-codes/new/": SIGNED_IN,
    "work/account/passkeys/": SIGNED_IN,
    "work/account/passkeys/new/": SIGNED_IN,
    "work/account/passkeys/again/": SIGNED_IN,
    "work/account/passkeys/0/end/": SIGNED_IN,
    "work/account/elsewhere/": SIGNED_IN,
    "work/organisations/": ANY_ROLE,
    "work/people/": ADMINISTRATORS,
    "work/people/ID/": OF_KARAGANDA,
    "work/people/ID/give/": OF_KARAGANDA,
    "work/people/ID/end/": ("administrator",),
    "work/people/ID/second-factor/": ("administrator",),
    "work/rights/ID/take-back/": OF_KARAGANDA,
    "work/invitations/": ADMINISTRATORS,
    "work/invitations/ID/withdraw/": OF_KARAGANDA,
    "work/rounds/": SIGNED_IN,
    "work/rounds/new/": ("programme_officer",),
    "work/rounds/ROUND/": SIGNED_IN,
    "work/rounds/ROUND/calendar.ics": SIGNED_IN,
    "work/rounds/ROUND/move/": OFFICERS,
    "work/rounds/ROUND/days/": OFFICERS,
    "work/rounds/ROUND/remind/": OFFICERS,
    "work/rounds/ROUND/progress/": WATCHING,
    "work/rounds/ROUND/progress.csv": WATCHING,
    "work/rounds/ROUND/progress.xlsx": WATCHING,
    "work/rounds/ROUND/map/": ("programme_officer", "auditor", "method_team", "verifier"),
    "work/rounds/ROUND/map/propose/": ("method_team",),
    "work/rounds/ROUND/verification.pdf": ("programme_officer", "auditor", "verifier"),
    "work/rounds/ROUND/papers.zip": ("programme_officer", "auditor"),
    "work/reports/0/snapshot.pdf": SIGNED_IN,
    "work/reports/0/attestation/0.pdf": SIGNED_IN,
    "work/reports/0/assignments/": SIGNED_IN,
    "work/notices/": SIGNED_IN,
    "work/jobs/": PUBLISHING,
    "work/jobs/ID/": PUBLISHING,
    "work/jobs/ID/cancel/": PUBLISHING,
    "work/jobs/ID/retry/": PUBLISHING,
    "work/proposals/new/": ("method_team",),
    "work/proposals/ID/": PUBLISHING,
    "work/proposals/ID/assessment.json": PUBLISHING,
    "work/proposals/ID/approve/": ("publisher",),
    "work/proposals/ID/reject/": ("publisher",),
    "work/proposals/ID/void/": ("method_team",),
    "work/publications/DIGEST/withdraw/": ("publisher",),
    "work/withdrawals/ID/": PUBLISHING,
    "work/withdrawals/ID/confirm/": PUBLISHING,
    "work/withdrawals/ID/refuse/": PUBLISHING,
    "work/reports/0/sign/": SIGNED_IN,
    "work/reports/0/statement.json": SIGNED_IN,
    "work/reports/0/signed/0/statement": SIGNED_IN,
    "work/questions/0/reopen/": SIGNED_IN,
    "work/desk/": DESK,
    "work/desk/interests/": DESK,
    "work/desk/interests/0/end/": DESK,
    "work/desk/guide/tr-roads/": DESK,
    "work/desk/0/": DESK,
    "work/desk/0/verdict/": ("verifier", "all_in_astana"),
    "work/rounds/ROUND/desk/": DESK,
    "work/rounds/ROUND/verification/": DESK,
    "work/rounds/ROUND/verification/rate/": DESK,
    "work/findings/": SIDES,
    "work/findings/new/": ("verifier", "all_in_astana"),
    "work/findings/0/": SIDES,
    "work/findings/0/answer/": SIDES,
    "work/findings/0/close/": SIDES,
    "work/appeals/": SIDES,
    "work/appeals/new/0/": ("approver", "all_in_astana"),
    "work/appeals/0/": SIDES,
    "work/appeals/0/decide/": SIDES,
    "work/errors/": REPORTED,
    "work/errors/0/": REPORTED,
    "work/errors/0/act/": REPORTED,
    "work/promises/": PROMISING,
    "work/promises/0/": PROMISING,
    "work/reports/0/": SIGNED_IN,
    "work/reports/0/workbook.xlsx": SIGNED_IN,
    "work/reports/0/workbook/": SIGNED_IN,
    "work/reports/0/workbook/take/": SIGNED_IN,
    "work/questions/0/": SIGNED_IN,
    "work/questions/0/answer/": SIGNED_IN,
    "work/questions/0/confirm/": SIGNED_IN,
    "work/questions/0/comment/": SIGNED_IN,
    "work/questions/0/delegate/": SIGNED_IN,
    "work/questions/0/attach/": SIGNED_IN,
    "work/evidence/0/": SIGNED_IN,
    "work/evidence/0/remove/": SIGNED_IN,
    "work/signing-keys/": ("administrator",),
    "work/signing-keys/rotate/": ("administrator",),
    "work/signing-keys/lost/": ("administrator",),
    "work/reference/": ("administrator",),
    "work/reference/people/": ("administrator",),
    "work/reference/autocomplete/": (),
    "work/reference/jsi18n/": ("administrator",),
    "work/reference/people/organisation/": ("administrator",),
    "work/reference/people/organisation/add/": ("administrator",),
    "work/reference/people/organisation/ID/": ("administrator",),
    "work/reference/people/organisation/ID/change/": ("administrator",),
    "work/reference/people/organisation/ID/history/": ("administrator",),
    "work/reference/people/organisation/ID/delete/": (),
}
"""Addresses after the language. ID: of a person, right, invitation, proposal... that is there; zero: none is."""
WRITES: dict[str, Row] = {
    "work/organisations/": ("administrator",),
    "work/desk/interests/": ("verifier", "programme_officer", "all_in_astana"),
}
"""Who may send what others may only see."""
LEADING_IN = {"work/sign-in/", "work/sign-out/", "work/account/second-factor/asked/", "work/account/passkeys/sign-in/"}
"""Addresses that lead to where one signs in, or refuse a wrong password with 403, whoever asks."""
NOT_THERE = re.compile("/0/|ROUND|guide/|findings/new/|KEY|SECRET|account/codes/end/|account/recovery-codes/$")
"""Addresses of what nobody has here, so that 404 refuses nothing."""
NOT_THEIRS = {"work/keys/0/end/": 403}
"""Addresses that refuse what is not one's own with 403, whoever asks."""
ELSEWHERE = ("api/", "identity/")
"""Looked at by `test_operations`, and by tests/web/people/test_elsewhere.py."""
PUBLIC_OPERATIONS = (
    "publications", "publication", "assessment", "signature", "degrees", "indicators", "characteristics", "values",
    "findings", "areas", "standard", "standard_nodes", "standard_indicators", "keys",
)  # fmt: skip
OPERATIONS: dict[str, Row] = {
    **dict.fromkeys(PUBLIC_OPERATIONS, EVERYBODY),
    "propose": ("method_team",),
    **dict.fromkeys(("proposals", "proposal", "jobs", "job"), PUBLISHING),
    "rounds": SIGNED_IN,
    **dict.fromkeys(("form", "answers"), ("contributor",)),
}
"""Who may do each operation of the API, with a key of all scopes."""
NOT_SHOWN = ("form", "answers")
"""Operations that refuse with 404 what is asked of others, as what is asked of nobody."""


@pytest.fixture(scope="module")
def people(published: Any) -> dict[str, Any]:
    """Somebody of every kind, none of them with a right beyond their own."""
    from qala.web.people import services
    from qala.web.people.models import Grant

    now = timezone.now()
    services.organisations.add(KAZPOST, {"kk": "Қазпошта", "ru": "Казпочта", "en": "Kazpost"}, "company", at=now)
    made = {kind: person_with(f"one_{kind}", ()) for kind in WHO[1:]}

    def give(kind: str, role: str, area: str = "") -> Any:
        asked = services.Asked(role, area, KAZPOST if role == "company" else "")
        return services.grant(None, made[kind], asked, now)

    for role in ROLES:
        give(role, role, KARAGANDA if role in LOCAL else "")
    for kind, area in (("karaganda", KARAGANDA), ("the_region", KARAGANDA_REGION), ("astana", ASTANA)):
        give(f"administrator_of_{kind}", "administrator", area)
    for role in (one for one in ROLES if one not in PUBLISHING):
        give("all_in_astana", role, ASTANA)
    for role in ("administrator", *PUBLISHING):
        give("ended_account", role)
        Grant.objects.filter(pk=give("ended_right", role).pk).update(until=(now - timedelta(days=2)).date())
    services.end("one_ended_account")
    return {"nobody": None, **made}


@pytest.fixture(scope="module")
def ids(people: dict[str, Any], published: Any) -> dict[str, str]:
    """What stands in an address for DIGEST, and for ID after each of THINGS."""
    from qala.web.jobs.models import Job
    from qala.web.people import services
    from qala.web.people.models import Organisation
    from qala.web.proposals.actions.propose import Propose
    from qala.web.proposals.actions.withdraw_publication import AskWithdrawal
    from qala.web.publications.products import Made
    from qala.web.publications.services import keep_product

    now, one = timezone.now(), person_with("of_karaganda", ())
    right = services.grant(None, one, services.Asked("contributor", KARAGANDA), now)
    guest = services.Guest("guest@akimat.kz", "Guest", "en")
    invitation, _ = services.invite(None, guest, services.Asked("contributor", KARAGANDA), now)
    proposal = Propose(people["method_team"], content(assessed()), NOTE, now).do()
    reason: dict[str, str] = dict.fromkeys(LANGUAGES, "x")
    withdrawal = AskWithdrawal(person_with("asker", ("publisher",)), published.digest, reason, now).do()
    keep_product(published.digest, Made("degrees.csv", "text/csv", b"area\n"))
    numbers = (one.pk, right.pk, invitation.pk, Job.objects.latest("pk").pk, proposal.pk, withdrawal.pk,
               Organisation.objects.get(bin=KAZPOST).pk)  # fmt: skip
    return {"DIGEST": published.digest[7:], "PROPOSED": proposal.digest[7:]} | {
        thing: str(number) for thing, number in zip(THINGS, numbers, strict=True)
    }


@pytest.fixture(scope="module")
def asked(people: dict[str, Any]) -> dict[str, str]:
    """A round in which Karaganda alone is asked: what stands in an address for its name and for the place."""
    from qala.web.collection.actions.make_round import MakeRound
    from qala.web.collection.actions.run_round import MoveRound
    from qala.web.collection.models import Stage

    officer, now = people["programme_officer"], timezone.now()
    made = MakeRound(officer, plan_of("asked-of-karaganda", areas=(KARAGANDA,)), now).do()
    MoveRound(officer, made.name, Stage.OPEN, now).do()
    return {"{round}": made.name, "{place}": KARAGANDA}


@pytest.fixture
def fill(ids: dict[str, str]) -> Iterator[Callable[[str], str]]:
    """Puts what is there into an address. What a test does is undone at its end."""

    def filled(address: str) -> str:
        put = address.replace("ID", ids.get(thing_of(address), "0"))
        return "/" + put.replace("LANGUAGE", "en").replace("DIGEST", ids["DIGEST"])

    with transaction.atomic():
        yield filled
        transaction.set_rollback(True)


def hand(people: dict[str, Any], kind: str) -> Client:
    """A browser of somebody."""
    client = Client(raise_request_exception=False)
    if people[kind] is not None:
        client.force_login(people[kind])
    return client


def refused(answer: Any, there: bool) -> bool:
    """Whether somebody was turned away. there: whether what they asked for is there."""
    to_sign_in = answer.status_code == 302 and "/work/sign-in/" in answer["Location"]
    return to_sign_in or answer.status_code in (401, 403) or (there and answer.status_code == 404)


def allowed(row: Row, kind: str) -> bool:
    """What the table says."""
    if isinstance(row, tuple):
        return kind in row
    if row == ANY_ROLE:
        return kind not in ("nobody", "no_right", "ended_right", "ended_account")
    return row == EVERYBODY or kind not in ("nobody", "ended_account")


def row_of(address: str) -> Row | None:
    """The row of an address; None where there is none."""
    return EVERYBODY if address in PUBLIC else TABLE.get(address.removeprefix("LANGUAGE/"))


def test_every_address_is_in_the_table(tables: str) -> None:
    found = set(addresses())
    own = {one for one in found if not one.startswith(ELSEWHERE) and one.removeprefix("LANGUAGE/") not in NOT_THEIRS}
    assert {one for one in own if row_of(one) is None} == set()
    assert {f"LANGUAGE/{one}" for one in TABLE} | set(PUBLIC) <= found, "and the table has none that the site has not"


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("kind", WHO)
def test_pages(fill: Callable[[str], str], people: dict[str, Any], kind: str, method: str) -> None:
    """Each address in turn, by one who is signed in anew for each: signing out is among them."""
    wrong = []
    for address in sorted(set(addresses())):
        inner = address.removeprefix("LANGUAGE/")
        if inner in NOT_THEIRS or address.startswith(ELSEWHERE):
            continue
        row = row_of(address)
        assert row is not None
        answer = getattr(hand(people, kind), method)(fill(address))
        assert answer.status_code < 500, address
        exempt = inner in LEADING_IN or answer.status_code == 405
        row = WRITES.get(inner, row) if method == "post" else row
        if not exempt and refused(answer, not NOT_THERE.search(inner)) == allowed(row, kind):
            wrong.append((address, answer.status_code))
    assert wrong == []


@pytest.mark.parametrize("kind", WHO)
def test_what_is_not_ones_own(fill: Callable[[str], str], people: dict[str, Any], kind: str) -> None:
    for address, status in NOT_THEIRS.items():
        answer = hand(people, kind).post(fill(f"LANGUAGE/{address}"))
        assert answer.status_code == (302 if kind in ("nobody", "ended_account") else status)


@pytest.mark.parametrize("kind", WHO)
def test_what_is_not_published_is_nowhere(
    fill: Callable[[str], str], people: dict[str, Any], ids: dict[str, str], kind: str
) -> None:
    """What is proposed has no public page, file or address of the API, and no search, feed or list tells of it."""
    client = hand(people, kind)
    for address in (one for one in addresses() if "DIGEST" in one and "/work/" not in one):
        there = fill(address.replace("DIGEST", ids["PROPOSED"]))
        assert client.get(there).status_code == 404, address
    lists = (
        "en/search/?q=proposed", f"en/search/?q={ids['PROPOSED']}", "en/news/", "en/news.xml", "en/data/",
        "en/compare/", "api/v1/publications", "data/ledger.jsonl",
    )  # fmt: skip
    for address in lists:
        answer = client.get(f"/{address}")
        said = (answer.getvalue() if answer.streaming else answer.content).decode()
        assert answer.status_code == 200, address
        assert NOTE not in said
        assert ids["PROPOSED"] not in said or address.endswith((ids["PROPOSED"], "ledger.jsonl"))


@pytest.mark.parametrize("kind", WHO)
def test_operations(
    asked: dict[str, str], fill: Callable[[str], str], people: dict[str, Any], ids: dict[str, str], kind: str,
    settings_of: Callable[..., None],
) -> None:  # fmt: skip
    """Every operation of the API, with a key of all scopes; and with a session alone, which opens none of them."""
    settings_of("API_ADDRESS_LIMIT", 10**6)
    from qala.web.api import keys
    from qala.web.api.urls import api

    now, seen = timezone.now(), set()
    bodies = {"post": content(assessed()), "put": b"[]"}
    head: dict[str, Any] = {}
    if people[kind] is not None:
        secret = keys.make(people[kind], "all", keys.SCOPES, (now + timedelta(days=2)).date(), now)[1]
        head = {"HTTP_AUTHORIZATION": f"Bearer {secret}"}
    for path, methods in api.get_openapi_schema()["paths"].items():
        for method, said in methods.items():
            name = said["operationId"]
            seen.add(name)
            row = OPERATIONS[name]
            assert ("security" in said) == (row != EVERYBODY), name
            address = path.replace("{digest}", ids["DIGEST"]).replace("{id}", ids.get(path.split("/")[3], ""))
            for word, put in asked.items():
                address = address.replace(word, put)
            body = bodies.get(method, b"")
            told = method.upper(), address, body, "application/json"
            status = Client().generic(*told, **head).status_code
            turned_away = (401, 404) if name in NOT_SHOWN else (401, 403)
            assert status in ((200, 201) if allowed(row, kind) else turned_away), (name, status)
            by_session = hand(people, kind).generic(*told).status_code
            assert by_session == (200 if row == EVERYBODY else 401), name
    assert seen == set(OPERATIONS)
