"""Organisations: known by a number that is checked."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction

from qala.errors import BadUse
from qala.texts import LANGUAGES
from qala.web.areas import services as areas
from qala.web.people.bin import is_bin
from qala.web.people.models import Organisation


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


def add(number: str, name: Mapping[str, str], kind: str, area: str = "") -> Organisation:
    """A new organisation. Raises BadUse, also where there is one with the number."""
    about = checked(number, name, kind, area)
    try:
        with transaction.atomic():
            made: Organisation = Organisation.objects.create(**about)
    except IntegrityError as error:
        raise BadUse("people.organisation_taken", value=str(about["bin"])) from error
    return made


def everyone() -> list[Organisation]:
    """All organisations, by number."""
    return list(Organisation.objects.all())
