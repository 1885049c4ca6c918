"""What the site tells whoever watches over it: figures for Prometheus, and a line for each request, with its number."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from logging.config import dictConfig
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from qala.web.logs import logging_of
from tests import served
from tests.copies import Copies
from tests.served import ask, serving, status_of

TOKEN = "a-token-of-whoever-watches"  # noqa: S105 - of a site that lives as long as a test
AUTHORIZED = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("watched")


@pytest.fixture(scope="module")
def watched(home: Path, copies: Copies, database: str) -> Iterator[str]:
    """The address of a site with its worker, two processes that serve, and a token."""
    copies.five_cities(home, database)
    plain = served.environment
    patch = pytest.MonkeyPatch()
    patch.setattr(served, "environment", lambda *parts: plain(*parts) | {"QALA_METRICS_TOKEN": TOKEN})
    with serving(home, database) as address:
        patch.undo()
        yield address


def figures(address: str) -> dict[str, float]:
    """Every sample by its name and labels, as Prometheus' own reader has it."""
    with ask(f"{address}/metrics", **AUTHORIZED) as answer:
        said = answer.read().decode()
    return {
        one.name + "".join(f" {name}={value}" for name, value in sorted(one.labels.items())): one.value
        for family in text_string_to_metric_families(said)
        for one in family.samples
    }


def lines(home: Path) -> list[dict[str, Any]]:
    """What the site wrote so far that is an object."""
    return [json.loads(one) for one in (home / "said.txt").read_text().splitlines() if one.startswith("{")]


def test_all_processes_count_together(watched: str) -> None:
    kept, made = "qala_http_requests_total method=GET route=memory status=200", "qala_http_requests_total method=GET"
    ask(f"{watched}/kk/").close()
    before = figures(watched)
    for _ in range(40):
        ask(f"{watched}/kk/").close()
        ask(f"{watched}/kk/work/sign-in/").close()
    after = figures(watched)
    sign_in = next(one for one in after if one.startswith(made) and "sign-in" in one)
    assert after[sign_in] - before.get(sign_in, 0) == 40
    public = sum(after[one] - before.get(one, 0) for one in after if one.startswith(made)) - 40
    assert public == 40, "whether from memory or made"
    assert after[kept] > before.get(kept, 0), "the worker draws charts meanwhile: then the page is made anew"
    assert status_of(f"{watched}/kk/nothing/") == 404
    assert figures(watched)["qala_http_requests_total method=GET route=none status=404"] == 1


def test_times_are_counted_by_route(watched: str) -> None:
    ask(f"{watched}/ru/work/sign-in/").close()
    found = figures(watched)
    counts = {name: value for name, value in found.items() if name.startswith("qala_http_request_seconds_count")}
    whole = {name: value for name, value in found.items() if "_bucket" in name and "le=+Inf" in name}
    assert sum(counts.values()) == sum(whole.values()) > 0
    requests = sum(value for name, value in found.items() if name.startswith("qala_http_requests_total"))
    assert sum(counts.values()) == requests


def test_how_things_are_is_told(watched: str) -> None:
    until = time.monotonic() + 60
    while (found := figures(watched))["qala_workers"] < 1 and time.monotonic() < until:
        time.sleep(0.2)
    assert (found["qala_database_up"], found["qala_publications"], found["qala_workers"]) == (1, 1, 1)
    assert found["qala_jobs_late"] == found["qala_jobs state=failed"] == 0
    assert found["qala_disk_free_bytes"] > 2**20


def test_only_who_has_the_token_is_told(watched: str, copies: Copies, tmp_path: Path) -> None:
    assert status_of(f"{watched}/metrics") == 401
    assert status_of(f"{watched}/metrics", Authorization="Bearer another") == 401
    assert status_of(f"{watched}/metrics", Authorization=f"Bearer {TOKEN}é".encode().decode("latin-1")) == 401
    copies.five_cities(tmp_path)
    with serving(tmp_path, "", "--no-worker") as address:
        assert status_of(f"{address}/metrics") == 404
        assert status_of(f"{address}/metrics", **AUTHORIZED) == 404
        assert status_of(f"{address}/metrics", Authorization="Bearer ") == 404


def test_a_request_is_a_line_with_its_number(watched: str, home: Path) -> None:
    with ask(f"{watched}/en/work/sign-in/?next=/en/work/me/") as answer:
        number = answer.headers["X-Request-ID"]
    assert re.fullmatch(r"[0-9a-f]{32}", number)
    (line,) = [one for one in lines(home) if one.get("request") == number]
    assert line["milliseconds"] > 0
    assert line["bytes"] > 1000
    about = {name: line[name] for name in ("event", "level", "logger", "method", "path", "status")}
    assert about == {
        "event": "answered",
        "level": "info",
        "logger": "qala.requests",
        "method": "GET",
        "path": "/en/work/sign-in/",
        "status": 200,
    }
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z", line["time"])
    assert set(line) == {*about, "request", "milliseconds", "bytes", "time"}, "and nothing of who asked"


def test_no_secret_of_an_address_is_written_down(watched: str, home: Path) -> None:
    secret = "Zm9yLW9uZS1ndWVzdC1hbG9uZQ"  # noqa: S105
    assert status_of(f"{watched}/en/work/invitation/{secret}/") == 410
    assert status_of(f"{watched}/en/work/account/password/reset/1f-{secret}/") == 200
    assert status_of(f"{watched}/en/work/sign-in/?next={secret}") == 200
    for cut in (f"en/work/invitation/{secret}", f"de/work/invitation/{secret}/", f"en/work/account/email/MQ:{secret}"):
        assert status_of(f"{watched}/{cut}") in (404, 410, 200), "a link that lost a letter, led on or not there"
    said = (home / "said.txt").read_text()
    assert secret not in said
    assert '"path": "/en/work/invitation/…/"' in said


def test_a_page_that_everybody_reads_alike_has_no_number(watched: str) -> None:
    for _ in range(3):
        with ask(f"{watched}/en/") as answer:
            assert "X-Request-ID" not in answer.headers


def test_the_number_of_a_proxy_is_taken_where_it_may_be_believed(tables: str) -> None:
    from django.test import Client, override_settings

    given, client = "0123456789abcdef-from-a-proxy", Client()
    assert client.get("/en/work/sign-in/", headers={"X-Request-ID": given})["X-Request-ID"] != given
    with override_settings(BEHIND_PROXY=True):
        assert client.get("/en/work/sign-in/", headers={"X-Request-ID": given})["X-Request-ID"] == given
        for bad in ("short", "a" * 65, "not one\tword", "Ж" * 8):
            assert client.get("/en/work/sign-in/", headers={"X-Request-ID": bad})["X-Request-ID"] != bad


def test_a_fault_tells_the_visitor_its_number_and_the_log_its_cause(
    tables: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from django.test import Client

    from qala.web.people import views

    def fall(*_parts: object) -> None:
        raise RuntimeError("the ground opened")

    dictConfig(logging_of(terminal=False))
    monkeypatch.setattr(views, "_asked", fall)
    answer = Client(raise_request_exception=False).get("/ru/work/sign-in/")
    number = answer["X-Request-ID"]
    assert answer.status_code == 500
    assert number in answer.content.decode()
    assert "the ground opened" not in answer.content.decode()
    said = [json.loads(one) for one in capsys.readouterr().err.splitlines() if one.startswith("{")]
    faults = [one for one in said if one["level"] == "error"]
    assert [one["request"] for one in said] == [number] * len(said)
    assert ["the ground opened" in one["exception"] for one in faults] == [True]


def test_for_people_it_is_a_line_of_text() -> None:
    code = """
import logging, logging.config
from qala.web.logs import logging_of
logging.config.dictConfig(logging_of(terminal=True))
hidden = "a secret in a variable"
try:
    raise ValueError("no ground")
except ValueError:
    logging.getLogger("qala.jobs").exception("job %s failed", 7)
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert "job 7 failed" in done.stderr
    assert "ValueError: no ground" in done.stderr
    assert "a secret" not in done.stderr
