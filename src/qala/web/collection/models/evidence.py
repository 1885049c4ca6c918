"""The tables of evidence: files by their content, and what they are evidence of."""

from django.conf import settings
from django.db import models


class Evidence(models.Model):
    """A file that was checked, under the SHA-256 of its content; the content lies in QALA_HOME/evidence."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256


class Attachment(models.Model):
    """Evidence of an answer: a file or a link. name: as it is shown; about: what it shows; version: of the answer that
    it came with; removed_at: since when it does not count any more. Never deleted.
    """

    question = models.ForeignKey("collection.Question", models.PROTECT, related_name="attachments")
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, related_name="attachments")
    link = models.TextField(blank=True)
    name = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    version = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        """As they came."""

        ordering = ("id",)

    def __str__(self) -> str:
        return self.name
