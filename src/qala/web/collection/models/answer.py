"""The tables of answers and of what is said about them."""

from django.conf import settings
from django.db import models

from qala.web.finite import finite


class Given(models.TextChoices):
    """How it was answered: by a value of one's own, by confirming or disputing the official figure, by last year's
    value confirmed to hold still, or by why there is none.
    """

    VALUE = "value"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    CARRIED = "carried"
    MISSING = "missing"


class Answer(models.Model):
    """A version of an answer; rows are added alone: the database refuses to change or delete them.

    reason: the code of why there is no value; quality: the U4SSC grade; note: how the value came about; explanation:
    what was said to the checks that struck it; proof: of use, for levels 3 to 5; struck: the ids of those checks.
    """

    question = models.ForeignKey("collection.Question", models.PROTECT, related_name="answers")
    number = models.PositiveIntegerField()
    given = models.CharField(max_length=10, choices=Given)
    value = models.FloatField(null=True)
    numerator = models.FloatField(null=True)
    denominator = models.FloatField(null=True)
    reason = models.CharField(max_length=40, blank=True)
    quality = models.PositiveSmallIntegerField(null=True)
    note = models.TextField(blank=True)
    explanation = models.TextField(blank=True)
    proof = models.JSONField(default=dict)
    struck = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """As they came; each version once, with finite numbers."""

        ordering = ("question", "number")
        constraints = (
            models.UniqueConstraint(fields=("question", "number"), name="each_answer_once"),
            models.CheckConstraint(
                condition=finite("value") & finite("numerator") & finite("denominator"), name="finite_answers"
            ),
        )

    def __str__(self) -> str:
        return f"{self.question_id} {self.number}"


class Comment(models.Model):
    """What somebody said about a question, to all who see it."""

    question = models.ForeignKey("collection.Question", models.PROTECT, related_name="comments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        """As they came."""

        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.question_id} {self.at}"
