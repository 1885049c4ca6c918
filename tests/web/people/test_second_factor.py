"""The second factor: one-time codes set up, asked for, never taken twice, and wanted of some roles."""

import itertools
import re
import time
from typing import Any

import pytest
from django.test import Client, override_settings

from qala.texts import LANGUAGES, text
from tests.web.people.conftest import PASSWORD, person_with

FACTORS = "/en/work/account/"
ADDRESSES = itertools.count(1)
"""Tries are counted by address too."""


def code_of(secret: str, step: int = 0) -> str:
    """The one-time code of a secret, so many steps of 30 seconds from now (RFC 6238)."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step)))


def signed_in(username: str) -> Client:
    client = Client(REMOTE_ADDR=f"10.0.0.{next(ADDRESSES)}")
    client.post("/en/work/sign-in/", {"username": username, "password": PASSWORD})
    return client


def with_codes(username: str) -> tuple[Client, str]:
    """Somebody's browser with codes set up, and the secret of these."""
    client = signed_in(username)
    asked = client.get(f"{FACTORS}codes/")
    assert "/account/again/" in asked["Location"], "the password is asked for once more"
    wrong = client.post(asked["Location"], {"password": "wrong"})
    assert wrong.status_code == 400
    again = client.post(asked["Location"], {"password": PASSWORD})
    assert again["Location"] == f"{FACTORS}codes/"
    page = client.get(f"{FACTORS}codes/").content.decode()
    found = re.search(r'id="secret">([A-Z2-7]+)<', page)
    assert found is not None
    assert "<svg" in page
    assert client.post(f"{FACTORS}codes/", {"code": "000000"}).status_code == 400
    done = client.post(f"{FACTORS}codes/", {"code": code_of(found[1])})
    assert done["Location"] == f"{FACTORS}recovery-codes/"
    return client, found[1]


def recovery_codes(client: Client) -> list[str]:
    return re.findall(r"<code>(\d{8})</code>", client.get(f"{FACTORS}recovery-codes/").content.decode())


def test_codes_from_setting_up_to_signing_in(tables: str) -> None:
    from allauth.mfa.models import Authenticator

    person_with("careful", ("publisher",))
    client, secret = with_codes("careful")
    kept = str(list(Authenticator.objects.filter(user__username="careful").values("data")))
    assert secret not in kept, "the database has no secret in the clear"
    codes = recovery_codes(client)
    assert len(codes) == 10
    other = Client()
    answer = other.post("/en/work/sign-in/", {"username": "careful", "password": PASSWORD})
    assert answer["Location"] == f"{FACTORS}second-factor/asked/"
    assert other.get("/en/work/me/").status_code == 302, "the password alone opens nothing"
    assert other.post(answer["Location"], {"code": "123"}).status_code == 400
    assert other.post(answer["Location"], {"code": codes[0]}).status_code == 302
    assert other.get("/en/work/me/").status_code == 200
    third = Client()
    third.post("/en/work/sign-in/", {"username": "careful", "password": PASSWORD})
    assert third.post(answer["Location"], {"code": codes[0]}).status_code == 400, "a code works once"


def test_a_code_is_not_taken_twice(tables: str) -> None:
    person_with("replayed", ())
    _, secret = with_codes("replayed")
    statuses = []
    for _ in range(2):
        client = Client()
        client.post("/en/work/sign-in/", {"username": "replayed", "password": PASSWORD})
        statuses.append(client.post(f"{FACTORS}second-factor/asked/", {"code": code_of(secret)}).status_code)
    assert 302 not in statuses[1:], "whoever saw it over a shoulder cannot use it"


def test_codes_cannot_be_tried_through(tables: str) -> None:
    person_with("besieged", ())
    with_codes("besieged")
    client = Client()
    client.post("/en/work/sign-in/", {"username": "besieged", "password": PASSWORD})
    answers = [client.post(f"{FACTORS}second-factor/asked/", {"code": f"{number:06}"}) for number in range(12)]
    assert answers[0].status_code == 400
    assert b"Too many" in answers[-1].content or answers[-1].status_code == 429, "after some tries none is looked at"
    assert client.get("/en/work/me/").status_code == 302


def test_some_roles_are_of_no_use_without_it(tables: str) -> None:
    person_with("signing", ("publisher",))
    client = signed_in("signing")
    assert client.get("/en/work/jobs/").status_code == 200
    with override_settings(SECOND_FACTOR_ROLES=frozenset({"publisher"})):
        answer = client.get("/en/work/jobs/")
        assert answer["Location"] == f"{FACTORS}second-factor/?needed=1"
        for language in LANGUAGES:
            page = client.get(f"/{language}/work/account/second-factor/?needed=1").content.decode()
            assert text("account.factors_needed", language) in page
        with_codes("signing")
        assert client.get("/en/work/jobs/").status_code == 200


def test_who_lost_it_is_helped_by_an_administrator(tables: str) -> None:
    from qala.web.people.models import Person

    person_with("losing", ())
    with_codes("losing")
    person_with("helper", ("administrator",))
    helper, one = signed_in("helper"), Person.objects.get(username="losing")
    assert helper.post(f"/en/work/people/{one.pk}/second-factor/").status_code == 302
    assert signed_in("losing").get("/en/work/me/").status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_speaks_the_language_of_its_address(tables: str, language: Any) -> None:
    person_with("reading", ())
    client = signed_in("reading")
    for path, key in (
        ("second-factor/", "factors"), ("email/", "email"), ("passkeys/", "passkeys"), ("elsewhere/", "elsewhere"),
    ):  # fmt: skip
        assert text(f"account.{key}", language) in client.get(f"/{language}/work/account/{path}").content.decode()


def test_codes_are_turned_off_and_recovery_codes_made_anew(tables: str) -> None:
    person_with("fickle", ("verifier",))
    client, _ = with_codes("fickle")
    before = recovery_codes(client)
    assert client.post(f"{FACTORS}recovery-codes/new/")["Location"] == f"{FACTORS}recovery-codes/"
    after = recovery_codes(client)
    assert (len(before), len(after), set(before) & set(after)) == (10, 10, set())
    for language in LANGUAGES:
        page = client.get(f"/{language}/work/account/codes/end/").content.decode()
        assert text("account.codes_end_lead", language) in page
        assert (
            text("account.recovery_new_lead", language)
            in client.get(f"/{language}/work/account/recovery-codes/new/").content.decode()
        )
    assert client.post(f"{FACTORS}codes/end/").status_code == 302
    assert text("account.codes_off", "en") in client.get(f"{FACTORS}second-factor/").content.decode()
    assert signed_in("fickle").get("/en/work/").status_code == 200, "no code is asked for any more"


def test_who_has_several_ways_to_prove_oneself_is_offered_each(tables: str) -> None:
    from allauth.mfa.models import Authenticator

    person_with("many-ways", ("verifier",))
    client, _ = with_codes("many-ways")
    owner = Authenticator.objects.get(user__username="many-ways", type="totp").user
    kept = {"name": "Key", "passwordless": True, "credential": {}}
    made = Authenticator.objects.create(user=owner, type="webauthn", data=kept)
    session = client.session
    del session["account_authentication_methods"]
    session.save()
    for language in LANGUAGES:
        asked = client.get(f"/{language}/work/account/passkeys/{made.pk}/end/")
        assert f"/{language}/work/account/again/" in asked["Location"], "no page of protection without proof"
        page = client.get(asked["Location"]).content.decode()
        for way in ("mfa_reauthenticate", "mfa_reauthenticate:webauthn"):
            assert text(f"account.or_{way}", language) in page
        code = client.get(f"/{language}/work/account/second-factor/again/").content.decode()
        assert text("account.or_reauthenticate", language) in code


def test_a_passkey_that_is_not_ours_is_told_on_the_page_where_one_signs_in(tables: str) -> None:
    client = Client(REMOTE_ADDR="10.0.9.1")
    assert client.get(f"{FACTORS}passkeys/sign-in/")["Location"] == "/en/work/sign-in/"
    refused = client.post(f"{FACTORS}passkeys/sign-in/", {"credential": "{}"})
    assert refused["Location"] == "/en/work/sign-in/?passkey=wrong"
    shown = client.get(refused["Location"]).content.decode()
    assert 'id="passkey-wrong">' in shown
    assert 'id="passkey-wrong" hidden>' in client.get("/en/work/sign-in/").content.decode()


def test_without_a_mail_server_the_pages_say_that_no_letter_comes(tables: str) -> None:
    person_with("unmailed", ("verifier",))
    client = signed_in("unmailed")
    for language in LANGUAGES:
        for path in ("email", "password/reset", "password/reset/sent"):
            page = client.get(f"/{language}/work/account/{path}/", follow=True).content.decode()
            assert text("account.no_mail", language) in page, path
            with override_settings(EMAIL_HOST="localhost"):
                page = client.get(f"/{language}/work/account/{path}/", follow=True).content.decode()
                assert text("account.no_mail", language) not in page, path
