"""The table of questions."""

from django.conf import settings
from django.db import models

from qala.web.finite import finite


class State(models.TextChoices):
    """Where a question stands; `states.AFTER` says how it gets from one to another."""

    OPEN = "open"
    ANSWERED = "answered"
    SIGNED = "signed"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


class Question(models.Model):
    """One fact asked of one area in a round, once whatever standards it counts in.

    organisation: who answers; delegate: a colleague who answers this one; minutes: what it should take; official, last:
    the official figure of the period (boundary: the place it really describes) and the last known
    value before it, with where they are from; version: the number
    of the answer that stands, 0 for none; state: where it stands; verified: the value that verification let stand.

    The desk's order: risk (points of the Map times doubt), material (a band hangs on it), sampled (drawn at random).
    """

    round = models.ForeignKey("collection.Round", models.PROTECT, related_name="questions")
    report = models.ForeignKey("collection.Report", models.PROTECT, related_name="questions")
    area = models.CharField(max_length=200)
    fact = models.CharField(max_length=200)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, null=True, related_name="+")
    delegate = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    minutes = models.PositiveSmallIntegerField()
    official = models.FloatField(null=True)
    official_source = models.TextField(blank=True)
    official_boundary = models.CharField(max_length=200, blank=True)
    last = models.FloatField(null=True)
    last_period = models.CharField(max_length=20, blank=True)
    last_source = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    version = models.PositiveIntegerField(default=0)
    verified = models.FloatField(null=True)
    risk = models.FloatField(default=0)
    material = models.BooleanField(default=False)
    sampled = models.BooleanField(default=False)

    class Meta:
        """Each fact once in a report."""

        ordering = ("report", "id")
        constraints = (
            models.UniqueConstraint(fields=("report", "fact"), name="each_fact_once"),
            models.CheckConstraint(condition=finite("verified"), name="finite_verified"),
        )
        indexes = (
            models.Index(fields=["round", "state", "-material", "-sampled", "-risk", "id"], name="questions_of_desk"),
            models.Index(fields=["round", "area", "state"], name="questions_of_area"),
            models.Index(fields=["round", "fact"], name="questions_of_fact"),
            models.Index(fields=["organisation", "state"], name="questions_of_department"),
        )

    def __str__(self) -> str:
        return f"{self.area} {self.fact}"

    @property
    def subject(self) -> str:
        """What the ledger calls it."""
        return f"question:{self.pk}"
