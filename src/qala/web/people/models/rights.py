"""The tables of organisations, of who may do what where until when, and of invitations."""

from typing import cast

from django.conf import settings
from django.db import models

from qala.texts import Language
from qala.web.translations import said


class Role(models.TextChoices):
    """A task that a person has."""

    CONTRIBUTOR = "contributor"
    APPROVER = "approver"
    VERIFIER = "verifier"
    AUDITOR = "auditor"
    METHOD_TEAM = "method_team"
    PROGRAMME_OFFICER = "programme_officer"
    COMPANY = "company"
    DISPATCHER = "dispatcher"
    PUBLISHER = "publisher"
    ADMINISTRATOR = "administrator"


class Organisation(models.Model):
    """A ministry, akimat, operator or company. bin: its business identification number; name: in kk, ru and en;
    area: the id of the place that it is of, blank where it is of the whole country.
    """

    class Kind(models.TextChoices):
        """What it is."""

        MINISTRY = "ministry"
        AKIMAT = "akimat"
        OPERATOR = "operator"
        COMPANY = "company"

    bin = models.CharField(max_length=12, unique=True)
    name = models.JSONField()
    kind = models.CharField(max_length=20, choices=Kind)
    area = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        """By number."""

        ordering = ("bin",)
        verbose_name = said("people.one_organisation")
        verbose_name_plural = said("people.organisations")

    def __str__(self) -> str:
        return f"{self.bin} {self.name['en'] or self.name['ru']}"


class Grant(models.Model):
    """A role of a person. area: where it counts, with all that lies within; blank: everywhere. until: its last day.
    Never deleted: ended_at says when it was taken back.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=Role)
    area = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="grants", null=True)
    until = models.DateField(null=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    given_at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """As they were given. The same right stands once."""

        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("person", "role", "area"),
                condition=models.Q(ended_at=None, organisation=None),
                name="each_right_once",
            ),
            models.UniqueConstraint(
                fields=("person", "role", "area", "organisation"),
                condition=models.Q(ended_at=None, organisation__isnull=False),
                name="each_right_of_an_organisation_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.role} {self.area}"


class Invitation(models.Model):
    """Who was asked by e-mail to work here, and with which right. digest: SHA-256 of the secret in the link, which is
    kept nowhere; language: of the letter.
    """

    email = models.EmailField()
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2)
    role = models.CharField(max_length=20, choices=Role)
    area = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", null=True)
    until = models.DateField(null=True)
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """The newest first."""

        ordering = ("-id",)

    @property
    def spoken(self) -> Language:
        """The language of the letter, which was one of ours when it was invited."""
        return cast("Language", self.language)

    def __str__(self) -> str:
        return f"{self.email} {self.role}"
