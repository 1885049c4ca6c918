"""Giving and taking back rights: who may, what fits, and that it is told."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from qala.errors import BadUse
from qala.web.areas import services as areas
from qala.web.ledger import services as ledger
from qala.web.people.models import Grant, Organisation, Person, Role
from qala.web.people.rights import LOCAL, NATIONAL, OF_ORGANISATIONS, rights_of, today

CHAIN = "rights"
"""The chain of the ledger that tells who was given what."""


class NotYours(BadUse):
    """Whoever acts may not give or take back this right."""


@dataclass(frozen=True)
class Asked:
    """A right to be given. area: a place's id, blank for everywhere; organisation: its number, or blank;
    until: the last day.
    """

    role: str
    area: str = ""
    organisation: str = ""
    until: date | None = None


@transaction.atomic
def grant(by: Person | None, person: Person, asked: Asked, at: datetime) -> Grant:
    """Gives a right; by: None for the operator. One of the same kind whose last day is past makes room for it.

    Raises BadUse for what does not fit, NotYours for who may not.
    """
    organisation = checked(asked)
    require_may_give(by, asked.role, asked.area, person)
    same = Grant.objects.filter(person=person, role=asked.role, area=asked.area, organisation=organisation)
    same.filter(ended_at=None, until__lt=today()).update(ended_at=at)
    try:
        with transaction.atomic():
            made = Grant.objects.create(
                person=person,
                role=asked.role,
                area=asked.area,
                organisation=organisation,
                until=asked.until,
                given_by=by,
                given_at=at,
            )
    except IntegrityError as error:
        raise BadUse("people.has_it_already", name=person.name) from error
    told("granted", person, by, at, asked)
    return made


@transaction.atomic
def take_back(by: Person | None, number: int, at: datetime) -> Grant:
    """Ends a right. Raises BadUse where there is none such or it has ended, NotYours for who may not."""
    found = Grant.objects.select_for_update(of=("self",)).select_related("person", "organisation").filter(pk=number)
    one = found.first()
    if one is None or one.ended_at is not None:
        raise BadUse("people.no_such_right", number=number)
    require_may_give(by, one.role, one.area, None)
    one.ended_by, one.ended_at = by, at
    one.save(update_fields=["ended_by", "ended_at"])
    told("taken-back", one.person, by, at, asked_of(one))
    return one


def asked_of(one: Grant) -> Asked:
    """What was asked for with a right that stands."""
    return Asked(one.role, one.area, one.organisation.bin if one.organisation else "", one.until)


def checked(asked: Asked) -> Organisation | None:
    """The organisation of a right. Raises BadUse where role, place, organisation or day do not fit together."""
    if asked.role not in Role.values:
        raise BadUse("people.not_role", value=asked.role, known=", ".join(Role.values))
    if asked.area and asked.area not in areas.places():
        raise BadUse("people.not_area", value=asked.area)
    if asked.role in NATIONAL and asked.area:
        raise BadUse("people.role_is_national", role=asked.role)
    if asked.role in LOCAL and not asked.area:
        raise BadUse("people.role_needs_area", role=asked.role)
    if asked.role in OF_ORGANISATIONS and not asked.organisation:
        raise BadUse("people.role_needs_organisation", role=asked.role)
    if asked.until is not None and asked.until < today():
        raise BadUse("people.until_is_past", value=asked.until.isoformat())
    if not asked.organisation:
        return None
    found = Organisation.objects.filter(bin=asked.organisation, is_active=True).first()
    if found is None:
        raise BadUse("people.no_organisation", value=asked.organisation)
    return found


def require_may_give(by: Person | None, role: str, area: str, to: Person | None) -> None:
    """Raises NotYours for a right that is not theirs to give, and for one to themselves."""
    if by is not None and to is not None and by.pk == to.pk:
        raise NotYours("people.not_to_oneself")
    if not may_give(by, role, area):
        raise NotYours("people.not_yours_to_give")


def may_give(by: Person | None, role: str, area: str) -> bool:
    """Whether this right is theirs to give today; the operator's always."""
    return by is None or rights_of(by).may_give(role, area)


def told(kind: str, person: Person, by: Person | None, at: datetime, asked: Asked | None = None) -> None:
    """Adds to the ledger what was done about a person; their name can be forgotten, that it was done cannot."""
    said = {} if asked is None else {
        "role": asked.role,
        "area": asked.area,
        "organisation": asked.organisation,
        "until": asked.until.isoformat() if asked.until else "",
    }  # fmt: skip
    ledger.add(CHAIN, ledger.Event(kind, f"person:{person.pk}", said, {"name": person.name}), by, at)
