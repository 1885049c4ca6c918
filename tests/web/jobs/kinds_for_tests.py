"""Kinds of jobs that tests need; named to workers by QALA_JOB_MODULES."""

import os
import signal
import time
from pathlib import Path
from typing import Any

from qala.errors import BadUse, Place
from qala.web.jobs.kinds import Run, kind


def note(run: Run, word: str) -> None:
    """Adds a line to the job's file: what happened, in which attempt, in which process."""
    with Path(run.arguments["file"]).open("a") as out:
        out.write(f"{run.arguments.get('name', '')} {word} {run.attempt} {os.getpid()} {os.getppid()}\n")


@kind("tests.note", title_key="jobs.job")
def noted(run: Run) -> dict[str, Any]:
    note(run, "ran")
    return {"name": run.arguments["name"]}


@kind("tests.steps", title_key="jobs.job", done_key="jobs.done")
def steps(run: Run) -> dict[str, Any]:
    """Works for as long as it is told, saying how far it is."""
    note(run, "began")
    count = int(run.arguments["seconds"] * 10)
    for step in range(count):
        run.progress(step / count, "jobs.killed", attempts=step)
        time.sleep(0.1)
    run.progress(1, "jobs.started")
    note(run, "ended")
    return {"attempt": run.attempt, "path": "work/jobs/"}


@kind("tests.short", title_key="jobs.job", max_attempts=1000)
def short(run: Run) -> dict[str, Any]:
    """Works for a moment."""
    note(run, "began")
    time.sleep(run.arguments["seconds"])
    return {"attempt": run.attempt}


@kind("tests.first_long", title_key="jobs.job")
def first_long(run: Run) -> dict[str, Any]:
    """Goes on and on in the first attempt; is done at once in the next."""
    note(run, "began")
    while run.attempt == 1:
        run.progress(0.5, "jobs.started")
        time.sleep(0.1)
    return {"attempt": run.attempt}


@kind("tests.deaf", title_key="jobs.job")
def deaf(run: Run) -> dict[str, Any]:
    """Never says how far it is, and so never hears that it should stop."""
    note(run, "began")
    time.sleep(60)
    return {}


@kind("tests.refused", title_key="jobs.job")
def refused(_run: Run) -> dict[str, Any]:
    raise BadUse("cli.no_database", Place("figures.csv", 214, "value"), problem=OSError("gone"))


@kind("tests.broken", title_key="jobs.job")
def broken(_run: Run) -> dict[str, Any]:
    raise ZeroDivisionError("a secret of the program")


@kind("tests.not_json", title_key="jobs.job")
def not_json(_run: Run) -> dict[str, Any]:
    return {"value": float("nan")}


@kind("tests.dies", title_key="jobs.job", max_attempts=2)
def dies(run: Run) -> dict[str, Any]:
    """As where the system lacks memory; until an attempt, where one is named."""
    note(run, "began")
    if run.attempt < run.arguments.get("until", 99):
        os.kill(os.getpid(), signal.SIGKILL)
    return {"attempt": run.attempt}


@kind("tests.grows", title_key="jobs.job")
def grows(run: Run) -> dict[str, Any]:
    """Uses much memory."""
    note(run, "ran")
    return {"size": len(bytes(bytearray(300 * 2**20)))}
