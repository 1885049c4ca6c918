"""`qala serve` and the worker beside it; `qala worker` where there is nothing to work on yet."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.copies import Copies
from tests.served import COMMAND, ask, environment, free_port
from tests.web.jobs.conftest import ROOT, until

WORKER = "-m qala worker --parent"


def children(pid: int, word: str = WORKER) -> list[int]:
    """The processes that it started whose command has these words."""
    listed = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    found = [line.split(maxsplit=1) for line in listed.stdout.splitlines()]
    return [int(number) for number, command in found if word in command]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


class Site:
    """`qala serve` with options, until the end."""

    def __init__(self, home: Path, *options: str) -> None:
        self.port = free_port()
        command = [*COMMAND, "--port", str(self.port), *options]
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment(home), stdout=quiet, start_new_session=True)

    def answers(self) -> bool:
        assert self.process.poll() is None
        try:
            ask(f"http://127.0.0.1:{self.port}/kk/").close()
        except OSError:
            return False
        return True

    def worker(self) -> int | None:
        found = children(self.process.pid)
        return found[0] if found else None


@pytest.fixture(scope="module")
def home(copies: Copies, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("beside")
    copies.five_cities(made)
    return made


@pytest.fixture
def site(home: Path, request: pytest.FixtureRequest) -> Iterator[Site]:
    started = Site(home, *getattr(request, "param", ()))
    until(started.answers, 120)
    web = children(started.process.pid, "-m qala serve")
    yield started
    started.process.terminate()
    started.process.wait(timeout=30)
    for one in web:
        if alive(one):
            os.kill(one, signal.SIGKILL)


def test_a_worker_runs_beside_the_site_and_ends_with_it(site: Site) -> None:
    until(site.worker)
    worker = site.worker()
    assert worker
    site.process.terminate()
    assert site.process.wait(timeout=30) == 0
    assert not alive(worker)


def test_ctrl_c_ends_all_of_it_at_once(site: Site) -> None:
    """It reaches every process of the terminal's group."""
    until(site.worker)
    worker = site.worker()
    assert worker
    os.killpg(site.process.pid, signal.SIGINT)
    assert site.process.wait(timeout=4) == 0
    assert not alive(worker)


def test_a_worker_that_was_killed_is_started_anew(site: Site) -> None:
    until(site.worker)
    worker = site.worker()
    assert worker
    os.kill(worker, signal.SIGKILL)
    until(lambda: site.worker() not in (None, worker), 20)


def test_a_worker_notices_that_its_site_was_killed(site: Site) -> None:
    until(site.worker)
    worker = site.worker()
    assert worker
    site.process.kill()
    site.process.wait(timeout=10)
    until(lambda: not alive(worker), 20)


@pytest.mark.parametrize("site", [("--no-worker",)], indirect=True)
def test_a_site_without_a_worker(site: Site) -> None:
    assert site.worker() is None


def test_a_worker_without_tables_says_so(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "qala", "worker"]
    for database, said in (("", "qala serve"), ("postgresql://qala:secret@127.0.0.1:1/qala", "cannot be reached")):
        told = environment(tmp_path, database)
        done = subprocess.run(command, env=told, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 2
        assert said in done.stderr
        assert "Traceback" not in done.stderr
        assert "secret" not in done.stderr
