"""The table of what verification found beyond single values."""

from django.conf import settings
from django.db import models


class Finding(models.Model):
    """Something to be put right. about: what was found; response: what the area says to it; owner: who puts it right;
    due: by when; closed: when and with which words; follows: the finding of an earlier round that it follows up.
    """

    report = models.ForeignKey("collection.Report", models.PROTECT, related_name="findings")
    question = models.ForeignKey("collection.Question", models.PROTECT, null=True, related_name="findings")
    about = models.TextField()
    due = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    response = models.TextField(blank=True)
    owner = models.CharField(max_length=200, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    closing = models.TextField(blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")

    class Meta:
        """As they came."""

        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.report} {self.pk}"
