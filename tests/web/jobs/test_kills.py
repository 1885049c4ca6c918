"""A worker killed at random moments, again and again: no job is lost, and none counts twice."""

import contextlib
import os
import random
import signal
import time
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection

from tests.web.jobs.conftest import Workers, lines, until
from tests.web.jobs.test_workers import put

COUNTED = {
    "sqlite": """
        CREATE TABLE counted (job integer, attempt integer);
        CREATE TRIGGER counting AFTER UPDATE OF state ON jobs_job WHEN (NEW.state = 'done' AND OLD.state <> 'done')
        BEGIN INSERT INTO counted VALUES (NEW.id, NEW.attempt)#; END;
    """,
    "postgresql": """
        CREATE TABLE counted (job bigint, attempt integer);
        CREATE FUNCTION counting() RETURNS trigger LANGUAGE plpgsql
        AS 'BEGIN INSERT INTO counted VALUES (NEW.id, NEW.attempt)#; RETURN NEW#; END';
        CREATE TRIGGER counting AFTER UPDATE ON jobs_job FOR EACH ROW
        WHEN (NEW.state = 'done' AND OLD.state <> 'done') EXECUTE FUNCTION counting();
    """,
}
"""What makes the database itself count how often each job comes to its end."""
LEASE = "1.5"


def hand_of(worker: int) -> int | None:
    """The process that runs the jobs of a worker, where there is one."""
    for found in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError):
            words = found.read_text().rpartition(")")[2].split()
            if int(words[1]) == worker and b"spawn_main" in (found.parent / "cmdline").read_bytes():
                return int(found.parent.name)
    return None


def killed_at_random(workers: Workers, file: Path, kills: int) -> None:
    """Starts a worker and kills it, its hand or both at a random moment, so many times; then lets one finish."""
    chance = random.Random(20261124)  # noqa: S311 - moments, not secrets
    struck = Counter[str]()
    for _ in range(kills):
        put("tests.short", file, name=str(len(lines(file))), seconds=chance.uniform(0, 0.4))
        worker = workers.start()
        before = len(lines(file))
        until(lambda: len(lines(file)) > before or worker.poll() is not None, 60)  # noqa: B023 - used at once
        time.sleep(chance.uniform(0, 0.5))
        hand, whom = hand_of(worker.pid), chance.choice(("worker", "hand", "both"))
        for pid in {"worker": (worker.pid,), "hand": (hand,), "both": (worker.pid, hand)}[whom]:
            if pid is not None:
                os.kill(pid, signal.SIGKILL)
                struck[whom] += 1
        time.sleep(chance.uniform(0, 0.2))
        worker.kill()
        worker.wait(timeout=30)
    assert set(struck) == {"worker", "hand", "both"}


@pytest.mark.long
@pytest.mark.timeout(3000)
def test_no_job_is_lost_and_none_counts_twice(workers: Workers, file: Path) -> None:
    from qala.web.jobs.models import Job

    kills = int(os.environ.get("QALA_TEST_KILLS", "100"))
    workers.environment["QALA_JOB_LEASE"] = LEASE
    with connection.cursor() as cursor:
        for words in COUNTED[connection.vendor].replace("#;", "\0").split(";"):
            if words.strip():
                cursor.execute(words.replace("\0", ";"))
    try:
        ids = {put("tests.short", file, name=f"first {number}", seconds=0.05) for number in range(kills)}
        killed_at_random(workers, file, kills)
        workers.start()
        until(lambda: not Job.objects.exclude(state="done").exists(), 240)
        every = set(Job.objects.values_list("pk", flat=True))
        with connection.cursor() as cursor:
            cursor.execute("SELECT job, attempt FROM counted")
            counted = cursor.fetchall()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER counting" + (" ON jobs_job" if connection.vendor == "postgresql" else ""))
            cursor.execute("DROP TABLE counted")
            if connection.vendor == "postgresql":
                cursor.execute("DROP FUNCTION counting()")
    assert every >= ids
    assert len(every) == 2 * kills
    assert Counter(job for job, _ in counted) == Counter(every), "each came to its end exactly once"
    ended = {(job.pk, job.attempt): job.result for job in Job.objects.all()}
    assert {(job, attempt) for job, attempt in counted} == set(ended), "by the attempt that wrote its result"
    assert all(result == {"attempt": attempt} for (_, attempt), result in ended.items())
    assert max(attempt for _, attempt in counted) > 1, "some were hit in the middle"
