"""How a page is shown."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from qala.texts import LANGUAGES, Language, text

PLACES = ("map", "cities", "industries", "indicators", "compare", "method", "data", "findings", "news", "about")
"""What the head of a page leads to, in order: each has an address /LANGUAGE/NAME/ but the Map, which is /LANGUAGE/."""


def show(
    request: HttpRequest, language: Language, template: str, *, status: int = 200, here: str = "", **values: Any
) -> HttpResponse:
    """A page from a template; here: the one of PLACES that it belongs to. Values are what the template uses."""
    words = {
        "status": status,
        "language": language,
        "t": partial(_said, language),
        "here": here,
        "places": [(name, f"/{language}/{'' if name == 'map' else name + '/'}") for name in PLACES],
        "translations": {one: translated(request, language, one) for one in LANGUAGES},
    }
    return HttpResponse(render_to_string(template, words | values, request), status=status)


def language_in(path: str) -> Language:
    """The language of an address: that of its first part, Kazakh where it names none."""
    first = path.split("/")[1]
    return next((one for one in LANGUAGES if one == first), LANGUAGES[0])


def translated(request: HttpRequest, language: Language, other: Language) -> str:
    """The address of the same page in another language."""
    path = request.get_full_path()
    return path.replace(f"/{language}/", f"/{other}/", 1) if path.startswith(f"/{language}/") else f"/{other}/"


def _said(language: Language, key: str, /, **fields: object) -> str:
    return text(key, language, **fields)
