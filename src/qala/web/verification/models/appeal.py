"""The table of appeals."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from qala.web.finite import finite


class Outcome(models.TextChoices):
    """What became of an appeal."""

    OPEN = "open"
    GRANTED = "granted"
    REFUSED = "refused"


class Appeal(models.Model):
    """An area does not agree with a verdict. value: what it says is right; reason: why; decided by somebody who gave no
    verdict on it, with words.
    """

    question = models.ForeignKey("collection.Question", models.PROTECT, related_name="appeals")
    number = models.PositiveIntegerField()
    value = models.FloatField()
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.OPEN)
    words = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        """As they came; one against each verdict."""

        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("question", "number"), name="one_appeal_a_verdict"),
            models.CheckConstraint(condition=finite("value"), name="finite_appeals"),
            models.CheckConstraint(
                condition=Q(outcome="open") | Q(decided_by__isnull=False), name="decided_by_somebody"
            ),
        )

    def __str__(self) -> str:
        return f"{self.question_id} {self.outcome}"
