"""Signing in and out: where it leads, how often it may be tried, who is told what."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, RequestFactory, override_settings
from django.utils import timezone

from qala.texts import LANGUAGES, text
from tests.web.people.conftest import PASSWORD, hand_of, person_with
from tests.web.publications.test_publications import in_threads

AT = "/en/work/sign-in/"


def sign_in(client: Client, password: str = PASSWORD, username: str = "proposer", **more: Any) -> Any:
    return client.post(AT, {"username": username, "password": password, **more})


@pytest.fixture(autouse=True)
def _people(no_attempts: Callable[[], int]) -> None:
    person_with("proposer", ("method_team",))


def test_in_and_out(client: Client) -> None:
    assert client.get("/en/work/me/")["Location"] == "/en/work/sign-in/?next=%2Fen%2Fwork%2Fme%2F"
    answer = sign_in(client, next="/en/work/me/")
    assert (answer.status_code, answer["Location"]) == (302, "/en/work/me/")
    page = client.get("/en/work/me/")
    assert "Proposer" in page.content.decode()
    assert text("people.method_team", "en") in page.content.decode()
    assert client.get("/en/work/sign-out/").status_code == 405
    assert client.post("/en/work/sign-out/")["Location"] == AT
    assert client.get("/en/work/me/").status_code == 302


def test_the_username_is_taken_in_capitals_and_with_spaces(client: Client) -> None:
    assert sign_in(client, username=" Proposer ").status_code == 302


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_learns_whether_a_username_exists(client: Client, language: Any) -> None:
    from qala.web.people import services

    person_with("gone", ("method_team",))
    services.end("gone")
    pages = set()
    for username, password in (("proposer", "wrong"), ("no-such", PASSWORD), ("gone", PASSWORD), ("x\0", PASSWORD)):
        answer = client.post(f"/{language}/work/sign-in/", {"username": username, "password": password})
        assert answer.status_code == 403
        pages.add(re.sub('value="[^"]*"', "", answer.content.decode()))
    assert len(pages) == 1
    assert text("people.wrong", language) in pages.pop()


@pytest.mark.parametrize(
    ("asked", "leads"),
    [
        ("/en/work/me/", "/en/work/me/"),
        ("/ru/work/proposals/7/?period=2019", "/ru/work/proposals/7/?period=2019"),
        ("", "/en/work/"),
        ("https://elsewhere.example/", "/en/work/"),
        ("//elsewhere.example/en/work/", "/en/work/"),
        ("/\\elsewhere.example", "/en/work/"),
        ("/en/work/\\\\elsewhere.example/", "/en/work/"),
        ("/en/work//elsewhere.example/", "/en/work/"),
        ("\t//elsewhere.example/", "/en/work/"),
        ("javascript:alert(1)", "/en/work/"),
        ("/en/work/../../elsewhere", "/en/work/"),
        ("/en/", "/en/work/"),
        ("/en/work/\r\nSet-Cookie: a=b", "/en/work/"),
        ("/en/work/me/\n", "/en/work/"),
        ("/kk/work/sign-in/?next=/kk/work/sign-in/", "/en/work/"),
    ],
)
def test_it_leads_nowhere_but_to_our_own_pages(client: Client, asked: str, leads: str) -> None:
    assert sign_in(client, next=asked)["Location"] == leads
    shown = Client().get(AT, {"next": asked}).content.decode()
    assert f'name="next" value="{leads.replace("&", "&amp;")}"' in shown


def test_tries_for_one_username_are_counted(client: Client, no_attempts: Callable[[], int]) -> None:
    from qala.web.people import attempts
    from qala.web.people.models import Attempt

    for _ in range(attempts.BY_NAME):
        assert sign_in(client, "wrong").status_code == 403
    refused = sign_in(client)
    assert refused.status_code == 429
    assert text("people.too_often", "en") in refused.content.decode()
    assert sign_in(Client(REMOTE_ADDR="10.1.1.1")).status_code == 429, "from anywhere"
    person_with("approver", ("publisher",))
    assert sign_in(Client(), username="approver").status_code == 302, "others are not held up"
    assert not Attempt.objects.filter(of__contains="proposer").exists(), "no username is kept in the clear"
    Attempt.objects.update(at=timezone.now() - attempts.SPAN - timedelta(seconds=1))
    assert sign_in(client).status_code == 302
    assert no_attempts() == 0, "what is old is deleted, and what was right does not count"


def test_tries_from_one_address_are_counted(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from qala.web.people import attempts

    monkeypatch.setattr(attempts, "BY_ADDRESS", 4)
    for number in range(4):
        assert sign_in(client, username=f"name{number}").status_code == 403
    assert sign_in(client).status_code == 429
    assert sign_in(Client(REMOTE_ADDR="10.1.1.1")).status_code == 302


def test_many_tries_at_once_are_no_way_round(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from qala.web.people import attempts

    monkeypatch.setattr(attempts, "BY_NAME", 3)
    answers = in_threads(*(lambda: sign_in(Client(), "wrong") for _ in range(8)))
    statuses = [answer.status_code for answer in answers]
    assert set(statuses) <= {403, 429}
    assert statuses.count(403) <= 3


def test_behind_a_proxy_the_address_is_what_that_one_saw() -> None:
    from qala.web.people.attempts import address_of

    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="1.1.1.1, 2.2.2.2")
    assert address_of(request) == "10.0.0.1", "whoever writes the header himself does not choose his address"
    with override_settings(BEHIND_PROXY=True):
        assert address_of(request) == "2.2.2.2"


def test_a_forged_form_is_refused_in_words() -> None:
    client = hand_of("proposer", strict=True)
    for path in ("sign-in", "sign-out", "me"):
        for language in LANGUAGES:
            answer = client.post(f"/{language}/work/{path}/", {"username": "proposer", "password": PASSWORD})
            assert answer.status_code == 403
            assert text("people.forged", language) in answer.content.decode()
    assert client.get("/en/work/me/").status_code == 200, "still signed in"


def test_signing_in_changes_the_session(client: Client) -> None:
    sign_in(client)
    first = client.session.session_key
    client.post("/en/work/sign-out/")
    sign_in(client)
    assert client.session.session_key != first


def test_an_ended_account_is_signed_out_where_it_is() -> None:
    from qala.web.people import services

    person_with("leaving", ("publisher",))
    client = Client()
    sign_in(client, username="leaving")
    assert client.get("/en/work/me/").status_code == 200
    services.end("leaving")
    assert client.get("/en/work/me/").status_code == 302


def test_pages_of_work_are_kept_nowhere(client: Client) -> None:
    sign_in(client)
    for answer in (client.get(AT), client.get("/en/work/me/"), Client().get("/en/work/me/")):
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex"
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_reading_sets_no_cookie_even_for_who_is_signed_in(client: Client, published: Any) -> None:
    sign_in(client)
    answer = client.get("/en/")
    assert answer.status_code == 200
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
