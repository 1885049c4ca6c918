"""Signing in with an identity provider, and letters: a real OpenID Connect server and a real SMTP server."""

import email
import re
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Kept
from django.test import Client, override_settings

from qala.errors import BadUse
from qala.texts import text
from qala.web.elsewhere import identity_provider, mail_server, origins
from tests.served import free_port
from tests.web.people.conftest import PASSWORD, person_with
from tests.web.people.test_inviting import administrator, invited, link_in

LOGIN = "/identity/oidc/login/"


@pytest.fixture(scope="module")
def provider() -> Iterator[dict[str, Any]]:
    """The settings of a provider that runs."""
    port = free_port()
    words = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    server = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://localhost:{port}/.well-known/openid-configuration")
        told = {"QALA_OIDC": f"http://localhost:{port}", "QALA_OIDC_CLIENT": "qala",
                "QALA_OIDC_SECRET": "only here", "QALA_OIDC_NAME": "Identity of the state"}  # fmt: skip
        made = identity_provider(told)
        yield {"SOCIALACCOUNT_PROVIDERS": made, "IDENTITY_PROVIDER": made["openid_connect"]["APPS"][0]}
    finally:
        server.terminate()
        server.wait(20)


def wait_for(address: str) -> None:
    """Until something answers there, or 30 seconds have passed."""
    for _ in range(300):
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - our own host
            return
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError(f"nothing answers at {address}")


def through(client: Client, subject: str, process: str = "") -> Any:
    """Goes to the provider and says there who one is; what the site answers to what it says."""
    asked = client.post(LOGIN + process)
    assert asked.status_code == 302, asked.content[:300]
    form = urllib.parse.urlencode({"sub": subject}).encode()

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *parts: Any) -> None:
            return None

    try:
        urllib.request.build_opener(Stay).open(asked["Location"], form, timeout=20)
        raise AssertionError("the provider leads back")
    except urllib.error.HTTPError as back:
        found = back.headers["Location"]
        back.close()
    at = urllib.parse.urlsplit(found)
    return client.get(f"{at.path}?{at.query}")


def test_from_an_invitation_by_way_of_the_provider(tables: str, provider: dict[str, Any]) -> None:
    from qala.web.people import services
    from qala.web.people.models import Person

    with override_settings(**provider):
        client = Client()
        link = link_in(invited(administrator("head"), "oidc@akimat.kz"))
        assert "Identity of the state" in client.get(link).content.decode()
        answer = through(client, "state-1")
        assert answer.status_code == 302, answer.content.decode().partition("<h1>")[2][:300]
        one = Person.objects.get(username="oidc")
        assert not one.has_usable_password()
        assert client.get("/en/work/me/").status_code == 200
        assert through(Client(), "state-1")["Location"].endswith("/work/"), "and signs in so from then on"
        services.end("oidc")
        gone = Client()
        assert through(gone, "state-1")["Location"].endswith("/work/account/ended/")
        assert gone.get("/en/work/me/").status_code == 302, "an ended account stays ended"


def test_a_stranger_with_an_identity_stays_outside(tables: str, provider: dict[str, Any]) -> None:
    from qala.web.people.models import Person

    before = Person.objects.count()
    with override_settings(**provider):
        client = Client()
        answer = through(client, "stranger")
        assert answer.status_code == 403
        assert client.get("/en/work/me/").status_code == 302
    assert Person.objects.count() == before


def test_a_forged_answer_signs_nobody_in(tables: str, provider: dict[str, Any]) -> None:
    with override_settings(**provider):
        client = Client()
        assert client.get(f"{LOGIN}callback/?code=made-up&state=made-up").status_code in (400, 403)
        assert client.get("/en/work/me/").status_code == 302


@pytest.fixture
def letters() -> Iterator[list[Message]]:
    """What a server for mail was given, with the settings that name it."""
    got: list[Message] = []

    class Keeping(Kept):
        def handle_message(self, message: Message) -> None:
            got.append(message)

    port = free_port()
    controller = Controller(Keeping(email.message.Message), hostname="127.0.0.1", port=port)
    controller.start()
    told = mail_server({"QALA_MAIL": f"smtp://127.0.0.1:{port}"})
    backend = "django.core.mail.backends.smtp.EmailBackend"
    try:
        with override_settings(EMAIL_HOST=told.host, EMAIL_PORT=told.port, EMAIL_BACKEND=backend):
            yield got
    finally:
        controller.stop()


def words(letter: Message) -> str:
    payload = letter.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode()


def test_an_invitation_goes_by_letter(tables: str, letters: list[Message]) -> None:
    page = invited(administrator("head"), "post@akimat.kz")
    assert "/work/invitation/" not in page.content.decode(), "whoever invites does not see the link then"
    assert [one["To"] for one in letters] == ["post@akimat.kz"]
    found = re.search(r"http://testserver(/kk/work/invitation/\S+)", words(letters[0]))
    assert found is not None
    assert Client().get(found[1]).status_code == 200


def test_a_forgotten_password(tables: str, letters: list[Message]) -> None:
    link = link_in_letter(letters)
    told = {"name": "Forgetful", "password": PASSWORD, "again": PASSWORD}
    assert Client().post(link, told).status_code == 302
    letters.clear()
    client = Client()
    for address in ("forgetful@akimat.kz", "nobody-there@akimat.kz"):
        answer = client.post("/ru/work/account/password/reset/", {"email": address})
        assert answer["Location"] == "/ru/work/account/password/reset/sent/", "the same whether it is known or not"
    assert [one["To"] for one in letters] == ["forgetful@akimat.kz"]
    found = re.search(r"http://testserver(/ru/work/account/password/reset/\S+)", words(letters[0]))
    assert found is not None
    form = client.get(found[1])["Location"]
    other = {"password1": "seven mountains and a lake", "password2": "seven mountains and a lake"}
    assert text("account.new_password", "ru") in client.get(form).content.decode()
    assert client.post(form, {"password1": "short", "password2": "short"}).status_code == 400
    assert client.post(form, other)["Location"] == "/ru/work/account/password/reset/done/"
    assert text("account.link_gone", "ru") in Client().get(found[1]).content.decode(), "a link works once"
    again = {"username": "forgetful", "password": other["password1"]}
    assert Client().post("/ru/work/sign-in/", again).status_code == 302


def link_in_letter(letters: list[Message]) -> str:
    invited(administrator("head"), "forgetful@akimat.kz")
    found = re.search(r"http://testserver(/kk/work/invitation/\S+)", words(letters[-1]))
    assert found is not None
    return found[1]


def test_another_address_counts_when_it_is_confirmed(tables: str, letters: list[Message]) -> None:
    from qala.web.people.models import Person

    person_with("moving", ())
    client = Client(REMOTE_ADDR="10.9.9.9")
    client.post("/en/work/sign-in/", {"username": "moving", "password": PASSWORD})
    asked = client.post("/en/work/account/email/", {"email": "moved@akimat.kz", "action_add": "1"})
    if "/account/again/" in asked["Location"]:
        client.post(asked["Location"], {"password": PASSWORD})
        client.post("/en/work/account/email/", {"email": "moved@akimat.kz", "action_add": "1"})
    assert Person.objects.get(username="moving").email == ""
    found = re.search(r"http://testserver(/en/work/account/email/\S+/)", words(letters[-1]))
    assert found is not None
    assert "moved@akimat.kz" in client.get(found[1]).content.decode()
    assert client.post(found[1]).status_code == 302
    assert Person.objects.get(username="moving").email == "moved@akimat.kz"


def test_a_server_for_mail_that_is_not_there(tables: str) -> None:
    backend = "django.core.mail.backends.smtp.EmailBackend"
    with override_settings(EMAIL_HOST="127.0.0.1", EMAIL_PORT=free_port(), EMAIL_BACKEND=backend):
        page = invited(administrator("head"), "unsent@akimat.kz")
    assert link_in(page), "the link is handed on by hand then"


@pytest.mark.parametrize("told", ["mail.example.kz", "http://mail.example.kz", "smtp://", "smtp://host:port"])
def test_a_mail_server_that_is_none(told: str) -> None:
    with pytest.raises(BadUse, match="no address of a mail server"):
        mail_server({"QALA_MAIL": told})


def test_what_the_environment_says() -> None:
    told = mail_server({"QALA_MAIL": "smtp+starttls://a%40b:p%3Aw@mail.example.kz"})
    assert told == ("mail.example.kz", 587, "a@b", "p:w", True, False)
    assert mail_server({}).host == ""
    assert identity_provider({}) == {}
    assert origins({}) == []
    with pytest.raises(BadUse, match="QALA_OIDC_SECRET"):
        identity_provider({"QALA_OIDC": "https://id.example.kz", "QALA_OIDC_CLIENT": "qala", "QALA_OIDC_NAME": "ID"})
