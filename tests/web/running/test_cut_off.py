"""The database taken away in the middle of a request, or locked: told in words, nothing half-done, soon well again."""

import json
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from qala.texts import LANGUAGES, text
from tests.copies import Copies
from tests.served import ask, free_port, postgresql, serving
from tests.web.running.conftest import Site

PASSWORD = "a long walk in the steppe"  # noqa: S105 - of a site that lives as long as a test


class Visitor:
    """Somebody with a session of their own."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.jar = urllib.request.HTTPCookieProcessor()
        self.opener = urllib.request.build_opener(self.jar)

    def ask(self, path: str, **form: str) -> tuple[int, str, Any]:
        """The status, what is said, and the headers."""
        if form:
            token = next(one.value for one in self.jar.cookiejar if one.name == "csrftoken")
            form["csrfmiddlewaretoken"] = token or ""
        body = urllib.parse.urlencode(form).encode() if form else None
        try:
            with self.opener.open(self.address + path, body, timeout=90) as answer:
                return answer.status, answer.read().decode(), answer.headers
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, refused.read().decode(), refused.headers

    def sign_in(self) -> None:
        self.ask("/en/work/sign-in/")
        assert self.ask("/en/work/sign-in/", username="keeper", password=PASSWORD)[0] == 200


def add_keeper(site: Site) -> None:
    """An administrator of the country."""
    done = subprocess.run(
        [sys.executable, "-m", "qala", "person", "add", "keeper", "--name", "Keeper", "--role", "administrator",
         "--password-stdin"],
        input=PASSWORD, env=site.environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


ORGANISATION = {
    "bin": "000140002217", "name_kk": "Қазпошта", "name_ru": "Казпочта", "name_en": "Kazpost", "kind": "company",
    "area": "",
}  # fmt: skip
ADDED = """
from qala.web.people.models import Organisation
from qala.web.ledger.models import Entry
from qala.web.ledger import services as ledger
print(Organisation.objects.count(), Entry.objects.filter(chain="organisations").count(), list(ledger.audit()))
"""


def told(visitor: Visitor) -> None:
    """What is said while the database is away: a sentence in each language, a problem to programs."""
    for language in LANGUAGES:
        status, said, headers = visitor.ask(f"/{language}/work/organisations/")
        assert (status, headers["Retry-After"]) == (503, "30")
        assert text("site.not_now", language) in said
        assert "Traceback" not in said
    status, said, headers = visitor.ask("/api/v1/publications")
    assert (status, headers["Retry-After"]) == (503, "30")
    assert headers["Content-Type"] == "application/problem+json"
    assert json.loads(said)["code"] == "not_now"


@contextmanager
def locked(database: str) -> Iterator[None]:
    """Somebody else holds the table of organisations, so that a request that writes waits in its middle."""
    with psycopg.connect(database) as there:
        there.execute("LOCK TABLE people_organisation IN EXCLUSIVE MODE")
        yield


def waits(database: str) -> bool:
    """Whether a request waits for that table."""
    with psycopg.connect(database, autocommit=True) as there:
        found = there.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'").fetchone()
        return bool(found and found[0])


def test_connections_cut_in_the_middle_of_a_request_that_writes(
    copies: Copies, postgresql_port: int, tmp_path: Path
) -> None:
    database = f"postgresql://qala@127.0.0.1:{postgresql_port}/cut"
    copies.five_cities(tmp_path, database)
    site = Site(tmp_path, database)
    with serving(tmp_path, database, "--no-worker") as address:
        add_keeper(site)
        visitor = Visitor(address)
        visitor.sign_in()
        answers: list[tuple[int, str, Any]] = []
        with locked(database):
            hand = threading.Thread(
                target=lambda: answers.append(visitor.ask("/en/work/organisations/", **ORGANISATION))
            )
            visitor.ask("/en/work/organisations/")
            hand.start()
            until = time.monotonic() + 30
            while not waits(database) and time.monotonic() < until:
                time.sleep(0.05)
            with psycopg.connect(database, autocommit=True) as there:
                there.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = 'cut' AND wait_event_type = 'Lock'"
                )
            hand.join(timeout=60)
        ((status, said, headers),) = answers
        assert (status, headers["Retry-After"]) == (503, "30")
        assert text("site.not_now", "en") in said
        assert site.python(ADDED).split() == ["0", "0", "[]"], "nothing half-done"
        assert visitor.ask("/en/work/organisations/", **ORGANISATION)[0] == 200, "and the next one goes through"
        assert site.python(ADDED).split() == ["1", "1", "[]"]


def test_a_server_that_stops_at_once_and_comes_back(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    with postgresql() as port:
        database = f"postgresql://qala@127.0.0.1:{port}/postgres"
        relay = Relay(port)
        through = f"postgresql://qala@127.0.0.1:{relay.port}/postgres"
        site = Site(tmp_path / "home", database)
        with serving(tmp_path / "home", through, "--no-worker") as address:
            add_keeper(site)
            visitor = Visitor(address)
            visitor.sign_in()
            kept = read_until_kept(address)
            relay.cut()
            told(visitor)
            with ask(f"{address}/kk/") as page:
                assert page.read() == kept, "what everybody reads alike is in memory"
            relay.mend()
            until = time.monotonic() + 30
            while visitor.ask("/en/work/organisations/")[0] != 200 and time.monotonic() < until:
                time.sleep(0.2)
            assert visitor.ask("/en/work/organisations/")[0] == 200, "still signed in, without a new start"
        relay.cut()


def read_until_kept(address: str) -> bytes:
    """The first page, after each process that serves has made it."""
    for _ in range(40):
        with ask(f"{address}/kk/") as page:
            found = page.read()
    return found


class Relay:
    """Stands between the site and its database, and can be cut."""

    def __init__(self, target: int) -> None:
        self.target, self.port = target, free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.mend()

    def mend(self) -> None:
        self.process = subprocess.Popen([sys.executable, "-c", RELAY, str(self.port), str(self.target)])
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.05)
        pytest.fail("the relay does not listen")

    def cut(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()


RELAY = """
import asyncio, sys
async def pipe(source, target):
    try:
        while data := await source.read(65536):
            target.write(data)
            await target.drain()
    except OSError:
        pass
    finally:
        target.close()
async def met(reader, writer):
    there, back = await asyncio.open_connection("127.0.0.1", int(sys.argv[2]))
    await asyncio.gather(pipe(reader, back), pipe(there, writer))
async def main():
    async with await asyncio.start_server(met, "127.0.0.1", int(sys.argv[1])) as server:
        await server.serve_forever()
asyncio.run(main())
"""


def test_a_sqlite_file_that_another_holds(copies: Copies, tmp_path: Path) -> None:
    copies.five_cities(tmp_path)
    site = Site(tmp_path)
    with serving(tmp_path, "", "--no-worker") as address:
        add_keeper(site)
        visitor = Visitor(address)
        visitor.sign_in()
        visitor.ask("/en/work/organisations/")
        other = sqlite3.connect(tmp_path / "site.sqlite3", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        status, said, headers = visitor.ask("/en/work/organisations/", **ORGANISATION)
        other.execute("ROLLBACK")
        other.close()
        assert (status, headers["Retry-After"]) == (503, "30")
        assert text("site.not_now", "en") in said
        assert site.python(ADDED).split() == ["0", "0", "[]"]
        assert visitor.ask("/en/work/organisations/", **ORGANISATION)[0] == 200
        assert site.python(ADDED).split() == ["1", "1", "[]"]
