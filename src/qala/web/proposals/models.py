"""The tables of proposals."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class State(models.TextChoices):
    """Where a proposal stands."""

    OPEN = "open"
    APPROVED = "approved"
    REJECTED = "rejected"
    VOIDED = "voided"


class Proposal(models.Model):
    """An assessment that somebody wants published. document: its JSON, compressed; base_digest: what stood when it was
    decided, blank before, and where nothing did.
    """

    digest = models.CharField(max_length=71)
    standard = models.CharField(max_length=200)
    edition = models.CharField(max_length=200)
    periods = models.JSONField()
    bases = models.JSONField()
    document = models.BinaryField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    note = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    base_digest = models.CharField(max_length=71, blank=True)

    class Meta:
        """The newest first; of each assessment at most one is open."""

        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=("digest",), condition=Q(state="open"), name="one_open_proposal"),
        )

    def __str__(self) -> str:
        return f"{self.standard}@{self.edition} {self.digest}"


class Withdrawal(models.Model):
    """A publication that somebody wants withdrawn. reason: in each language; state: APPROVED is withdrawn, REJECTED is
    that it stands.
    """

    digest = models.CharField(max_length=71)
    reason = models.JSONField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        """The newest first; of each publication at most one is open."""

        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=("digest",), condition=Q(state="open"), name="one_open_withdrawal"),
        )

    def __str__(self) -> str:
        return self.digest
