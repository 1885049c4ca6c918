"""How the pages of promises and errors reported are shown, and refusals told."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from qala.errors import QalaError
from qala.texts import Language, day
from qala.web.areas import services as areas
from qala.web.people import services as people
from qala.web.refusals import status_of
from qala.web.theme.rendering import show
from qala.web.zone import when


def page(request: HttpRequest, language: Language, template: str, *, status: int = 200, **values: Any) -> HttpResponse:
    """A page for who is signed in."""
    common: dict[str, Any] = {
        "person": people.signed_in(request),
        "when": partial(when, language),
        "day": lambda one: day(one, language),
        "place": lambda area: place(area, language),
    }
    return show(request, language, f"feedback/{template}.html", status=status, **common, **values)


def done(
    request: HttpRequest, language: Language, act: Callable[[], object], back: str, onward: str = ""
) -> HttpResponse:
    """What came of an act: on to a page, or one sentence that says why not, with a way back."""
    try:
        act()
    except QalaError as error:
        said, status = error.text(language), status_of(error)
        return page(request, language, "refused", status=status, said=said, back=back)
    return HttpResponseRedirect(onward or back)


def place(area: str, language: Language) -> str:
    """The name of a place."""
    known = areas.places().get(area)
    return known.name.text(language) if known else area
