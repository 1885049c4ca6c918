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


def session(key: str, hours: int) -> None:
    """A session that ends in so many hours, listed since the day before yesterday."""
    from allauth.usersessions.models import UserSession
    from django.contrib.sessions.models import Session

    from tests.web.people.conftest import person_with

    Session.objects.create(session_key=key, session_data="", expire_date=timezone.now() + timedelta(hours=hours))
    UserSession.objects.create(
        user=person_with("visitor", ()),
        session_key=key,
        created_at=timezone.now() - timedelta(days=2),
        ip="127.0.0.1",
        user_agent="x",
    )


def test_sessions_go_when_their_time_is_over(tables: str) -> None:
    from allauth.usersessions.models import UserSession
    from django.contrib.sessions.models import Session

    from qala.web.jobs import old

    session("over", -1)
    session("standing", 1)
    old.delete_sessions()
    assert set(Session.objects.values_list("session_key", flat=True)) == {"standing"}
    assert set(UserSession.objects.values_list("session_key", flat=True)) == {"standing"}


def test_the_worker_does_it(tables: str, workers: Workers) -> None:
    from django.contrib.sessions.models import Session

    from qala.web.jobs.models import Job

    old_one: Any = ended("done", 200)
    session("long over", -100)
    assert workers.start("--once").wait(timeout=120) == 0, workers.said.read_text()
    assert not Job.objects.filter(pk=old_one).exists()
    assert not Session.objects.filter(session_key="long over").exists()
