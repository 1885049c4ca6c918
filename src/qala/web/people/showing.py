"""Pages of people."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from qala.texts import Language, text
from qala.web.people.models import Person
from qala.web.theme.rendering import show


def person_of(request: HttpRequest) -> Person | None:
    """Who is signed in."""
    user = getattr(request, "user", None)
    return user if isinstance(user, Person) and user.is_active else None


def refused(request: HttpRequest, language: Language, key: str) -> HttpResponse:
    """A page with status 403 that says why."""
    return page(request, language, "refused", status=403, said=text(key, language))


def page(request: HttpRequest, language: Language, template: str, **values: Any) -> HttpResponse:
    """A page of this app, with who is signed in at its head."""
    return show(request, language, f"people/{template}.html", person=person_of(request), **values)
