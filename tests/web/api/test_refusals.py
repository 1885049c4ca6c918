"""What is refused, and how it is told."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from qala.texts import LANGUAGES

ROOT = "/api/v1/publications"


def refused(client: Client, path: str, method: str = "get", **headers: str) -> dict[str, Any]:
    answer = getattr(client, method)(path, headers=headers)
    assert answer["Content-Type"] == "application/problem+json"
    told: dict[str, Any] = json.loads(answer.content)
    assert told["status"] == answer.status_code
    assert set(told) == {"type", "title", "status", "detail", "code"}
    assert "no-store" in answer["Cache-Control"]
    return told


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/latest/degrees?areas=750000000", 400, "unknown_parameter"),
        ("/latest/degrees?area=Almaty", 400, "unknown_value"),
        ("/latest/values?fact=x&area=750000000", 400, "unknown_value"),
        ("/latest/degrees?period=1999", 400, "unknown_value"),
        ("/latest/degrees?area=", 400, "bad_parameter"),
        ("/latest/degrees?limit=0", 400, "bad_parameter"),
        ("/latest/degrees?limit=1001", 400, "bad_parameter"),
        ("/latest/degrees?limit=many", 400, "bad_parameter"),
        ("/latest/degrees?format=xml", 400, "bad_parameter"),
        ("/latest/degrees?cursor=abc", 400, "bad_cursor"),
        ("/latest/assessment?key=secret", 400, "unknown_parameter"),
        ("/latest/degrees?area=a%00b", 400, "unknown_value"),
        ("/" + "0" * 64, 404, "no_publication"),
        ("/newest", 404, "no_publication"),
        ("/latest/nodes", 404, "no_address"),
        ("?page=2", 400, "unknown_parameter"),
    ],
)
def test_wrong_questions_are_refused_in_one_sentence(
    client: Client, published: Any, path: str, status: int, code: str
) -> None:
    told = refused(client, ROOT + path)
    assert (told["status"], told["code"]) == (status, code)
    assert told["detail"].endswith(".")
    assert "\n" not in told["detail"]


def test_addresses_and_methods_that_there_are_not(client: Client, published: Any) -> None:
    assert refused(client, "/api/")["code"] == "no_address"
    assert refused(client, "/api/v2/publications")["code"] == "no_address"
    assert refused(client, ROOT, "post")["code"] == "no_method"
    assert client.delete(ROOT)["Allow"] == "GET"
    assert refused(client, f"{ROOT}/latest/degrees", Accept="image/png")["code"] == "no_format"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_problem_speaks_the_language_asked_for(client: Client, published: Any, language: str) -> None:
    path = f"{ROOT}/latest/degrees?area=x"
    answer = client.get(path, headers={"Accept-Language": f"fr;q=0.9,{language};q=0.8"})
    assert answer["Content-Language"] == language
    from qala.texts import text

    assert answer.json()["title"] == text("api.status_400", language)  # type: ignore[arg-type]


def test_what_was_sent_is_no_markup_in_a_problem(client: Client, published: Any) -> None:
    answer = client.get(f"{ROOT}/latest/degrees?area=<script>alert(1)</script>")
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert len(refused(client, f"{ROOT}/latest/degrees?area={'x' * 200}")["detail"]) < 300


def test_a_cursor_cannot_be_made_up_or_moved(client: Client, published: Any) -> None:
    onward = client.get(f"{ROOT}/latest/degrees?limit=2").json()["next"]
    cursor = onward.partition("cursor=")[2]
    assert published.digest in onward
    other = "A" if cursor[5] != "A" else "B"
    assert refused(client, f"{ROOT}/latest/degrees?cursor={cursor[:5]}{other}{cursor[6:]}")["code"] == "bad_cursor"
    assert refused(client, f"{ROOT}/latest/indicators?cursor={cursor}")["code"] == "other_cursor"
    assert refused(client, f"{ROOT}/latest/degrees?period=2019&cursor={cursor}")["code"] == "other_cursor"
    assert refused(client, f"{ROOT}?cursor={cursor}")["code"] == "other_cursor"


def test_a_fault_is_a_problem_without_its_cause(
    client: Client, published: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qala.web.publications import services

    def broken() -> None:
        raise RuntimeError("the secret cause")

    monkeypatch.setattr(services, "latest", broken)
    client.raise_request_exception = False
    told = refused(client, f"{ROOT}/latest")
    assert told["code"] == "broken"
    assert "secret" not in told["detail"]


def test_who_asks_too_often_waits(client: Client, published: Any, settings_of: Any) -> None:
    settings_of("API_ADDRESS_LIMIT", 3)
    address = f"2001:db8::{uuid4().hex[:4]}"
    answers = [client.get(ROOT, REMOTE_ADDR=address) for _ in range(8)]
    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429
    assert 0 < int(answers[-1]["Retry-After"]) <= 61
    assert answers[-1]["Content-Type"] == "application/problem+json"
    assert client.get(ROOT, REMOTE_ADDR="192.0.2.8").status_code == 200


def test_no_address_is_kept(client: Client, published: Any, home: Any) -> None:
    client.get(ROOT, REMOTE_ADDR="192.0.2.99")
    assert b"192.0.2.99" not in (home / "limits.sqlite3").read_bytes()
