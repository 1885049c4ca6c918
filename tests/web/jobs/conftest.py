"""Workers as processes of their own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.served import environment

ROOT = Path(__file__).parents[3]
MODULE = "tests.web.jobs.kinds_for_tests"
LEASE = 3.0
"""Seconds, for the workers of tests."""
os.environ["QALA_JOB_MODULES"] = MODULE


def until(found: Callable[[], object], seconds: float = 60) -> None:
    """Waits until something is the case."""
    last = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < last, "it did not come to that"
        time.sleep(0.05)


class Workers:
    """Starts `qala worker` on the database of the tests, and ends what it started."""

    def __init__(self, database: str, home: Path, said: Path) -> None:
        told = {"QALA_JOB_MODULES": MODULE, "QALA_JOB_LEASE": str(LEASE)}
        self.environment = environment(home, database) | told
        self.said = said
        self.started: list[subprocess.Popen[bytes]] = []

    def start(self, *options: str) -> subprocess.Popen[bytes]:
        with self.said.open("a") as out:
            command = [sys.executable, "-m", "qala", "worker", *options]
            self.started.append(subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=out, stderr=out))
        return self.started[-1]

    def end(self) -> None:
        for one in self.started:
            if one.poll() is None:
                one.send_signal(signal.SIGCONT)
                one.terminate()
                one.wait(timeout=30)


@pytest.fixture
def workers(tables: str, tmp_path: Path) -> Iterator[Workers]:
    """On an empty table of jobs."""
    from django.db import connection

    from qala.web.jobs.models import Job

    Job.objects.all().delete()
    home = Path(connection.settings_dict["NAME"]).parent if not tables else tmp_path
    started = Workers(tables, home, tmp_path / "said.txt")
    yield started
    started.end()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where jobs note what they do."""
    made = tmp_path / "noted.txt"
    made.touch()
    return made


def lines(file: Path) -> list[list[str]]:
    """What was noted: name, word, attempt, process, its parent."""
    return [line.split(" ") for line in file.read_text().splitlines()]
