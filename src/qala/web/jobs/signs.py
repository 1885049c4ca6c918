"""Signs of life of the workers, by which others see that there are any, and where the queue stands."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Q
from django.db.models.functions import Now

from qala.web.jobs.models import Job, Sign, State

EVERY = 5.0
"""Seconds between two signs, or a quarter of the lease where that is less."""


@dataclass(frozen=True, slots=True)
class Queue:
    """workers: alive; waits: whether a job has waited longer than a lease without a worker that takes it."""

    workers: int
    waiting: int
    running: int
    failed: int
    waits: bool


def give(worker: str) -> None:
    """Says that a worker lives."""
    Sign.objects.update_or_create(worker=worker, defaults={"seen_at": Now()})


def end(worker: str) -> None:
    """A worker ends; signs of those that were killed long ago go too."""
    Sign.objects.filter(Q(worker=worker) | Q(seen_at__lt=Now() - timedelta(days=1))).delete()


def queue() -> Queue:
    """Where the queue stands now."""
    lease = timedelta(seconds=settings.JOB_LEASE)
    alive = Sign.objects.filter(seen_at__gt=Now() - lease).count()
    waiting = Q(state=State.QUEUED)
    found = Job.objects.order_by().aggregate(
        waiting=Count("pk", filter=waiting),
        running=Count("pk", filter=Q(state=State.RUNNING)),
        failed=Count("pk", filter=Q(state=State.FAILED)),
        late=Count("pk", filter=waiting & Q(created_at__lt=Now() - lease)),
    )
    return Queue(alive, found["waiting"], found["running"], found["failed"], bool(found["late"]) and not alive)
