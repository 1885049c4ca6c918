"""The tables of publications."""

from django.db import models
from django.db.models import Q


class Publication(models.Model):
    """An assessment that is published; number: publications in their order.

    document: its JSON, compressed, and frame, the same without its rows; findings: those alone; signature: that of its
    digest; reason: why it was withdrawn, in each language.
    """

    number = models.BigAutoField(primary_key=True)
    digest = models.CharField(max_length=71, unique=True)
    standard = models.CharField(max_length=200)
    edition = models.CharField(max_length=200)
    periods = models.JSONField()
    bases = models.JSONField()
    published_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=200, blank=True)
    approved_by = models.CharField(max_length=200, blank=True)
    signature = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=200, blank=True)
    reason = models.JSONField(default=dict)
    document = models.BinaryField()
    frame = models.BinaryField()
    findings = models.BinaryField()

    class Meta:
        """The newest first."""

        ordering = ("-number",)

    def __str__(self) -> str:
        return f"{self.standard}@{self.edition} {self.digest}"


class Sheet(models.Model):
    """The degrees of all areas of a publication in one period on one basis; current: what its standard says now."""

    publication = models.ForeignKey(Publication, models.CASCADE)
    standard = models.CharField(max_length=200)
    edition = models.CharField(max_length=200)
    period = models.CharField(max_length=40)
    basis = models.CharField(max_length=40)
    current = models.BooleanField()
    content = models.BinaryField()

    class Meta:
        """One is current."""

        constraints = (
            models.UniqueConstraint(fields=("publication", "period", "basis"), name="one_sheet"),
            models.UniqueConstraint(
                fields=("standard", "edition", "period", "basis"), condition=Q(current=True), name="one_current_sheet"
            ),
        )

    def __str__(self) -> str:
        return f"{self.standard}@{self.edition} {self.period} {self.basis}"


class Case(models.Model):
    """All rows of one area in one period on one basis."""

    publication = models.ForeignKey(Publication, models.CASCADE)
    area = models.CharField(max_length=200)
    period = models.CharField(max_length=40)
    basis = models.CharField(max_length=40)
    content = models.BinaryField()

    class Meta:
        """One for each."""

        constraints = (models.UniqueConstraint(fields=("publication", "period", "basis", "area"), name="one_case"),)

    def __str__(self) -> str:
        return f"{self.area} {self.period} {self.basis}"


class Series(models.Model):
    """All values of one fact that a publication rests on, assessed or not."""

    publication = models.ForeignKey(Publication, models.CASCADE)
    fact = models.CharField(max_length=200)
    content = models.BinaryField()

    class Meta:
        """One for each."""

        constraints = (models.UniqueConstraint(fields=("publication", "fact"), name="one_series"),)

    def __str__(self) -> str:
        return self.fact


class SigningKey(models.Model):
    """A public key that the site signed with; state: in-use, retired or lost, with the reason of it."""

    id = models.CharField(max_length=16, primary_key=True)
    public = models.BinaryField(max_length=32)
    since = models.DateTimeField()
    state = models.CharField(max_length=10, default="in-use")
    reason = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.id


class Kept(models.Model):
    """A file that was made once, under the SHA-256 of its content; compressed: whether it is kept so."""

    digest = models.CharField(max_length=64, primary_key=True)
    media_type = models.CharField(max_length=100)
    compressed = models.BooleanField()
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.digest


class Product(models.Model):
    """A file of a publication: a picture, a chart, a workbook. about: what a page says of it."""

    publication = models.ForeignKey(Publication, models.CASCADE)
    name = models.CharField(max_length=200)
    kept = models.ForeignKey(Kept, models.PROTECT)
    size = models.PositiveIntegerField()
    about = models.JSONField(default=dict)

    class Meta:
        """One of each name."""

        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("publication", "name"), name="one_product"),)

    def __str__(self) -> str:
        return self.name
