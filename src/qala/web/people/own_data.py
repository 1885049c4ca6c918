"""Everything that the site keeps about somebody, for them to take away."""

from collections.abc import Callable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.db.models import Q, QuerySet
from django.utils.module_loading import autodiscover_modules

from qala.web.ledger import services as ledger
from qala.web.people.models import Grant, Invitation, Person

Source = Callable[[Person], Any]
SOURCES: dict[str, Source] = {}


def source(name: str) -> Callable[[Source], Source]:
    """Marks a function that gives what a part of the site keeps about a person; its module is called `own_data`."""

    def kept(function: Source) -> Source:
        SOURCES[name] = function
        return function

    return kept


def everything_about(person: Person) -> dict[str, Any]:
    """All parts, by name; secrets are left out."""
    autodiscover_modules("own_data")
    return {name: found(person) for name, found in sorted(SOURCES.items())}


@source("account")
def _account(person: Person) -> Any:
    columns = ("username", "name", "email", "is_active", "created_at", "last_login")
    return {name: getattr(person, name) for name in columns}


@source("addresses")
def _addresses(person: Person) -> Any:
    return _rows(EmailAddress.objects.filter(user=person), "email", "verified", "primary")


@source("rights")
def _rights(person: Person) -> Any:
    return _rows(
        Grant.objects.filter(person=person), "role", "area", "organisation__bin", "until", "given_at", "ended_at"
    )


@source("rights_given_or_taken_back")
def _rights_given(person: Person) -> Any:
    mine = Grant.objects.filter(Q(given_by=person) | Q(ended_by=person))
    return _rows(mine, "person__username", "role", "area", "organisation__bin", "until", "given_at", "ended_at")


@source("invitations")
def _invitations(person: Person) -> Any:
    accepted = Invitation.objects.filter(accepted_by=person)
    return _rows(accepted, "email", "name", "language", "role", "area", "invited_at", "accepted_at")


@source("invitations_sent")
def _invitations_sent(person: Person) -> Any:
    """Without whom they went to, who is another."""
    return _rows(Invitation.objects.filter(invited_by=person), "role", "area", "invited_at", "accepted_at")


@source("reference_data")
def _reference_data(person: Person) -> Any:
    return _rows(LogEntry.objects.filter(user=person), "action_time", "object_repr", "action_flag")


@source("sessions")
def _sessions(person: Person) -> Any:
    return _rows(UserSession.objects.filter(user=person), "created_at", "last_seen_at", "ip", "user_agent")


@source("second_factors")
def _second_factors(person: Person) -> Any:
    return _rows(Authenticator.objects.filter(user=person), "type", "created_at", "last_used_at")


@source("elsewhere")
def _elsewhere(person: Person) -> Any:
    columns = ("provider", "uid", "date_joined", "last_login", "extra_data")
    return _rows(SocialAccount.objects.filter(user=person), *columns)


@source("ledger")
def _ledger(person: Person) -> Any:
    told = [*ledger.by(person), *ledger.history(f"person:{person.pk}")]
    return [
        {
            "chain": one.chain,
            "number": one.number,
            "at": one.at,
            "subject": one.subject,
            "kind": one.kind,
            "payload": one.payload,
            "private": one.private,
        }
        for one in told
    ]


def _rows(found: QuerySet[Any], *columns: str) -> list[dict[str, Any]]:
    return list(found.order_by("pk").values(*columns))
