"""What other parts of the site may do with jobs and ask of them."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Now

from qala.web.jobs.kinds import kind_of
from qala.web.jobs.models import ACTIVE, Job, State
from qala.web.jobs.showing import shown
from qala.web.jobs.signs import Queue, queue

__all__ = ["Queue", "cancel", "enqueue", "find", "job_of", "newest_done", "queue", "recent", "retry", "shown"]

_AS_NEW = {
    "state": State.QUEUED,
    "attempts": 0,
    "cancel_asked": False,
    "progress": 0,
    "said": None,
    "result": None,
    "error": None,
    "started_at": None,
    "finished_at": None,
}


def enqueue(kind: str, arguments: Mapping[str, Any], *, dedupe_key: str = "", asked_by: str = "") -> Job:
    """Puts a job in the queue; the one that waits or runs already where kind and dedupe key are the same.

    arguments: of JSON. Raises KeyError for a kind that is not registered.
    """
    tries = kind_of(kind).max_attempts
    while True:
        try:
            with transaction.atomic():
                return Job.objects.create(
                    kind=kind, arguments=dict(arguments), dedupe_key=dedupe_key, asked_by=asked_by, max_attempts=tries
                )
        except IntegrityError:
            found = _same(kind, dedupe_key)
            if found is not None:
                return found


def job_of(id: int) -> Job:  # noqa: A002 - it is the job's id
    """The job as it is now. Raises Job.DoesNotExist."""
    return Job.objects.get(pk=id)


def find(id: int) -> Job | None:  # noqa: A002
    """The job as it is now; None where there is none."""
    return Job.objects.filter(pk=id).first()


def recent(count: int) -> list[Job]:
    """The newest jobs."""
    return list(Job.objects.all()[:count])


def newest_done(kind: str, dedupe_key: str) -> Job | None:
    """The newest of a kind and key that came to its end; None where there is none."""
    return Job.objects.filter(kind=kind, dedupe_key=dedupe_key, state=State.DONE).order_by("-id").first()


def cancel(id: int) -> Job:  # noqa: A002
    """Cancels a job that waits, asks one that runs to stop, and leaves one that ended. Raises Job.DoesNotExist."""
    waits = Q(state=State.QUEUED)
    Job.objects.filter(pk=id, state__in=ACTIVE).update(
        cancel_asked=True,
        finished_at=Case(When(waits, then=Now()), default=F("finished_at")),
        state=Case(When(waits, then=Value(State.CANCELLED)), default=F("state")),
    )
    return job_of(id)


def retry(id: int) -> Job:  # noqa: A002
    """Puts a job that failed or was cancelled in the queue again, with all its tries; leaves others as they are.

    Where the same work waits or runs already, gives that job. Raises Job.DoesNotExist.
    """
    job = job_of(id)
    try:
        with transaction.atomic():
            Job.objects.filter(pk=id, state__in=(State.FAILED, State.CANCELLED)).update(**_AS_NEW)
    except IntegrityError:
        return _same(job.kind, job.dedupe_key) or retry(id)
    return job_of(id)


def _same(kind: str, dedupe_key: str) -> Job | None:
    return Job.objects.filter(kind=kind, dedupe_key=dedupe_key, state__in=ACTIVE).first()
