"""People of all kinds, and browsers in their hands."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user
from django.test import Client, RequestFactory

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


def proven(client: Client) -> Client:
    """The same browser, whose owner has just given the password once more."""
    from allauth.account.internal.flows.reauthentication import reauthenticate_by_password

    request = RequestFactory().get("/")
    request.session, request.user = client.session, get_user(client)
    reauthenticate_by_password(request)
    request.session.save()
    return client


@pytest.fixture
def no_attempts(tables: str) -> Iterator[Callable[[], int]]:
    """Nobody has tried to sign in; gives how many have."""
    from qala.web.people.models import Attempt

    Attempt.objects.all().delete()
    yield Attempt.objects.count
    Attempt.objects.all().delete()
