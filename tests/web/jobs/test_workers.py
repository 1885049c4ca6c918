"""Jobs run by real workers on SQLite and PostgreSQL: each once, through kills, cancels and stops."""

import os
import signal
from pathlib import Path

from tests.web.jobs.conftest import LEASE, Workers, lines, until


def state_of(id: int) -> str:  # noqa: A002
    from qala.web.jobs import services

    return services.job_of(id).state


def put(kind: str, file: Path, /, **arguments: object) -> int:
    from qala.web.jobs import services

    return services.enqueue(kind, {"file": str(file), **arguments}).pk


def test_two_workers_run_each_of_200_jobs_once(workers: Workers, file: Path) -> None:
    from qala.web.jobs.models import Job

    ids = [put("tests.note", file, name=str(number)) for number in range(200)]
    both = [workers.start("--once"), workers.start("--once")]
    assert [one.wait(timeout=250) for one in both] == [0, 0], workers.said.read_text()
    assert sorted(int(name) for name, *_ in lines(file)) == list(range(200))
    assert {parent for *_, parent in lines(file)} == {str(one.pid) for one in both}, "both had work"
    assert set(Job.objects.filter(pk__in=ids).values_list("state", "attempt")) == {("done", 1)}
    assert len({process for *_, process, _ in lines(file)}) < 20, "a small hand is kept for the next job"


def test_progress_is_seen_from_another_process(workers: Workers, file: Path) -> None:
    from qala.web.jobs import services

    job = put("tests.steps", file, seconds=3)
    workers.start()
    until(lambda: 0.3 < services.job_of(job).progress < 1)
    seen = services.job_of(job)
    assert seen.said
    assert seen.said["key"] == "jobs.killed"
    assert seen.said["fields"]["attempts"] / 30 == seen.progress
    assert seen.worker.endswith(f":{workers.started[0].pid}")
    until(lambda: state_of(job) == "done")
    ended = services.job_of(job)
    assert (ended.progress, ended.result, ended.lease_until) == (1, {"attempt": 1, "path": "work/jobs/"}, None)
    assert ended.started_at
    assert ended.finished_at
    assert ended.created_at <= ended.started_at <= ended.finished_at


def test_the_job_of_a_killed_worker_is_finished_by_another(workers: Workers, file: Path) -> None:
    from qala.web.jobs import services

    job = put("tests.first_long", file)
    first = workers.start()
    until(lambda: lines(file))
    hand = int(lines(file)[0][3])
    first.kill()
    first.wait(timeout=10)
    until(lambda: not Path(f"/proc/{hand}").exists(), 10)
    assert state_of(job) == "running", "until its lease has run out"
    workers.start()
    until(lambda: state_of(job) == "done")
    assert services.job_of(job).result == {"attempt": 2}


def test_what_a_worker_does_too_late_does_not_count(workers: Workers, file: Path) -> None:
    """A worker that hangs: its job is given to another while its own hand still works on it."""
    from qala.web.jobs import services

    job = put("tests.first_long", file)
    first = workers.start()
    until(lambda: lines(file))
    first.send_signal(signal.SIGSTOP)
    workers.start()
    until(lambda: state_of(job) == "done")
    assert services.job_of(job).result == {"attempt": 2}
    first.send_signal(signal.SIGCONT)
    until(lambda: "another worker has it" in workers.said.read_text())
    assert services.job_of(job).result == {"attempt": 2}
    after = put("tests.note", file, name="next")
    until(lambda: state_of(after) == "done")
    assert first.poll() is None, "it goes on with other jobs"


def test_a_job_of_many_dead_workers_is_told_in_a_sentence(workers: Workers, file: Path) -> None:
    from qala.web.jobs import services
    from qala.web.jobs.models import Job
    from qala.web.jobs.showing import shown

    job = put("tests.deaf", file)
    Job.objects.filter(pk=job).update(max_attempts=1)
    first = workers.start()
    until(lambda: lines(file))
    first.kill()
    first.wait(timeout=10)
    workers.start()
    until(lambda: state_of(job) == "failed")
    assert shown(services.job_of(job), "en").error.startswith("The worker that did it stopped in the middle 1 times")
    assert len(lines(file)) == 1


def test_a_killed_process_is_tried_again_then_told(workers: Workers, file: Path) -> None:
    from qala.web.jobs import services
    from qala.web.jobs.showing import shown

    recovers, fails = put("tests.dies", file, until=2), put("tests.dies", file)
    worker = workers.start()
    until(lambda: state_of(fails) == "failed")
    assert services.job_of(recovers).result == {"attempt": 2}
    told = shown(services.job_of(fails), "en").error
    assert told.startswith("It broke off 2 times")
    assert worker.poll() is None, "the worker lives on"
    again = services.retry(fails)
    assert (again.state, again.attempts, again.attempt) == ("queued", 0, 2)
    until(lambda: services.job_of(fails).attempt == 4 and state_of(fails) == "failed")


def test_cancelled_in_the_middle(workers: Workers, file: Path) -> None:
    from qala.web.jobs import services

    hears, deaf = put("tests.steps", file, seconds=60), put("tests.deaf", file)
    workers.start()
    until(lambda: len(lines(file)) == 1)
    assert services.cancel(hears).state == "running"
    until(lambda: state_of(hears) == "cancelled", 5)
    until(lambda: len(lines(file)) == 2)
    services.cancel(deaf)
    until(lambda: state_of(deaf) == "cancelled", 15)
    assert services.job_of(deaf).finished_at
    assert [word for _, word, *_ in lines(file)] == ["began", "began"]
    services.retry(deaf)
    until(lambda: len(lines(file)) == 3)


def test_failures_say_a_plain_sentence(workers: Workers, file: Path) -> None:
    from qala.web.jobs import services
    from qala.web.jobs.showing import shown

    refused, broken, odd = (put(f"tests.{name}", file) for name in ("refused", "broken", "not_json"))
    assert workers.start("--once").wait(timeout=60) == 0
    job = services.job_of(refused)
    assert (job.state, job.attempt) == ("failed", 1), "trying again would not help"
    assert shown(job, "en").error.startswith(
        "figures.csv, row 214, column value: The database cannot be reached: gone."
    )
    assert shown(job, "ru").error.startswith("figures.csv, строка 214, столбец value: База данных недоступна: gone.")
    for other in (broken, odd):
        assert shown(services.job_of(other), "en").error.startswith("It failed through a fault of ours")
    assert "secret" not in str(services.job_of(broken).error)
    assert "a secret of the program" in workers.said.read_text(), "the operator reads of it in the log"


def test_a_worker_that_is_stopped_gives_its_job_back(workers: Workers, file: Path) -> None:
    from qala.web.jobs import services

    job = put("tests.first_long", file)
    for one in (signal.SIGTERM, signal.SIGINT):
        file.write_text("")
        worker = workers.start()
        until(lambda: lines(file))
        worker.send_signal(one)
        assert worker.wait(timeout=20) == 0, workers.said.read_text()
        if one == signal.SIGTERM:
            given = services.job_of(job)
            assert (given.state, given.attempts, given.attempt) == ("queued", 0, 1)
    assert state_of(job) == "done"
    assert "Traceback" not in workers.said.read_text()


def test_a_worker_that_is_stopped_finishes_what_is_short(workers: Workers, file: Path) -> None:
    job = put("tests.steps", file, seconds=2)
    worker = workers.start()
    until(lambda: lines(file))
    worker.terminate()
    assert worker.wait(timeout=20) == 0
    assert state_of(job) == "done"


def test_a_hand_that_grew_is_not_kept(workers: Workers, file: Path) -> None:
    put("tests.grows", file)
    put("tests.note", file, name="a")
    put("tests.note", file, name="b")
    assert workers.start("--once").wait(timeout=60) == 0
    first, second, third = (process for *_, process, _ in lines(file))
    assert first != second == third


def test_a_worker_ends_with_the_process_that_started_it(workers: Workers) -> None:
    assert workers.start("--parent", str(os.getpid() + 1)).wait(timeout=30) == 0
    beside = workers.start("--parent", str(os.getpid()))
    until(lambda: Path(f"/proc/{beside.pid}").exists())
    with_us = put_and_wait(workers)
    assert beside.poll() is None
    assert with_us == "done"


def put_and_wait(workers: Workers) -> str:
    job = put("tests.note", workers.said.with_name("noted.txt"), name="x")
    until(lambda: state_of(job) == "done")
    return state_of(job)


def test_the_lease_is_kept_while_a_long_job_runs(workers: Workers, file: Path) -> None:
    from qala.web.jobs import services

    job = put("tests.steps", file, seconds=2 * LEASE + 1)
    workers.start()
    workers.start()
    until(lambda: state_of(job) == "done")
    assert services.job_of(job).attempt == 1
    assert len(lines(file)) == 2
