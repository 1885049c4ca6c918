"""The tables of rounds, and of what each area reports in one."""

from typing import Any

from django.conf import settings
from django.db import models


class Stage(models.TextChoices):
    """How far a round has come: being prepared, collecting, over."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Round(models.Model):
    """A collection campaign. name: in its addresses; title: in kk, ru and en; standards: those that its values count
    in, as ID@EDITION; table: the table of places, with those asked in its reports; period: what is asked about.

    Each step has its last day: answering, signing, verifying, appealing. fictional: whether its places are invented.
    """

    name = models.CharField(max_length=60, unique=True)
    title = models.JSONField()
    standards = models.JSONField()
    table = models.CharField(max_length=60)
    period = models.CharField(max_length=20)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.DRAFT)
    answer_until = models.DateField()
    sign_until = models.DateField()
    verify_until = models.DateField()
    appeal_until = models.DateField()
    fictional = models.BooleanField(default=False)
    copied_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="copies")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        """The newest first."""

        ordering = ("-id",)

    def __str__(self) -> str:
        return self.name

    @property
    def chain(self) -> str:
        """Its chain of the ledger."""
        return f"round/{self.name}"

    @property
    def steps(self) -> dict[str, Any]:
        """The last day of each step, in their order."""
        return {name: getattr(self, f"{name}_until") for name in ("answer", "sign", "verify", "appeal")}


class Report(models.Model):
    """What one area reports in a round; akimat: the organisation whose head signs it."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="reports")
    area = models.CharField(max_length=200)
    akimat = models.ForeignKey("people.Organisation", models.PROTECT, null=True, related_name="+")

    class Meta:
        """By area; one for each."""

        ordering = ("area",)
        constraints = (models.UniqueConstraint(fields=("round", "area"), name="one_report"),)

    def __str__(self) -> str:
        return f"{self.round} {self.area}"
