"""People of all kinds, and browsers in their hands."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

PASSWORD = "a long walk in the steppe"  # noqa: S105 - of accounts that live as long as a test
KINDS = {
    "nobody": None,
    "no_duty": (),
    "proposer": ("method_team",),
    "approver": ("publisher",),
    "both": ("method_team", "publisher"),
}
"""Kinds of people by their duties; `nobody` is not signed in."""


def person_with(username: str, roles: tuple[str, ...]) -> Any:
    """The account of a username, made where it is not there yet."""
    from qala.web.people import services
    from qala.web.people.models import Person

    found = Person.objects.filter(username=username).first()
    return found or services.add(username, username.replace("_", " ").title(), roles, PASSWORD)


def hand_of(kind: str, *, strict: bool = False) -> Client:
    """The browser of a person of a kind; strict: that refuses forms without their token."""
    client, roles = Client(enforce_csrf_checks=strict), KINDS[kind]
    if roles is not None:
        client.force_login(person_with(kind, roles))
    return client


@pytest.fixture
def no_attempts(tables: str) -> Iterator[Callable[[], int]]:
    """Nobody has tried to sign in; gives how many have."""
    from qala.web.people.models import Attempt

    Attempt.objects.all().delete()
    yield Attempt.objects.count
    Attempt.objects.all().delete()
