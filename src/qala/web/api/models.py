"""The table of keys."""

from django.conf import settings
from django.db import models


class ApiKey(models.Model):
    """A key of a person. digest: SHA-256 of the secret, which is kept nowhere; start: its first letters, to know it by;
    last_used: a day; ended_at: when it was ended.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    scopes = models.JSONField()
    digest = models.CharField(max_length=64, unique=True)
    start = models.CharField(max_length=12)
    created_at = models.DateTimeField()
    expires_on = models.DateField()
    last_used = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """The newest first."""

        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.start}… {self.name}"
