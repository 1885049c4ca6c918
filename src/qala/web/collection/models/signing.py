"""The table of signed statements."""

from django.conf import settings
from django.db import models


class Signing(models.Model):
    """A statement of an area's answers that was signed; number: from 1 in its report. Rows are added alone.

    statement: the canonical document; digest: its SHA-256; signature: the CMS over it; signer: what its certificate
    says; order: number and date of the order by which an acting official signed, empty for the akim.
    """

    report = models.ForeignKey("collection.Report", models.PROTECT, related_name="signings")
    number = models.PositiveIntegerField()
    statement = models.BinaryField()
    digest = models.CharField(max_length=64)
    signature = models.BinaryField()
    signer = models.JSONField()
    order = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """As they came."""

        ordering = ("report", "number")
        constraints = (models.UniqueConstraint(fields=("report", "number"), name="each_signing_once"),)

    def __str__(self) -> str:
        return f"{self.report_id} {self.number}"
