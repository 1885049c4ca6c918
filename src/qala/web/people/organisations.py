"""Organisations: known by a number that is checked."""

from collections.abc import Mapping
from datetime import datetime
from operator import itemgetter

from django.db import IntegrityError, transaction

from qala.errors import BadUse
from qala.texts import LANGUAGES, Language, text
from qala.web.areas import services as areas
from qala.web.ledger import services as ledger
from qala.web.people.bin import is_bin
from qala.web.people.models import Organisation, Person

CHAIN = "organisations"
"""The chain of the ledger that tells what became of organisations."""


def checked(number: str, name: Mapping[str, str], kind: str, area: str) -> dict[str, object]:
    """What an organisation is made of. Raises BadUse for a wrong number, a missing name, an unknown kind or place."""
    number = number.strip()
    if not is_bin(number):
        raise BadUse("people.not_bin", value=number)
    names = {language: " ".join(name.get(language, "").split()) for language in LANGUAGES}
    if not all(names.values()) or any(len(one) > 200 or not one.isprintable() for one in names.values()):
        raise BadUse("people.organisation_name")
    if kind not in Organisation.Kind.values:
        raise BadUse("people.not_kind", value=kind, known=", ".join(Organisation.Kind.values))
    if area and area not in areas.places():
        raise BadUse("people.not_area", value=area)
    return {"bin": number, "name": names, "kind": kind, "area": area}


def add(
    number: str, name: Mapping[str, str], kind: str, area: str = "", *, by: Person | None = None, at: datetime
) -> Organisation:
    """A new organisation; by: None for the operator. Raises BadUse, also where there is one with the number."""
    made = Organisation(**checked(number, name, kind, area))
    try:
        save(made, by, at)
    except IntegrityError as error:
        raise BadUse("people.organisation_taken", value=made.bin) from error
    return made


@transaction.atomic
def save(one: Organisation, by: Person | None, at: datetime) -> None:
    """Saves what was checked, and tells it in the ledger. Raises IntegrityError where its number is another's."""
    kind = "added" if one.pk is None else "changed"
    one.save()
    told = {"bin": one.bin, "name": one.name, "kind": one.kind, "area": one.area, "active": one.is_active}
    ledger.add(CHAIN, ledger.Event(kind, f"organisation:{one.pk}", told), by, at)


def kinds(language: Language) -> list[tuple[str, str]]:
    """What an organisation can be, each with its word."""
    return [(one, text(f"people.kind_{one}", language)) for one in Organisation.Kind.values]


def places(language: Language) -> list[tuple[str, str]]:
    """Where it can be, each with its name, by name."""
    return sorted(((id_, one.name.text(language)) for id_, one in areas.places().items()), key=itemgetter(1))


def everyone() -> list[Organisation]:
    """All organisations, by number."""
    return list(Organisation.objects.all())
