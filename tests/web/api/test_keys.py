"""Keys: what they open, and what they never do."""

import json
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.people.conftest import hand_of, person_with, proven
from tests.web.proposals.conftest import assessed, content

PROPOSE, READ = "publications:propose", "work:read"
Made = Callable[..., str]


@pytest.fixture
def key(tables: str) -> Made:
    """Makes a key of a person; gives its secret."""

    def made(*scopes: str, username: str = "proposer", roles: tuple[str, ...] = ("method_team",)) -> str:
        from qala.web.api import keys

        now = timezone.now()
        return keys.make(person_with(username, roles), "a script", scopes, now.date() + timedelta(days=9), now)[1]

    return made


def asked(client: Client, path: str, secret: str = "", body: bytes | None = None) -> Any:
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    if body is None:
        return client.get(f"/api/v1/{path}", headers=headers)
    return client.post(f"/api/v1/{path}", body, content_type="application/json", headers=headers)


def test_a_key_proposes_as_the_page_does(client: Client, published: Any, key: Made) -> None:
    document = assessed()
    secret = key(PROPOSE, READ)
    made = asked(client, "proposals?note=by%20a%20program", secret, content(document))
    assert made.status_code == 201, made.content.decode()
    assert (made.json()["digest"], made.json()["state"]) == (document["digest"], "open")
    assert made.json()["note"] == "by a program"
    again = asked(client, "proposals", secret, content(document))
    assert (again.status_code, again.json()["code"]) == (409, "proposals.open_already")
    one = asked(client, f"proposals/{made.json()['id']}", secret)
    assert one.json() == made.json()
    assert made.json() in asked(client, "proposals", secret).json()["rows"]
    assert "no-store" in one["Cache-Control"]


def test_what_is_no_assessment_is_refused(client: Client, published: Any, key: Made) -> None:
    answer = asked(client, "proposals", key(PROPOSE), b"{}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    answer = asked(client, "proposals", key(PROPOSE, username="no_duty", roles=()), content(assessed()))
    assert answer.status_code == 403


def test_jobs_are_read_with_a_key(client: Client, published: Any, key: Made) -> None:
    rows = asked(client, "jobs", key(READ)).json()["rows"]
    assert rows
    assert asked(client, f"jobs/{rows[0]['id']}", key(READ)).json() == rows[0]
    assert asked(client, "jobs/99999", key(READ)).status_code == 404
    assert asked(client, "jobs", key(READ, username="no_duty", roles=())).status_code == 403


def test_without_a_key_or_with_another_scope(client: Client, published: Any, key: Made) -> None:
    none = asked(client, "proposals")
    assert (none.status_code, none.json()["code"], none["WWW-Authenticate"]) == (401, "no_key", "Bearer")
    assert asked(client, "proposals", "qala_" + "x" * 43).json()["code"] == "bad_key"
    wrong = asked(client, "proposals", key(PROPOSE))
    assert (wrong.status_code, wrong.json()["code"]) == (403, "no_scope")
    assert asked(client, "proposals", key(READ), content(assessed())).status_code == 403


def test_a_stolen_key_ends_by_hand_by_time_and_with_the_person(client: Client, published: Any, key: Made) -> None:
    from qala.web.api.models import ApiKey
    from qala.web.people import services as people

    ended, expired, gone = key(READ), key(READ), key(READ, username="leaver")
    assert all(asked(client, "jobs", one).status_code == 200 for one in (ended, expired, gone))
    ApiKey.objects.filter(start=ended[:9]).update(ended_at=timezone.now())
    ApiKey.objects.filter(start=expired[:9]).update(expires_on=timezone.now().date() - timedelta(days=1))
    people.end("leaver")
    for one in (ended, expired, gone):
        answer = asked(client, "jobs", one)
        assert (answer.status_code, answer.json()["code"]) == (401, "bad_key")


def test_a_session_is_no_key_and_a_key_no_session(client: Client, published: Any, key: Made) -> None:
    signed_in = hand_of("proposer")
    assert asked(signed_in, "proposals", "", content(assessed())).status_code == 401
    assert asked(signed_in, "jobs").status_code == 401
    page = client.get("/en/work/", headers={"Authorization": f"Bearer {key(READ)}"})
    assert page.status_code == 302


def test_the_secret_is_kept_and_logged_nowhere(
    client: Client, published: Any, key: Made, caplog: pytest.LogCaptureFixture
) -> None:
    from qala.web.api.models import ApiKey

    secret = key(READ)
    with caplog.at_level(logging.DEBUG):
        asked(client, "jobs", secret)
        asked(client, "proposals", secret, b"{}")
        asked(client, f"jobs?key={secret}")
    row = ApiKey.objects.get(start=secret[:9])
    assert secret not in json.dumps([str(value) for value in vars(row).values()])
    assert row.last_used == timezone.now().date()
    assert caplog.records
    assert not any(secret in one.getMessage() for one in caplog.records)


def test_a_key_has_its_own_limit(client: Client, published: Any, key: Made, settings_of: Any) -> None:
    settings_of("API_KEY_LIMIT", 2)
    secret = key(READ)
    assert {asked(client, "jobs", secret).status_code for _ in range(6)} == {200, 429}
    assert asked(client, "jobs", key(READ)).status_code == 200


def test_a_person_makes_sees_and_ends_own_keys_alone(published: Any, key: Made) -> None:
    from qala.web.api.models import ApiKey

    hand = proven(hand_of("approver"))
    until = (timezone.now().date() + timedelta(days=30)).isoformat()
    form = {"name": "my <script>", "scope": [READ], "expires_on": until}
    page = hand.post("/en/work/keys/", form)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    secret = page.content.decode().partition('tabindex="0">qala_')[2].partition("<")[0]
    assert asked(Client(), "jobs", f"qala_{secret}").status_code == 200
    later = hand.get("/en/work/keys/").content.decode()
    assert secret not in later
    assert "my &lt;script&gt;" in later
    mine = ApiKey.objects.get(start=f"qala_{secret}"[:9])
    other = hand_of("proposer").post(f"/en/work/keys/{mine.pk}/end/")
    assert other.status_code == 403
    assert asked(Client(), "jobs", f"qala_{secret}").status_code == 200
    assert hand.post(f"/en/work/keys/{mine.pk}/end/").status_code == 302
    assert asked(Client(), "jobs", f"qala_{secret}").status_code == 401
    assert hand_of("nobody").get("/en/work/keys/").status_code == 302


@pytest.mark.parametrize(
    "wrong",
    [{"name": " "}, {"scope": []}, {"scope": ["everything"]}, {"expires_on": "2020-01-01"}, {"expires_on": "x"}],
)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_key_that_cannot_be_is_refused_in_a_sentence(published: Any, wrong: dict[str, Any], language: str) -> None:
    until = (timezone.now().date() + timedelta(days=30)).isoformat()
    page = proven(hand_of("approver")).post(
        f"/{language}/work/keys/", {"name": "x", "scope": [READ], "expires_on": until} | wrong
    )
    assert page.status_code == 400
    assert 'class="warn" role="alert"' in page.content.decode()


def test_who_finds_an_open_session_makes_no_key(published: Any) -> None:
    from qala.web.api.models import ApiKey

    before, until = ApiKey.objects.count(), (timezone.now().date() + timedelta(days=30)).isoformat()
    hand = hand_of("approver")
    for answer in (
        hand.get("/en/work/keys/"),
        hand.post("/en/work/keys/", {"name": "x", "scope": [READ], "expires_on": until}),
    ):
        assert answer["Location"].startswith("/en/work/account/again/")
    assert ApiKey.objects.count() == before


def test_a_key_is_no_way_round_the_second_factor(client: Client, published: Any, key: Made, settings_of: Any) -> None:
    from allauth.mfa.models import Authenticator

    secret = key(READ, PROPOSE, username="without_factor")
    assert asked(client, "jobs", secret).status_code == 200
    settings_of("SECOND_FACTOR_ROLES", frozenset({"method_team"}))
    for answer in (asked(client, "jobs", secret), asked(client, "proposals", secret, content(assessed()))):
        assert (answer.status_code, answer.json()["code"]) == (403, "no_second_factor")
    Authenticator.objects.create(user=person_with("without_factor", ()), type="totp", data={})
    assert asked(client, "jobs", secret).status_code == 200
