"""The tables of publications."""

from django.db import models


class Publication(models.Model):
    """An assessment that is published. document: its JSON, compressed; number: publications in their order."""

    number = models.BigAutoField(primary_key=True)
    digest = models.CharField(max_length=71, unique=True)
    standard = models.CharField(max_length=200)
    edition = models.CharField(max_length=200)
    published_at = models.DateTimeField()
    document = models.BinaryField()

    class Meta:
        """The newest first."""

        ordering = ("-number",)

    def __str__(self) -> str:
        return f"{self.standard}@{self.edition} {self.digest}"
