"""The table of verdicts."""

from django.conf import settings
from django.db import models

from qala.web.finite import finite


class Act(models.TextChoices):
    """What a verifier decides about an answer."""

    ACCEPT = "accept"
    CORRECT = "correct"
    RETURN = "return"
    REJECT = "reject"


class Verdict(models.Model):
    """A decision about a version of an answer; rows are added alone.

    number: of the answer; value: what it is corrected to; reason: why, where it is not accepted; error: whether the
    answer was wrong, for the projection from the sample; why: what brought it to the desk (material, sampled, risk);
    seconds: that it lay open before whoever decided.
    """

    question = models.ForeignKey("collection.Question", models.PROTECT, related_name="verdicts")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=10, choices=Act)
    value = models.FloatField(null=True)
    reason = models.TextField(blank=True)
    error = models.BooleanField()
    why = models.CharField(max_length=10)
    seconds = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """As they came, with finite numbers; a version is decided about once."""

        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("question", "number"), name="each_verdict_once"),
            models.CheckConstraint(condition=finite("value"), name="finite_verdicts"),
        )

    def __str__(self) -> str:
        return f"{self.question_id} {self.act}"
