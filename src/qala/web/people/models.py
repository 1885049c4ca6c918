"""The tables of people."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

USERNAME = r"[a-z0-9][a-z0-9._-]{1,59}"
"""What a username is made of."""


class Role(models.TextChoices):
    """A duty that a person has."""

    PROPOSER = "proposer"
    APPROVER = "approver"


class Person(AbstractBaseUser):
    """Somebody who can sign in. Never deleted, since what they did stays told; is_active: whether they still work."""

    username = models.CharField(
        _("username"), max_length=60, unique=True, validators=[RegexValidator(rf"^{USERNAME}\Z")]
    )
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("email address"), blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = BaseUserManager()

    class Meta:
        """By name."""

        ordering = ("username",)

    def __str__(self) -> str:
        return self.name


class Duty(models.Model):
    """A role of a person."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="duties")
    role = models.CharField(max_length=20, choices=Role)

    class Meta:
        """Each once."""

        constraints = (models.UniqueConstraint(fields=("person", "role"), name="each_duty_once"),)

    def __str__(self) -> str:
        return f"{self.person} {self.role}"


class Attempt(models.Model):
    """A try to sign in that failed or is under way. of: a digest of the username, or of the address it came from."""

    of = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        """Found by what and when."""

        indexes = (models.Index(fields=["of", "at"], name="attempts_of"),)

    def __str__(self) -> str:
        return f"{self.of} {self.at}"
