"""Jobs that ended long ago are deleted in small steps; what waits, runs or ended lately stays."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.web.jobs.conftest import Workers


def ended(state: str, days: int) -> int:
    from qala.web.jobs.models import Job

    at = timezone.now() - timedelta(days=days)
    return Job.objects.create(kind="tests.none", state=state, finished_at=None if state == "queued" else at).pk


def test_only_what_ended_long_ago_goes(tables: str) -> None:
    from qala.web.jobs import old
    from qala.web.jobs.models import Job

    gone = [ended(state, 91) for state in ("done", "failed", "cancelled")]
    kept = [ended("done", 89), ended("queued", 91)]
    assert old.delete_some() == 3
    assert set(Job.objects.values_list("pk", flat=True)) >= set(kept)
    assert not Job.objects.filter(pk__in=gone)


def test_in_steps(tables: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from qala.web.jobs import old

    monkeypatch.setattr(old, "STEP", 2)
    for _ in range(3):
        ended("done", 91)
    assert [old.delete_some() for _ in range(3)] == [2, 1, 0]


def test_the_worker_does_it(tables: str, workers: Workers) -> None:
    from qala.web.jobs.models import Job

    old_one: Any = ended("done", 200)
    assert workers.start("--once").wait(timeout=120) == 0, workers.said.read_text()
    assert not Job.objects.filter(pk=old_one).exists()
