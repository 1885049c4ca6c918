"""The queue on SQLite and PostgreSQL: who may take a job and write of it, and what is asked of it."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

KIND = "tests.note"
OTHER = "tests.steps"


@pytest.fixture(autouse=True)
def empty(tables: str) -> None:
    from qala.web.jobs.models import Job

    Job.objects.all().delete()


def put(**more: Any) -> int:
    from qala.web.jobs import services

    return services.enqueue(KIND, {"file": "x"}, **more).pk


def job(id: int) -> Any:  # noqa: A002
    from qala.web.jobs import services

    return services.job_of(id)


def run_out(id: int) -> None:  # noqa: A002
    """As if its worker had not given a sign of life for long."""
    from django.utils import timezone

    from qala.web.jobs.models import Job

    Job.objects.filter(pk=id).update(lease_until=timezone.now() - timedelta(seconds=1))


def at_once(count: int, work: Callable[[], Any]) -> list[Any]:
    """What it came to in so many threads, each on its own connection."""
    from django.db import connections

    found: list[Any] = []
    gate = threading.Barrier(count)

    def one() -> None:
        gate.wait()
        try:
            found.append(work())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_no_job_is_claimed_twice() -> None:
    from qala.web.jobs import lease

    ids = [put() for _ in range(120)]

    def all_it_gets() -> list[int]:
        got = []
        while held := lease.claim("w", [KIND]):
            got.append(held.id)
        return got

    claimed = at_once(6, all_it_gets)
    assert len(claimed) == 6
    assert sorted(id_ for got in claimed for id_ in got) == ids
    assert {job(id_).attempt for id_ in ids} == {1}


def test_the_oldest_of_the_kinds_that_a_worker_knows_comes_first() -> None:
    from qala.web.jobs import lease, services

    first, second = put(), put()
    other = services.enqueue(OTHER, {}).pk
    assert lease.claim("w", []) is None
    held = lease.claim("w", [OTHER])
    assert held is not None
    assert held.id == other
    for expected in (first, second):
        held = lease.claim("w", [KIND])
        assert held is not None
        assert (held.id, held.attempt, held.arguments) == (expected, 1, {"file": "x"})
    assert lease.claim("w", [KIND]) is None


@pytest.mark.parametrize("write", ["beat", "tell", "finish", "fail", "cancelled", "give_back", "died"])
def test_a_former_attempt_writes_nothing(write: str) -> None:
    from qala.web.jobs import lease

    id_ = put()
    before = lease.claim("first", [KIND])
    assert before is not None
    run_out(id_)
    assert lease.claim("second", [KIND]) is not None
    row = vars(job(id_)) | {"_state": None}
    values: dict[str, tuple[Any, ...]] = {"tell": (0.9, {}), "finish": ('{"late": 1}',), "fail": ({"key": "x"},)}
    with pytest.raises(lease.Lost):
        getattr(lease, write)(before, *values.get(write, ()))
    assert vars(job(id_)) | {"_state": None} == row


def test_a_lease_is_run_out_only_when_its_time_is_over() -> None:
    from django.conf import settings
    from django.utils import timezone

    from qala.web.jobs import lease

    id_ = put()
    held = lease.claim("w", [KIND])
    assert held is not None
    assert lease.claim("other", [KIND]) is None
    left = job(id_).lease_until - timezone.now()
    assert settings.JOB_LEASE - 2 < left.total_seconds() <= settings.JOB_LEASE + 0.1, "told in UTC by the database"
    run_out(id_)
    assert lease.beat(held) is False, "late, but nobody has taken it"
    assert lease.claim("other", [KIND]) is None


def test_no_try_is_left() -> None:
    from qala.web.jobs import lease

    id_ = put()
    for _ in range(3):
        assert lease.claim("w", [KIND]) is not None
        run_out(id_)
    assert lease.claim("w", [KIND]) is None
    assert lease.end_abandoned() == [id_]
    assert (job(id_).state, job(id_).error["key"]) == ("failed", "jobs.abandoned")
    assert lease.end_abandoned() == []


@pytest.mark.parametrize("how", ["end_abandoned", "died", "give_back"])
def test_what_was_to_be_cancelled_is_not_tried_again(how: str) -> None:
    from qala.web.jobs import lease, services

    id_ = put()
    held = lease.claim("w", [KIND])
    assert held is not None
    services.cancel(id_)
    assert lease.beat(held) is True
    if how == "end_abandoned":
        run_out(id_)
        assert lease.claim("w", [KIND]) is None
        lease.end_abandoned()
    else:
        getattr(lease, how)(held)
    assert (job(id_).state, job(id_).error) == ("cancelled", None)
    assert job(id_).finished_at


def test_one_of_a_key_under_concurrency() -> None:
    from qala.web.jobs import lease

    for _ in range(5):
        found = at_once(6, lambda: put(dedupe_key="2019"))
        assert len(found) == 6
        assert len(set(found)) == 1
        held = lease.claim("w", [KIND])
        assert held is not None
        assert put(dedupe_key="2019") == found[0], "it runs"
        lease.finish(held, "{}")
        assert put(dedupe_key="2019") != found[0], "it is done"
        held = lease.claim("w", [KIND])
        assert held is not None
        lease.finish(held, "{}")


def test_the_key_is_held_by_the_database_and_by_kind() -> None:
    from qala.web.jobs import services
    from qala.web.jobs.models import Job

    first = put(dedupe_key="a")
    assert put(dedupe_key="b") != first
    assert services.enqueue(OTHER, {}, dedupe_key="a").pk != first
    assert put() != put(), "no key, no limit"
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(kind=KIND, dedupe_key="a")


def test_cancel_and_retry() -> None:
    from qala.web.jobs import lease, services

    id_ = put(dedupe_key="k", asked_by="aigerim")
    assert services.retry(id_).state == "queued"
    assert services.cancel(id_).state == "cancelled"
    assert job(id_).finished_at
    assert lease.claim("w", [KIND]) is None
    again = services.retry(id_)
    assert (again.state, again.cancel_asked, again.finished_at, again.asked_by) == ("queued", False, None, "aigerim")
    held = lease.claim("w", [KIND])
    assert held is not None
    lease.fail(held, {"key": "jobs.broken", "fields": {}})
    other = put(dedupe_key="k")
    assert services.retry(id_).pk == other, "the same work waits already"
    assert job(id_).state == "failed"
    services.cancel(other)
    assert services.retry(id_).error is None
    held = lease.claim("w", [KIND])
    assert held is not None
    assert held.attempt == 2
    lease.finish(held, '{"a": 1}')
    for done in (services.cancel(id_), services.retry(id_)):
        assert (done.state, done.result, done.cancel_asked) == ("done", {"a": 1}, False)
    assert [one.pk for one in services.recent(1)] == [other]


def test_progress_is_written_seldom_and_says_when_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    from qala.web.jobs import kinds, lease, services

    now = [100.0]
    monkeypatch.setattr("qala.web.jobs.kinds.time.monotonic", lambda: now[0])
    id_ = put()
    held = lease.claim("w", [KIND])
    assert held is not None
    run = kinds.Run(held)
    run.progress(0.1, "jobs.started")
    run.progress(0.2, "jobs.started")
    assert job(id_).progress == 0.1
    now[0] += 0.5
    with transaction.atomic():
        run.progress(0.3, "jobs.started")
    assert job(id_).progress == 0.1, "others could not see it, and would have to wait for the row"
    run.progress(7, "jobs.started", city="Almaty")
    assert (job(id_).progress, job(id_).said) == (1.0, {"key": "jobs.started", "fields": {"city": "Almaty"}})
    services.cancel(id_)
    now[0] += 0.5
    with pytest.raises(kinds.Cancelled):
        run.progress(0.4, "jobs.started")
    lease.cancelled(held)
    now[0] += 0.5
    with pytest.raises(lease.Lost):
        run.progress(0.5, "jobs.started")


def test_an_unknown_kind_is_refused_and_a_name_is_taken_once() -> None:
    from qala.web.jobs import kinds, services
    from qala.web.jobs.models import Job

    with pytest.raises(KeyError):
        services.enqueue("nothing", {})
    with pytest.raises(ValueError, match=KIND):
        kinds.kind(KIND, title_key="jobs.job")(lambda run: {})
    assert not Job.objects.exists()
    assert KIND in kinds.names()
    with pytest.raises(Job.DoesNotExist):
        services.cancel(1)
