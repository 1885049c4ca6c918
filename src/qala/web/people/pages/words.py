"""Rights in words."""

from typing import NamedTuple

from qala.texts import Language, day, text
from qala.web.areas import services as areas
from qala.web.people import organisations
from qala.web.people.models import Grant, Invitation, Organisation, Role
from qala.web.people.rights import GIVEN_LOCALLY, Rights, today


class Said(NamedTuple):
    """A right as a page tells it. over: whether its last day is past."""

    number: int
    role: str
    place: str
    organisation: str
    until: str
    over: bool


def said(one: Grant | Invitation, language: Language) -> Said:
    """A right, given or promised."""
    until = day(one.until, language) if one.until else ""
    over = one.until is not None and one.until < today()
    owner = name_of(one.organisation, language) if one.organisation else ""
    return Said(one.pk, text(f"people.{one.role}", language), place(one.area, language), owner, until, over)


def place(area: str, language: Language) -> str:
    """A place's name, or that it is everywhere."""
    known = areas.places().get(area)
    return known.name.text(language) if known else area or text("people.everywhere", language)


def name_of(organisation: Organisation, language: Language) -> str:
    """An organisation's name with its number."""
    return f"{organisation.name[language]} ({organisation.bin})"


def choices(language: Language, rights: Rights) -> dict[str, list[tuple[str, str]]]:
    """What a form for a right offers to whoever gives it: roles, places, organisations, each with its name."""
    owners = Organisation.objects.filter(is_active=True)
    where = rights.areas(Role.ADMINISTRATOR)
    inside = None if where is None else areas.within(where)
    everywhere = [("", text("people.everywhere", language))] if inside is None else []
    places = [one for one in organisations.places(language) if inside is None or one[0] in inside]
    roles = [role for role in Role if inside is None or role in GIVEN_LOCALLY]
    return {
        "roles": [(role.value, text(f"people.{role}", language)) for role in roles],
        "areas": everywhere + places,
        "organisations": [(one.bin, name_of(one, language)) for one in owners],
    }
