"""Accounts: made, ended, their passwords."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from qala.errors import BadUse
from qala.web.people import granting
from qala.web.people.models import Person


def make(username: str, name: str, password: str | None, email: str = "") -> Person:
    """A new account; password: None for who signs in elsewhere.

    Raises BadUse for a username that is taken or none, a blank name, a weak password.
    """
    person = Person(username=username, name=name.strip(), email=email)
    try:
        person.clean_fields(exclude=["password", "name"])
    except ValidationError as error:
        raise BadUse("people.not_username", value=username) from error
    name_of(name)
    if password is None:
        person.set_unusable_password()
    else:
        put_password(person, password)
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        raise BadUse("people.taken", value=username) from error
    return person


def name_of(name: str) -> str:
    """A name as it is kept. Raises BadUse for none, one too long, or on several lines."""
    kept = name.strip()
    if not kept or not kept.isprintable() or len(kept) > 200:
        raise BadUse("people.not_name")
    return kept


@transaction.atomic
def end(username: str, by: Person | None = None, at: datetime | None = None) -> Person:
    """Ends an account: they cannot sign in any more, and are signed out where they are. Raises BadUse."""
    person = named(username)
    person.is_active = False
    person.save(update_fields=["is_active"])
    granting.told("account-ended", person, by, at or timezone.now())
    return person


def set_password(username: str, password: str) -> Person:
    """Another password, which signs the person out everywhere. Raises BadUse."""
    person = named(username)
    put_password(person, password)
    person.save(update_fields=["password"])
    return person


def named(username: str) -> Person:
    """The person with a username. Raises BadUse."""
    try:
        return Person.objects.get(username=username)
    except Person.DoesNotExist as error:
        raise BadUse("people.nobody", value=username) from error


def put_password(person: Person, password: str) -> None:
    """Sets a password that the rules allow; saves nothing. Raises BadUse."""
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise BadUse("people.weak", problem=" ".join(error.messages)) from error
    person.set_password(password)
