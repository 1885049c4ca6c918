"""Every address and every operation of the API by everybody: allowed or refused as the table says, nothing by accident.

The addresses are those that the site has; one that is in no row of the table fails.
"""

import itertools
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver
from django.utils import timezone

from tests.web.people.conftest import person_with
from tests.web.proposals.conftest import assessed, content

KARAGANDA, KAZPOST = "351010000", "000140002217"
LOCAL = ("contributor", "approver", "dispatcher")
ROLES = ("contributor", "approver", "verifier", "auditor", "method_team", "programme_officer", "company",
         "dispatcher", "publisher", "administrator")  # fmt: skip
WHO = ("nobody", "no_right", *ROLES, "administrator_of_karaganda", "ended_right")
EVERYBODY, SIGNED_IN, ANY_ROLE = "everybody", "signed in", "any role"
ADMINISTRATORS = ("administrator", "administrator_of_karaganda")
PUBLISHING = ("method_team", "publisher")
OFFICERS, WATCHING = ("programme_officer",), ("programme_officer", "auditor")
DESK = ("verifier", "auditor", "programme_officer")
SIDES = (*DESK, "approver")
TABLE: dict[str, str | tuple[str, ...]] = {
    # what is not at work is for everybody
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
    "work/people/ID/": ADMINISTRATORS,
    "work/people/ID/give/": ADMINISTRATORS,
    "work/people/ID/end/": ("administrator",),
    "work/people/ID/second-factor/": ("administrator",),
    "work/rights/ID/take-back/": ADMINISTRATORS,
    "work/invitations/": ADMINISTRATORS,
    "work/invitations/ID/withdraw/": ADMINISTRATORS,
    "work/rounds/": SIGNED_IN,
    "work/rounds/new/": OFFICERS,
    "work/rounds/ROUND/": SIGNED_IN,
    "work/rounds/ROUND/calendar.ics": SIGNED_IN,
    "work/rounds/ROUND/move/": OFFICERS,
    "work/rounds/ROUND/days/": OFFICERS,
    "work/rounds/ROUND/remind/": OFFICERS,
    "work/rounds/ROUND/progress/": WATCHING,
    "work/rounds/ROUND/progress.csv": WATCHING,
    "work/rounds/ROUND/progress.xlsx": WATCHING,
    "work/rounds/ROUND/map/": (*WATCHING, "method_team", "verifier"),
    "work/rounds/ROUND/map/propose/": ("method_team",),
    "work/reports/0/assignments/": SIGNED_IN,
    "work/notices/": SIGNED_IN,
    "work/jobs/": PUBLISHING,
    "work/jobs/0/": PUBLISHING,
    "work/jobs/0/cancel/": PUBLISHING,
    "work/jobs/0/retry/": PUBLISHING,
    "work/proposals/new/": ("method_team",),
    "work/proposals/0/": PUBLISHING,
    "work/proposals/0/assessment.json": PUBLISHING,
    "work/proposals/0/approve/": ("publisher",),
    "work/proposals/0/reject/": ("publisher",),
    "work/proposals/0/void/": ("method_team",),
    "work/publications/DIGEST/withdraw/": ("publisher",),
    "work/withdrawals/0/": PUBLISHING,
    "work/withdrawals/0/confirm/": PUBLISHING,
    "work/withdrawals/0/refuse/": PUBLISHING,
    "work/reports/0/sign/": SIGNED_IN,
    "work/reports/0/statement.json": SIGNED_IN,
    "work/reports/0/signed/0/statement": SIGNED_IN,
    "work/questions/0/reopen/": SIGNED_IN,
    "work/desk/": DESK,
    "work/desk/interests/": DESK,
    "work/desk/interests/0/end/": DESK,
    "work/desk/guide/x/": DESK,
    "work/desk/0/": DESK,
    "work/desk/0/verdict/": ("verifier",),
    "work/rounds/ROUND/desk/": DESK,
    "work/rounds/ROUND/verification/": DESK,
    "work/rounds/ROUND/verification/rate/": DESK,
    "work/findings/": SIDES,
    "work/findings/new/": ("verifier",),
    "work/findings/0/": SIDES,
    "work/findings/0/answer/": SIDES,
    "work/findings/0/close/": SIDES,
    "work/appeals/": SIDES,
    "work/appeals/new/0/": ("approver",),
    "work/appeals/0/": SIDES,
    "work/appeals/0/decide/": SIDES,
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
    "work/reference/people/organisation/0/": ("administrator",),
    "work/reference/people/organisation/0/change/": ("administrator",),
    "work/reference/people/organisation/0/history/": ("administrator",),
    "work/reference/people/organisation/0/delete/": (),
}
"""Addresses after the language. Zero: a thing that is not there: who may act is told so, and nothing changes."""
ALSO_EVERYBODY = re.compile(r"(?!LANGUAGE/work/|work/)")
"""Whatever is not at work."""
WRITES: dict[str, str | tuple[str, ...]] = {
    "work/organisations/": ("administrator",),
    "work/desk/interests/": ("verifier", "programme_officer"),
}
"""Who may send what others may only see."""
LEADING_IN = {"work/sign-in/", "work/sign-out/", "work/account/second-factor/asked/", "work/account/passkeys/sign-in/"}
"""Addresses that lead to where one signs in, or refuse a wrong password with 403, whoever asks."""
NOT_THEIRS = {"work/keys/0/end/": 403}
"""Addresses that refuse what is not one's own with 403, whoever asks."""
FILLED = {
    "<language:language>": "LANGUAGE", "<name:area>": KARAGANDA, "<name:node>": "transport", "<name:indicator>": "x",
    "<name:round>": "ROUND",
    "<digest:digest>": "DIGEST", "<digest>": "DIGEST", "<name:name>": "degrees.csv", "<name:provider_id>": "oidc",
    "<str:secret>": "SECRET", "<int:number>": "0", "<str:part>": "statement", "<slug:name>": "ROUND",
    "<path:object_id>": "0", "^(?P<app_label>people)/$": "people/", "<int:pk>": "0", "<id>": "0",
    r"^account/email/(?P<key>[-:\w]+)/$": "account/email/KEY/",
    "api/^": "api/nothing",
    r"^account/password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": "account/password/reset/1-KEY/",
}  # fmt: skip
NUMBERS = itertools.count(1)
OF_PEOPLE = ("work/people/", "work/rights/", "work/invitations/")


def addresses() -> Iterator[str]:
    """All that the site has, with something in the place of what varies; `LANGUAGE` for the language."""

    def inside(one: URLResolver, before: str) -> Iterator[str]:
        for each in one.url_patterns:
            here = before + str(each.pattern)
            if isinstance(each, URLResolver):
                yield from inside(each, here)
            else:
                yield here

    for found in inside(get_resolver(), ""):
        filled = found
        for name, put in FILLED.items():
            filled = filled.replace(name, put)
        filled = re.sub("^(kk|ru|en)/", "LANGUAGE/", filled)
        own = filled.partition("/")[2].startswith(OF_PEOPLE)
        yield filled.replace("<int:id>", "ID" if own else "0")


@pytest.fixture(scope="module")
def people(published: Any) -> dict[str, Any]:
    """Somebody of every kind, none of them with a right beyond their own."""
    from qala.web.people import services
    from qala.web.people.models import Grant

    now = timezone.now()
    services.organisations.add(KAZPOST, {"kk": "Қазпошта", "ru": "Казпочта", "en": "Kazpost"}, "company", at=now)
    made: dict[str, Any] = {"nobody": None, "no_right": person_with("no_right", ())}
    for role in ROLES:
        made[role] = person_with(f"one_{role}", ())
        area, owner = KARAGANDA if role in LOCAL else "", KAZPOST if role == "company" else ""
        services.grant(None, made[role], services.Asked(role, area, owner), now)
    made["administrator_of_karaganda"] = person_with("local", ())
    services.grant(None, made["administrator_of_karaganda"], services.Asked("administrator", KARAGANDA), now)
    made["ended_right"] = person_with("was_all", ())
    for role in ("administrator", "publisher", "method_team"):
        right = services.grant(None, made["ended_right"], services.Asked(role), now)
        Grant.objects.filter(pk=right.pk).update(until=(now - timedelta(days=2)).date())
    return made


@pytest.fixture
def fill(people: dict[str, Any]) -> Callable[[str], str]:
    """Puts a person, a right and an invitation of Karaganda into an address, new ones for each test."""
    from qala.web.people import services

    number, now = next(NUMBERS), timezone.now()
    one = person_with(f"of_karaganda_{number}", ())
    right = services.grant(None, one, services.Asked("contributor", KARAGANDA), now)
    guest = services.Guest(f"guest{number}@akimat.kz", "Guest", "en")
    asked, _ = services.invite(None, guest, services.Asked("contributor", KARAGANDA), now)
    ids = {"people": one.pk, "rights": right.pk, "invitations": asked.pk}

    def filled(address: str) -> str:
        of = address.split("/")[2] if "/work/" in address else ""
        put = address.replace("ID", str(ids.get(of, 0))).replace("LANGUAGE", "en").replace("DIGEST", "0" * 64)
        return f"/{put}"

    return filled


def refused(answer: Any) -> bool:
    """Whether somebody was turned away, rather than told that something is not there or not right."""
    to_sign_in = answer.status_code == 302 and "/work/sign-in/" in answer["Location"]
    hidden = answer.status_code == 404 and "/work/people/" in answer.request["PATH_INFO"]
    return to_sign_in or hidden or answer.status_code in (401, 403)


def allowed(row: str | tuple[str, ...], kind: str) -> bool:
    """What the table says."""
    if isinstance(row, tuple):
        return kind in row
    if row == ANY_ROLE:
        return kind not in ("nobody", "no_right", "ended_right")
    return row == EVERYBODY or kind != "nobody"


def row_of(address: str) -> str | tuple[str, ...] | None:
    """The row of an address; None where there is none."""
    inner = address.removeprefix("LANGUAGE/")
    return TABLE.get(inner, EVERYBODY if ALSO_EVERYBODY.match(address) else None)


def test_every_address_is_in_the_table(tables: str) -> None:
    inner = {one.removeprefix("LANGUAGE/") for one in addresses()}
    assert [one for one in addresses() if row_of(one) is None and one.removeprefix("LANGUAGE/") not in NOT_THEIRS] == []
    assert set(TABLE) <= inner, "and the table has none that the site has not"


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("kind", WHO)
def test_pages(fill: Callable[[str], str], people: dict[str, Any], kind: str, method: str) -> None:
    """Each address in turn, by one who is signed in anew for each: signing out is among them."""
    wrong = []
    for address in sorted(set(addresses())):
        inner = address.removeprefix("LANGUAGE/")
        if inner in NOT_THEIRS or address.startswith(("api/v1/", "identity/")):
            continue
        row = row_of(address)
        assert row is not None
        client = Client(raise_request_exception=False)
        if people[kind] is not None:
            client.force_login(people[kind])
        answer = getattr(client, method)(fill(address))
        assert answer.status_code < 500, address
        exempt = inner in LEADING_IN or answer.status_code == 405
        row = WRITES.get(inner, row) if method == "post" else row
        if not exempt and refused(answer) == allowed(row, kind):
            wrong.append((address, answer.status_code))
    assert wrong == []


@pytest.mark.parametrize("kind", WHO)
def test_what_is_not_ones_own(fill: Callable[[str], str], people: dict[str, Any], kind: str) -> None:
    for address, status in NOT_THEIRS.items():
        client = Client()
        if people[kind] is not None:
            client.force_login(people[kind])
        answer = client.post(fill(f"LANGUAGE/{address}"))
        assert answer.status_code == (302 if kind == "nobody" else status)


@pytest.mark.parametrize("kind", WHO)
def test_operations(people: dict[str, Any], kind: str) -> None:
    """Every operation of the API, with a key of all scopes."""
    from qala.web.api import keys
    from qala.web.api.urls import api

    now = timezone.now()
    head: dict[str, Any] = {}
    if people[kind] is not None:
        secret = keys.make(people[kind], "all", keys.SCOPES, (now + timedelta(days=2)).date(), now)[1]
        head = {"HTTP_AUTHORIZATION": f"Bearer {secret}"}
    needed = {"propose": ("method_team",), "proposals": PUBLISHING, "proposal": PUBLISHING, "jobs": PUBLISHING,
              "job": PUBLISHING}  # fmt: skip
    seen = set()
    for path, methods in api.get_openapi_schema()["paths"].items():
        for method, said in methods.items():
            seen.add(said["operationId"])
            row = needed.get(said["operationId"], EVERYBODY)
            assert ("security" in said) == (row != EVERYBODY), said["operationId"]
            address = path.replace("{digest}", "0" * 64).replace("{id}", "1")
            body = content(assessed()) if method == "post" else b""
            answer = Client().generic(method.upper(), address, body, "application/json", **head)
            assert answer.status_code < 500
            assert (answer.status_code in (401, 403)) != allowed(row, kind), (said["operationId"], answer.status_code)
    assert set(needed) <= seen
