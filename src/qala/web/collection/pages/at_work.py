"""What pages of those who run rounds have in common."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from qala.errors import BadUse, QalaError
from qala.texts import Language, day, text
from qala.web.collection.models import Round
from qala.web.collection.notices import area_name
from qala.web.collection.policies import RoundPolicy
from qala.web.people import services as people
from qala.web.refusals import status_of
from qala.web.theme.rendering import show
from qala.web.zone import when


def page(request: HttpRequest, language: Language, template: str, *, status: int = 200, **values: Any) -> HttpResponse:
    """A page for who is signed in."""
    common: dict[str, Any] = {
        "person": people.signed_in(request),
        "roles": people.rights(request).roles,
        "when": partial(when, language),
        "day": partial(_day, language),
        "place": partial(_place, language),
        "time": partial(time_said, language),
    }
    return show(request, language, f"collection/{template}.html", status=status, **common | values)


def done(request: HttpRequest, language: Language, act: Callable[[], object], onward: str) -> HttpResponse:
    """What came of an act: on to a page, or one sentence that says why not, with a way back."""
    try:
        act()
    except QalaError as error:
        return page(request, language, "not_done", status=status_of(error), said=error.text(language), back=onward)
    return HttpResponseRedirect(onward)


def round_of(request: HttpRequest, name: str) -> Round:
    """A round that whoever is signed in may see. Raises Http404 for others as for those that are not there."""
    found = RoundPolicy().visible(people.rights(request)).filter(name=name).first()
    if found is None:
        raise Http404
    return found


def time_said(language: Language, minutes: int) -> str:
    """Minutes as hours and minutes."""
    hours, rest = divmod(minutes, 60)
    parts = [text("rounds.hours", language, count=hours)] if hours else []
    if rest or not hours:
        parts.append(text("rounds.minutes", language, count=rest))
    return " ".join(parts)


def date_in(said: str) -> date:
    """A day of a form. Raises BadUse for one that is none."""
    try:
        return date.fromisoformat(said.strip())
    except ValueError as error:
        raise BadUse("people.not_day", value=said[:40]) from error


def _day(language: Language, at: date) -> str:
    return day(at, language)


def _place(language: Language, area: str) -> str:
    return area_name(area, language)
