"""The table of promises."""

from django.conf import settings
from django.db import models

from qala.texts import LANGUAGES, Language


class Standing(models.TextChoices):
    """Whether a promise is still to be kept, was kept, or was withdrawn."""

    OPEN = "open"
    KEPT = "kept"
    WITHDRAWN = "withdrawn"


class Promise(models.Model):
    """What a responsible organisation promises for a cell by a day. standard: its id; node: an industry, or the root;
    text: in kk, ru and en, at least one of them; reason: how it was kept or why it was withdrawn.
    """

    standard = models.CharField(max_length=200)
    area = models.CharField(max_length=200)
    node = models.CharField(max_length=200)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    text = models.JSONField()
    due = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=Standing, default=Standing.OPEN)
    reason = models.TextField(blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """What is due first."""

        ordering = ("due", "id")
        indexes = (models.Index(fields=["area", "node"], name="promises_of_cell"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state="open") | models.Q(ended_by__isnull=False), name="ended_by_somebody"
            ),
        )

    def __str__(self) -> str:
        return f"{self.area} {self.node} {self.due}"

    def spoken(self, language: Language) -> Language:
        """The language to show it in: the one asked for where it is said in that, else another."""
        return language if self.text[language] else next(one for one in LANGUAGES if self.text[one])

    @property
    def subject(self) -> str:
        """What the ledger calls it."""
        return f"promise:{self.pk}"
