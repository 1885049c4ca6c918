"""The table of backups."""

from django.db import models


class Backup(models.Model):
    """A backup that was made. file: where it was written, on the machine that made it; size: in bytes."""

    at = models.DateTimeField()
    file = models.TextField()
    size = models.BigIntegerField()
    with_keys = models.BooleanField()

    class Meta:
        """The newest first."""

        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.at} {self.file}"
