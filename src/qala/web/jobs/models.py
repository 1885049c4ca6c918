"""The table of jobs, which is the queue too."""

from django.db import models
from django.db.models import Q


class State(models.TextChoices):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


ACTIVE = (State.QUEUED, State.RUNNING)


class Job(models.Model):
    """A piece of work.

    attempt: grows with every claim and is never set back, every write of a running job carries it; attempts: tries
    since it was last put in the queue by hand. said and error: `key` of a text and its `fields`, error a `place` too.
    """

    kind = models.CharField(max_length=100)
    arguments = models.JSONField(default=dict)
    dedupe_key = models.CharField(max_length=200, blank=True)
    asked_by = models.CharField(max_length=150, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    attempt = models.PositiveIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    max_attempts = models.PositiveIntegerField(default=3)
    worker = models.CharField(max_length=200, blank=True)
    heartbeat_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    progress = models.FloatField(default=0)
    said = models.JSONField(null=True)
    cancel_asked = models.BooleanField(default=False)
    result = models.JSONField(null=True)
    error = models.JSONField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        """The newest first; of one kind and dedupe key at most one waits or runs."""

        ordering = ("-id",)
        indexes = (models.Index(fields=["state", "id"], name="jobs_by_state"),)
        constraints = (
            models.UniqueConstraint(
                fields=["kind", "dedupe_key"],
                condition=Q(state__in=ACTIVE) & ~Q(dedupe_key=""),
                name="jobs_one_of_a_key",
            ),
        )

    def __str__(self) -> str:
        return f"{self.pk} {self.kind} {self.state}"

    @property
    def active(self) -> bool:
        """Whether it waits or runs."""
        return self.state in ACTIVE


class Sign(models.Model):
    """The last sign of life of a worker, by the clock of the database."""

    worker = models.CharField(max_length=200, primary_key=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.worker} {self.seen_at}"
