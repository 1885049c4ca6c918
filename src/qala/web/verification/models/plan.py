"""The tables of how a round is verified, and of who may not verify whom."""

from django.conf import settings
from django.db import models


class Plan(models.Model):
    """How a round is verified. assurance: limited or reasonable; share: of the values that are not material, drawn at
    random; seed: of the draw, written down before there was anything to draw from; drawn_at: when it was drawn.
    """

    round = models.OneToOneField("collection.Round", models.PROTECT, primary_key=True, related_name="+")
    assurance = models.CharField(max_length=10)
    share = models.FloatField()
    seed = models.CharField(max_length=64)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    drawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.round_id} {self.assurance}"


class Interest(models.Model):
    """Somebody may not verify a place or an organisation. area, organisation: one of them, the other blank; words: why;
    told_by: themselves or an officer; ended_at: since when it does not hold any more.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="interests")
    area = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, null=True, related_name="+")
    words = models.TextField()
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """As they were told."""

        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.person} {self.area}"
