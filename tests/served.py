"""The site as a process of its own, and a PostgreSQL server of its own, for tests that need the real ones."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPResponse
from pathlib import Path

import pytest

COMMAND = (sys.executable, "-m", "qala", "serve")
PATIENCE = 240
"""Seconds in which a site starts, on a machine that does much else."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(home: Path, database: str = "") -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QALA_", "DJANGO_"))}
    return {**kept, "DATABASE_URL": database, "QALA_HOME": str(home), "QALA_LANGUAGE": "en"}


def ask(address: str, **headers: str) -> HTTPResponse:
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - our own host
    found: HTTPResponse = urllib.request.urlopen(request, timeout=30)  # noqa: S310 - our own host
    return found


def read(address: str) -> str:
    with ask(address) as page:
        return page.read().decode()


def status_of(address: str, method: str = "GET", **headers: str) -> int:
    try:
        request = urllib.request.Request(address, method=method, headers=headers)  # noqa: S310 - our own host
        with urllib.request.urlopen(request, timeout=30) as found:  # noqa: S310 - our own host
            return int(found.status)
    except urllib.error.HTTPError as refused:
        refused.close()
        return refused.code


@contextmanager
def serving(home: Path, database: str = "", *options: str) -> Iterator[str]:
    """The address of a site that runs until the end; what it says is in `home`/said.txt."""
    port, said, patience = free_port(), home / "said.txt", time.monotonic() + PATIENCE
    with said.open("w") as out:
        words = [*COMMAND, "--port", str(port), *options]
        server = subprocess.Popen(words, env=environment(home, database), stdout=out, stderr=out)
    address = f"http://127.0.0.1:{port}"
    try:
        while time.monotonic() < patience:
            if server.poll() is not None:
                pytest.fail(said.read_text())
            try:
                ask(f"{address}/kk/").close()
                break
            except OSError:
                time.sleep(0.1)
        else:
            pytest.fail(f"the site did not start in {PATIENCE} seconds: {said.read_text()}")
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)


@contextmanager
def postgresql(durable: bool = False) -> Iterator[int]:
    """The port of a PostgreSQL server of our own, whose superuser is qala; skips where it is not installed.

    durable: whether it waits for the disk, as the server of a real site does.
    """
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if not programs:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    bin_, folder, port = programs[-1].parent, Path(tempfile.mkdtemp(prefix="qala-pg-", dir="/tmp")), free_port()
    owner = "postgres" if os.geteuid() == 0 else None
    if owner:
        shutil.chown(folder, owner)
    made = f"{bin_}/initdb -D {folder}/data -U qala -A trust -E UTF8 --locale=C -N"
    subprocess.run(made.split(), user=owner, cwd="/", check=True, capture_output=True, timeout=120)
    words = f"{bin_}/postgres -D {folder}/data -k {folder} -h 127.0.0.1 -p {port}{'' if durable else ' -F'}"
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(words.split(), user=owner, cwd="/", stdout=quiet, stderr=quiet)
    try:
        ready = f"{bin_}/pg_isready -h 127.0.0.1 -p {port} -U qala -d postgres"
        for _ in range(300):
            if subprocess.run(ready.split(), capture_output=True, check=False, timeout=30).returncode == 0:
                break
            time.sleep(0.1)
        yield port
    finally:
        server.send_signal(signal.SIGQUIT)  # nothing of it is kept
        server.wait(timeout=60)
        shutil.rmtree(folder)
