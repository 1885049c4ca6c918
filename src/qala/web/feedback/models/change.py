"""The table that tells kept pages when what they say of responsibility is old."""

from django.db import models


class Change(models.Model):
    """One row: how often something changed that public pages show of responsibility, promises and errors reported."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)
