"""The tables of reminders and of how people want them."""

from django.conf import settings
from django.db import models


class Wish(models.Model):
    """How somebody wants to be reminded. mail: by letter too; days: how many days before a deadline;
    language: of letters, blank where they have not said.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, primary_key=True, related_name="+")
    mail = models.BooleanField(default=True)
    days = models.PositiveSmallIntegerField(default=7)
    language = models.CharField(max_length=2, blank=True, default="", db_default="")

    def __str__(self) -> str:
        return str(self.person)


class Notice(models.Model):
    """Something told to somebody once. key: what it is about, told once to each; said: a text with its fields; path:
    where it leads, after the language.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    round = models.ForeignKey("collection.Round", models.PROTECT, related_name="+")
    key = models.CharField(max_length=200)
    said = models.JSONField()
    path = models.CharField(max_length=300)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        """The newest first."""

        ordering = ("-id",)
        constraints = (models.UniqueConstraint(fields=("person", "key"), name="each_notice_once"),)

    def __str__(self) -> str:
        return self.key
