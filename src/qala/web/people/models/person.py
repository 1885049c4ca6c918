"""The tables of accounts."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

USERNAME = r"[a-z0-9][a-z0-9._-]{1,59}"
"""What a username is made of."""


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


class Attempt(models.Model):
    """A try to sign in that failed or is under way. of: a digest of the username, or of the address it came from."""

    of = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        """Found by what and when."""

        indexes = (models.Index(fields=["of", "at"], name="attempts_of"),)

    def __str__(self) -> str:
        return f"{self.of} {self.at}"


class Shared(models.Model):
    """What processes share for a while, such as tries of one-time codes: the table of Django's cache."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.cache_key
