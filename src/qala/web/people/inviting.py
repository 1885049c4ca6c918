"""Invitations: the only way in for who has no account."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from qala.errors import BadUse
from qala.texts import LANGUAGES
from qala.web.people import granting
from qala.web.people.accounts import make, name_of
from qala.web.people.granting import Asked
from qala.web.people.models import Invitation, Person

LASTS = timedelta(days=7)


@dataclass(frozen=True)
class Guest:
    """Who is asked: an e-mail address, a name as publications have it, the language of the letter."""

    email: str
    name: str
    language: str


@transaction.atomic
def invite(by: Person | None, guest: Guest, asked: Asked, at: datetime) -> tuple[Invitation, str]:
    """An invitation, and the secret of its link, which is told this once; one to the same address that still stands
    is withdrawn where whoever invites might have sent it. Raises BadUse for what does not fit, NotYours for who may
    not give the right.
    """
    email = _email(guest.email)
    organisation = granting.checked(asked)
    granting.require_may_give(by, asked.role, asked.area, None)
    if guest.language not in LANGUAGES:
        raise BadUse("people.not_language", value=guest.language)
    if _has_account(email):
        raise BadUse("people.email_has_account", value=email)
    former = [one.pk for one in standing(at).filter(email=email) if granting.may_give(by, one.role, one.area)]
    standing(at).filter(pk__in=former).update(withdrawn_at=at)
    secret = secrets.token_urlsafe(32)
    made = Invitation.objects.create(
        email=email,
        name=name_of(guest.name),
        language=guest.language,
        role=asked.role,
        area=asked.area,
        organisation=organisation,
        until=asked.until,
        digest=_digest(secret),
        invited_by=by,
        invited_at=at,
        expires_at=at + LASTS,
    )
    return made, secret


def standing(at: datetime) -> QuerySet[Invitation]:
    """Invitations that can be accepted."""
    return Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=at)


def open_with(secret: str, at: datetime) -> Invitation | None:
    """The invitation that a link leads to, where it can be accepted."""
    return standing(at).select_related("invited_by", "organisation").filter(digest=_digest(secret)).first()


@transaction.atomic
def accept(number: int, name: str, password: str | None, at: datetime) -> Person:
    """Makes the account of who was invited, with its right and an address that the link has proven. password: None
    for who signs in elsewhere, whose name is that of the invitation where it is blank.

    Raises BadUse where it cannot be accepted any more, or for a bad name or password.
    """
    one = standing(at).select_for_update(of=("self",)).select_related("organisation", "invited_by").filter(pk=number)
    found = one.first()
    if found is None or _has_account(found.email):
        raise BadUse("people.invitation_gone")
    asked = _asked(found)
    try:
        granting.checked(asked)
        granting.require_may_give(found.invited_by, found.role, found.area, None)
    except BadUse as error:
        raise BadUse("people.invitation_gone") from error
    person = make(free_username(found.email), name if password else name or found.name, password, found.email)
    try:
        EmailAddress.objects.create(user=person, email=found.email, verified=True, primary=True)
    except IntegrityError as error:  # two links to one address, followed at once
        raise BadUse("people.invitation_gone") from error
    granting.grant(found.invited_by, person, asked, at)
    found.accepted_by, found.accepted_at = person, at
    found.save(update_fields=["accepted_by", "accepted_at"])
    return person


@transaction.atomic
def withdraw(by: Person | None, number: int, at: datetime) -> Invitation:
    """Takes an invitation back. Raises BadUse where there is none that stands, NotYours."""
    found = standing(at).select_for_update(of=("self",)).filter(pk=number).first()
    if found is None:
        raise BadUse("people.invitation_gone")
    granting.require_may_give(by, found.role, found.area, None)
    found.withdrawn_at = at
    found.save(update_fields=["withdrawn_at"])
    return found


def free_username(email: str) -> str:
    """A username after an address that nobody has yet."""
    kept = "".join(one for one in email.partition("@")[0].lower() if one.isascii() and (one.isalnum() or one in "._-"))
    first = (kept.strip("._-") or "person")[:50]
    first = first if len(first) > 1 else f"{first}-1"
    taken = set(Person.objects.filter(username__startswith=first).values_list("username", flat=True))
    return next(one for one in (first, *(f"{first}-{n}" for n in range(2, len(taken) + 3))) if one not in taken)


def _has_account(email: str) -> bool:
    """Whether somebody has proven that the address is theirs: that they say so is not enough."""
    return bool(EmailAddress.objects.filter(email__iexact=email, verified=True).exists())


def _asked(one: Invitation) -> Asked:
    return Asked(one.role, one.area, one.organisation.bin if one.organisation else "", one.until)


def languages_of(people: Collection[int]) -> dict[int, str]:
    """The language in which each of these was invited, where they were."""
    accepted = Invitation.objects.filter(accepted_by__in=people).order_by("pk")
    return dict(accepted.values_list("accepted_by", "language"))


def _email(email: str) -> str:
    given = email.strip().lower()
    try:
        validate_email(given)
    except ValidationError as error:
        raise BadUse("people.not_email", value=email) from error
    return given


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
