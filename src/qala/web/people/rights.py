"""What somebody may do: roles, each where it counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import timezone

from qala.web.areas import services as areas
from qala.web.people.models import Grant, Person, Role

NATIONAL = frozenset({Role.METHOD_TEAM, Role.PUBLISHER})
"""Roles that count everywhere or not at all."""
LOCAL = frozenset({Role.CONTRIBUTOR, Role.APPROVER, Role.DISPATCHER})
"""Roles that need a place."""
OF_ORGANISATIONS = frozenset({Role.COMPANY})
"""Roles that need an organisation."""
GIVEN_LOCALLY = frozenset({Role.CONTRIBUTOR, Role.APPROVER, Role.DISPATCHER, Role.COMPANY})
"""Roles that an administrator of a place may give within it."""


@dataclass(frozen=True)
class Right:
    """A role, in a place with all that lies within (blank: everywhere), for an organisation (its number, or blank)."""

    role: str
    area: str = ""
    organisation: str = ""


@dataclass(frozen=True)
class Rights:
    """All that somebody may do on a day; nothing for who is not signed in."""

    person: Person | None
    held: tuple[Right, ...] = ()

    @property
    def roles(self) -> frozenset[str]:
        """The roles that they have anywhere."""
        return frozenset(one.role for one in self.held)

    def has(self, *roles: str, area: str = "") -> bool:
        """Whether they have one of the roles in a place; without a place: in the whole country."""
        above = {"", *areas.with_those_above(area)} if area else {""}
        return any(one.role in roles and one.area in above for one in self.held)

    def may_give(self, role: str, area: str) -> bool:
        """Whether they may give this right and take it back: administrators of the country every right, those of a
        place what counts within it.
        """
        local = bool(area) and role in GIVEN_LOCALLY and self.has(Role.ADMINISTRATOR, area=area)
        return local or self.has(Role.ADMINISTRATOR)

    def areas(self, *roles: str) -> frozenset[str] | None:
        """Where they have one of the roles; None: everywhere."""
        found = frozenset(one.area for one in self.held if one.role in roles)
        return None if "" in found else found


def today() -> date:
    """The day it is where the site shows its times."""
    return timezone.now().astimezone(settings.SHOWN_ZONE).date()


def rights_of(person: Person | None) -> Rights:
    """What a person may do today; nothing where their account has ended."""
    if person is None or not person.is_active:
        return Rights(person)
    standing = Grant.objects.filter(person=person, ended_at=None).values_list(
        "role", "area", "organisation__bin", "until"
    )
    return Rights(person, tuple(_standing(standing)))


def _standing(rows: Iterable[tuple[str, str, str | None, date | None]]) -> Iterable[Right]:
    now = today()
    return (Right(role, area, number or "") for role, area, number, until in rows if until is None or now <= until)


def holders(*roles: str) -> tuple[tuple[int, Right], ...]:
    """Everybody who has one of the roles today, by the number of their account, once for each such right."""
    now = today()
    rows = Grant.objects.filter(role__in=roles, ended_at=None, person__is_active=True).order_by("person", "pk")
    found = rows.values_list("person", "role", "area", "organisation__bin", "until")
    return tuple(
        (person, Right(role, area, number or ""))
        for person, role, area, number, until in found
        if until is None or now <= until
    )
