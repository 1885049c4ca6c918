"""The site by its units behind nginx by its example, on PostgreSQL, over TLS."""

import configparser
import http.client
import os
import re
import shlex
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from tests.copies import Copies
from tests.deploy.conftest import DEPLOY, NAME, ROOT, fronted, opened
from tests.served import environment, free_port

UNITS = sorted((DEPLOY / "systemd").glob("*.service"))


@dataclass(frozen=True)
class Front:
    """What visitors reach. home, database: of the site behind it; nginx: the folder of its files."""

    plain: int
    secure: int
    trust: ssl.SSLContext
    home: Path
    database: str
    nginx: Path

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[http.client.HTTPResponse, str]:
        """The answer over TLS, with what it says."""
        there = http.client.HTTPConnection(NAME, timeout=60)
        there.sock = self.trust.wrap_socket(socket.create_connection(("127.0.0.1", self.secure)), server_hostname=NAME)
        there.request(method, path, body or None, {name.replace("_", "-"): said for name, said in headers.items()})
        answer = there.getresponse()
        said = answer.read().decode("utf-8", "replace")
        there.close()
        return answer, said


def unit(file: Path) -> dict[str, list[str]]:
    """What a unit's service says, by name."""
    read = configparser.RawConfigParser(strict=False, delimiters=("=",), comment_prefixes=("#",))
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read_string(file.read_text())
    return {name: [said] for name, said in read["Service"].items()}


def command(name: str, port: int = 0) -> list[str]:
    """The very line that systemd would start, with a port of our own."""
    words = shlex.split(unit(DEPLOY / f"systemd/{name}.service")["ExecStart"][0])
    assert words[0] == "/opt/qala/deploy/start"
    return [str(DEPLOY / "start"), *(str(port) if word == "%i" else word for word in words[1:])]


def told(home: Path, database: str) -> Mapping[str, str]:
    """The environment of the example, but for the database."""
    lines = (line for line in (DEPLOY / "qala.env").read_text().splitlines() if line and not line.startswith("#"))
    example = dict(line.split("=", 1) for line in lines)
    assert set(example) == {"DATABASE_URL", "QALA_HOSTS", "QALA_HTTPS", "QALA_BEHIND_PROXY", "QALA_CONTACT",
                            "QALA_SECOND_FACTOR_ROLES"}  # fmt: skip
    return {**environment(home), **example, "DATABASE_URL": database, "QALA_RELEASE": str(ROOT)}


@pytest.fixture(scope="module")
def front(
    copies: Copies,
    postgresql_port: int,
    certificate: Path,
    trust: ssl.SSLContext,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Front]:
    home, port = tmp_path_factory.mktemp("home"), free_port()
    database = f"postgresql://qala@127.0.0.1:{postgresql_port}/deployed"
    copies.five_cities(home, database)
    with (home / "said.txt").open("w") as out:
        site = subprocess.Popen(command("qala-site@", port), env=told(home, database), stdout=out, stderr=out, cwd=ROOT)
    try:
        opened(port)
        folder = tmp_path_factory.mktemp("nginx")
        for ports in fronted(port, certificate, folder):
            yield Front(*ports, trust, home, database, folder)
    finally:
        site.terminate()
        assert site.wait(timeout=20) == 0, "within TimeoutStopSec"


def test_pages_come_over_tls_alone(front: Front) -> None:
    plain = http.client.HTTPConnection("127.0.0.1", front.plain, timeout=20)
    plain.request("GET", "/kk/", headers={"Host": NAME})
    answer = plain.getresponse()
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{NAME}/kk/")
    plain.close()
    page, said = front.ask("GET", "/kk/")
    assert page.status == 200
    assert "Ақтөбе" in said
    assert page.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert "nginx/" not in str(page.headers)


def test_its_files_come_with_the_page_and_stay_kept(front: Front) -> None:
    _, said = front.ask("GET", "/en/")
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', said)
    assert files
    for file in files:
        answer, _ = front.ask("GET", file)
        assert answer.status == 200
        assert "immutable" in answer.headers["Cache-Control"]


def test_cookies_are_secure_and_forms_work(front: Front) -> None:
    page, said = front.ask("GET", "/en/work/sign-in/")
    cookie = page.headers["Set-Cookie"]
    assert "Secure" in cookie
    assert "HttpOnly" in cookie
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', said)
    assert token
    answer, said = sign_in(front, "nobody", cookie, token[1])
    assert answer.status == 403
    assert "another site" not in said, "the token was right, the password was not"


def sign_in(front: Front, name: str, cookie: str, token: str, **more: str) -> tuple[http.client.HTTPResponse, str]:
    form = f"csrfmiddlewaretoken={token}&username={name}&password=wrong".encode()
    kind = "application/x-www-form-urlencoded"
    return front.ask("POST", "/en/work/sign-in/", form, Content_Type=kind, Cookie=cookie.partition(";")[0],
                     Referer=f"https://{NAME}/en/work/sign-in/", **more)  # fmt: skip


def test_who_claims_to_come_from_elsewhere_is_counted_where_they_are(front: Front) -> None:
    """Tries to sign in are counted by address: a header of one's own does not make another address."""
    page, said = front.ask("GET", "/en/work/sign-in/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', said)
    assert token
    with psycopg.connect(front.database, autocommit=True) as there:
        there.execute("DELETE FROM people_attempt")
        for number in range(4):
            claimed = f"198.51.100.{number}"
            sign_in(front, f"somebody{number}", page.headers["Set-Cookie"], token[1], X_Forwarded_For=claimed)
        found = there.execute("SELECT of, count(*) FROM people_attempt GROUP BY of").fetchall()
    assert sorted(count for _, count in found) == [1, 1, 1, 1, 4], "four names, one address"


def test_no_secret_of_an_address_is_in_the_log_of_nginx(front: Front) -> None:
    secret = "Zm9yLW9uZS1ndWVzdC1hbG9uZQ"  # noqa: S105
    for path in (f"kk/work/invitation/{secret}/", f"en/work/account/password/reset/1f-{secret}/",
                 f"identity/oidc/login/callback/?code={secret}"):  # fmt: skip
        front.ask("GET", f"/{path}")
    front.ask("GET", "/en/about/")
    said = (front.nginx / "access.log").read_text()
    assert "/en/about/" in said
    assert secret not in said


def test_another_host_is_refused(front: Front) -> None:
    answer, _ = front.ask("GET", "/kk/", Host="evil.example")
    assert answer.status == 400


def test_what_is_too_large_stops_at_the_door(front: Front) -> None:
    there = front.trust.wrap_socket(socket.create_connection(("127.0.0.1", front.secure)), server_hostname=NAME)
    start = f"POST /en/work/proposals/new/ HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: {56 * 2**20}\r\n\r\n"
    there.sendall(start.encode())
    assert there.recv(40).startswith(b"HTTP/1.1 413 ")
    there.close()


def test_a_flood_of_tries_is_kept_away(front: Front) -> None:
    statuses = [front.ask("GET", "/en/work/sign-in/")[0].status for _ in range(40)]
    assert statuses[-1] == 429
    assert 200 in statuses
    assert front.ask("GET", "/en/")[0].status == 200, "others read on"


def test_the_worker_of_the_unit_works_and_ends_when_told(front: Front) -> None:
    worker = subprocess.Popen(command("qala-worker"), env=told(front.home, front.database), cwd=ROOT)
    try:
        with psycopg.connect(front.database, autocommit=True) as there:
            for _ in range(300):
                states = [row[0] for row in there.execute("SELECT state FROM jobs_job").fetchall()]
                if "running" in states:
                    break
                time.sleep(0.1)
            assert "running" in states
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=30) == 0, "within TimeoutStopSec"
    finally:
        worker.kill()
        worker.wait()


@pytest.mark.parametrize("file", UNITS, ids=lambda file: file.stem)
def test_systemd_understands_the_units(file: Path, tmp_path: Path) -> None:
    """With a program that is there in place of the one that will be."""
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd is not installed")
    there = tmp_path / file.name
    there.write_text(file.read_text().replace("/opt/qala/deploy/start", sys.executable))
    found = subprocess.run([program, "verify", "--man=no", there], capture_output=True, text=True, check=False)
    mine = [line for line in found.stderr.splitlines() if file.name in line or "Unknown" in line]
    assert mine == []


def test_the_units_differ_in_what_they_run_alone() -> None:
    site, worker = (unit(DEPLOY / f"systemd/{name}.service") for name in ("qala-site@", "qala-worker"))
    differ = {name for name in {*site, *worker} if site.get(name) != worker.get(name)}
    assert differ == {"ExecStart", "TimeoutStopSec", "MemoryMax"}
    for one in (site, worker):
        assert one["NoNewPrivileges"] == ["yes"]
        assert one["User"] == ["qala"]


def test_a_command_is_told_what_the_services_are(tmp_path: Path) -> None:
    """Also words with blanks and signs that a shell would read."""
    if shutil.which("runuser") is None or os.geteuid():
        pytest.skip("root alone runs commands as others")
    given = {
        "QALA_HOSTS": "qala.example.kz",
        "QALA_CONTACT": "write to: $(us) & more; 'all' of \"us\"",
        "QALA_HTTPS": "1",
    }
    (tmp_path / "qala.env").write_text("# told\n\n" + "".join(f"{name}={said}\n" for name, said in given.items()))
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/bin/python").write_text('#!/bin/sh\nprintf "%s\\n" "$@"\nenv\n')
    (tmp_path / ".venv/bin/python").chmod(0o755)
    own = {"PATH": os.environ["PATH"], "QALA_TOLD": str(tmp_path / "qala.env"), "QALA_ACCOUNT": tmp_path.owner(),
           "QALA_RELEASE": str(tmp_path)}  # fmt: skip
    words = [str(DEPLOY / "qala"), "person", "add", "a", "--name", "Aigerim Serik"]
    done = subprocess.run(words, env=own, capture_output=True, text=True, check=True, timeout=60)
    lines = done.stdout.splitlines()
    assert lines[:7] == ["-m", "qala", "person", "add", "a", "--name", "Aigerim Serik"]
    assert {f"{name}={said}" for name, said in given.items()} | {"QALA_HOME=/var/lib/qala"} <= set(lines)


def test_the_page_names_every_file() -> None:
    page = (ROOT / "docs/deploy.md").read_text()
    for file in (path for path in DEPLOY.rglob("*") if path.is_file()):
        assert f"deploy/{file.relative_to(DEPLOY)}" in page
    assert os.access(ROOT / "qala", os.X_OK)
