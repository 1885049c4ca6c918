"""The tables of errors that readers report."""

from typing import cast

from django.conf import settings
from django.db import models

from qala.texts import Language


class State(models.TextChoices):
    """Where a report of an error stands."""

    RECEIVED = "received"
    LOOKING = "looking"
    CORRECTED = "corrected"
    NO_ERROR = "no-error"
    ASIDE = "aside"


class Reported(models.Model):
    """An error that a reader reports. digest: of the publication that they read; area, node, indicator: what about, all
    blank: the Map as a whole; language: of their page; shown: whether a person let it be seen by everybody.

    answer: what everybody reads below it; correction: the id of the correction that it led to, in the log of them.
    """

    standard = models.CharField(max_length=200)
    digest = models.CharField(max_length=71)
    period = models.CharField(max_length=40)
    area = models.CharField(max_length=200, blank=True)
    node = models.CharField(max_length=200, blank=True)
    indicator = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    language = models.CharField(max_length=2)
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    shown = models.BooleanField(default=False)
    answer = models.TextField(blank=True)
    correction = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """The newest first."""

        ordering = ("-id",)
        indexes = (
            models.Index(fields=["shown", "area", "node"], name="errors_shown"),
            models.Index(fields=["state", "id"], name="errors_by_state"),
        )

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"

    @property
    def subject(self) -> str:
        """What the ledger calls it."""
        return f"error:{self.pk}"

    @property
    def spoken(self) -> Language:
        """The language of whoever reported it, which was one of ours."""
        return cast("Language", self.language)


class Reply(models.Model):
    """Where the answer goes by letter, kept apart and deleted with it."""

    reported = models.OneToOneField(Reported, models.PROTECT, primary_key=True, related_name="reply")
    email = models.EmailField()

    def __str__(self) -> str:
        return str(self.reported_id)
