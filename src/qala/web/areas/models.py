"""The tables of boundaries."""

from django.db import models


class Boundary(models.Model):
    """The boundary of a place. table: of places, such as kz; name: as the file has it; area: the id of the place that
    it is, blank where none is known; geometry: GeoJSON, checked and mended.
    """

    table = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    area = models.CharField(max_length=200, blank=True)
    geometry = models.TextField()
    source = models.CharField(max_length=200)
    licence = models.CharField(max_length=200)
    imported_at = models.DateTimeField()

    class Meta:
        """As in the file."""

        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("table", "name"), name="one_boundary_a_name"),)

    def __str__(self) -> str:
        return f"{self.table} {self.name}"


class Outline(models.Model):
    """The boundaries of a table of places, ready to be drawn: paths as JSON, and the digest of these."""

    table = models.CharField(max_length=64, unique=True)
    paths = models.TextField()
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.table} {self.digest}"
