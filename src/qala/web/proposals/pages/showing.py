"""How pages of proposals are shown, and refusals told."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from qala.errors import QalaError
from qala.texts import Language, text
from qala.web.ledger import services as ledger
from qala.web.people import services as people
from qala.web.refusals import status_of
from qala.web.theme.rendering import show
from qala.web.zone import when

PREFIX = "sha256:"


def page(request: HttpRequest, language: Language, template: str, *, status: int = 200, **values: Any) -> HttpResponse:
    """A page for who is signed in."""
    person = people.signed_in(request)
    common: dict[str, Any] = {"person": person, "duties": people.rights(request).roles, "when": partial(when, language)}
    return show(request, language, f"proposals/{template}.html", status=status, **common, **values)


def done(request: HttpRequest, language: Language, act: Callable[[], object], onward: str) -> HttpResponse:
    """What came of an action: on to a page, or one sentence that says why not, with a way back to the same page."""
    try:
        act()
    except QalaError as error:
        said, status = error.text(language), status_of(error)
        return page(request, language, "refused", status=status, said=said, back=onward)
    return HttpResponseRedirect(onward)


def told(records: list[ledger.Told], language: Language) -> list[dict[str, str]]:
    """Records in words."""
    return [
        {
            "when": when(language, one.at),
            "said": text(f"proposals.record_{one.kind}", language, name=one.private.get("name", "–")),
            "reason": one.private.get("reason", ""),
        }
        for one in records
    ]
