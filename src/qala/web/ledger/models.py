"""The tables of the ledger."""

from django.conf import settings
from django.db import models

RARE = "reopened"
"""The kind of entries that pages look for among all others."""


class Chain(models.Model):
    """A chain of entries, with its head. Its row is locked by who adds to it, so that entries come one by one."""

    name = models.CharField(max_length=300, primary_key=True)
    length = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.name} {self.length}"


class Entry(models.Model):
    """What was done about a subject. said: all that the hash covers, as canonical JSON; the columns beside it say the
    same, to be searched by. Rows are added alone: the database refuses to change or delete them.
    """

    chain = models.ForeignKey(Chain, models.PROTECT, related_name="entries")
    number = models.PositiveBigIntegerField()
    subject = models.CharField(max_length=300)
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    said = models.TextField()
    hash = models.CharField(max_length=64)

    class Meta:
        """As they came; each number once, and each version of a subject."""

        ordering = ("chain", "number")
        constraints = (
            models.UniqueConstraint(fields=("chain", "number"), name="each_entry_once"),
            models.UniqueConstraint(fields=("chain", "subject", "version"), name="each_version_once"),
        )
        indexes = (
            models.Index(fields=["subject"], name="entries_of"),
            models.Index(fields=["kind", "chain"], condition=models.Q(kind=RARE), name="rare_entries"),
        )

    def __str__(self) -> str:
        return f"{self.chain_id} {self.number} {self.kind}"


class Private(models.Model):
    """What an entry says that may have to be forgotten one day, such as names: the entry has its salted digest alone.
    Never changed; taken out by an entry that says so.
    """

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="private")
    salt = models.CharField(max_length=64)
    said = models.TextField()

    def __str__(self) -> str:
        return f"private to {self.entry_id}"
