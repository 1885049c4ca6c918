"""How pages of verification are shown, and refusals told."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse

from qala.errors import BadUse, QalaError
from qala.texts import Language, day, number, text
from qala.web.areas import services as areas
from qala.web.collection import services as collection
from qala.web.people import services as people
from qala.web.refusals import status_of
from qala.web.theme.rendering import show
from qala.web.verification.policies import ALL_SIDES, SEEING
from qala.web.zone import when

desk_required = people.duty_required(*SEEING, said="verification.needs_desk")
sides_required = people.duty_required(*ALL_SIDES, said="verification.needs_side")


def page(request: HttpRequest, language: Language, template: str, *, status: int = 200, **values: Any) -> HttpResponse:
    """A page for who is signed in."""
    common: dict[str, Any] = {
        "person": people.signed_in(request),
        "duties": people.rights(request).roles,
        "when": partial(when, language),
        "day": lambda one: day(one, language),
        "n": lambda value, digits=2: "–" if value is None else number(value, language, digits),
        "place": lambda area: place(area, language),
        "owner": lambda one: one.name[language] if one else "–",
        "length": lambda seconds: length(seconds, language),
    }
    return show(request, language, f"verification/{template}.html", status=status, **common, **values)


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


def round_named(request: HttpRequest, name: str) -> collection.Round:
    """A round that somebody may see. Raises Http404."""
    found = collection.RoundPolicy().visible(people.rights(request)).filter(name=name).first()
    if found is None:
        raise Http404
    return found


def place(area: str, language: Language) -> str:
    """The name of a place."""
    known = areas.places().get(area)
    return known.name.text(language) if known else area


def title_of(question: collection.Question, language: Language) -> str:
    """What a question asks."""
    asked = collection.asked_of(tuple(question.round.standards)).get(question.fact)
    return asked.indicator.title.text(language) or question.fact if asked else question.fact


def length(seconds: int, language: Language) -> str:
    """A time in minutes, or in hours and minutes."""
    minutes = round(seconds / 60)
    if minutes < 60:
        return text("verification.minutes", language, count=minutes)
    return text("verification.hours", language, hours=minutes // 60, minutes=minutes % 60)


def number_in(said: str) -> float | None:
    """A number as people write it; None where nothing is said. Raises BadUse for what is none."""
    plain = "".join(said.split()).replace(",", ".").replace("\N{MINUS SIGN}", "-")
    if not plain:
        return None
    try:
        return float(plain)
    except ValueError as error:
        raise BadUse("verification.not_number", value=said[:60]) from error


def whole_in(said: str) -> int:
    """A whole number from a form, -1 for what is none."""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else -1


def day_in(said: str) -> date:
    """A day from a form. Raises BadUse for what is none."""
    try:
        return date.fromisoformat(said.strip())
    except ValueError as error:
        raise BadUse("people.not_day", value=said[:40]) from error


def address_of(name: str, *parts: object) -> str:
    """The address of a page, blank where the site has none of that name."""
    try:
        return reverse(name, args=list(parts))
    except NoReverseMatch:
        return ""
