"""What people were told about rounds: in words, and how many they have not seen."""

from datetime import date
from typing import Any

from django.http import HttpRequest

from qala.texts import Language, day, text
from qala.web.areas import services as areas
from qala.web.collection.models import Notice
from qala.web.people import services as people


def said(notice: Notice, language: Language) -> str:
    """A notice in words. No value of an answer is ever among them."""
    fields: dict[str, Any] = {**notice.said["fields"], "title": notice.round.title[language]}
    if "day" in fields:
        fields["day"] = day(date.fromisoformat(fields["day"]), language)
    if "area" in fields:
        fields["area"] = area_name(fields["area"], language)
    return text(notice.said["key"], language, **fields)


def area_name(area: str, language: Language) -> str:
    """The name of a place; its id where it is not known."""
    known = areas.places().get(area)
    return known.name.text(language) if known else area


def unseen(request: HttpRequest) -> int:
    """How many notices whoever is signed in has not seen."""
    person = people.person_of(request)
    return Notice.objects.filter(person=person, seen_at=None).count() if person else 0
