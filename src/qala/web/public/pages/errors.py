"""The errors that readers reported, with what was answered: those that a person let be seen."""

from dataclasses import dataclass
from typing import cast

from django.core.paginator import EmptyPage, Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from qala.texts import Language, day
from qala.web.feedback import services as feedback
from qala.web.feedback.services import Reported
from qala.web.public.citing import Subject
from qala.web.public.pages.corrections import FRESH
from qala.web.public.shelf import Shelf
from qala.web.theme.rendering import show

ON_A_PAGE = 50
NAMED = ("area", "node", "indicator")
"""What a question may ask for, and the number of a report."""


@dataclass(frozen=True)
class Line:
    """A report in words: when, what it is about, and the address of that."""

    row: Reported
    day: str
    answered: str
    about: str
    address: str


@require_safe
def show_errors(request: HttpRequest, language: str) -> HttpResponse:
    """All of them, the newest first, or those of a place, cell or indicator. Raises Http404 for a page not there."""
    said, asked = cast(Language, language), request.GET
    wanted = {name: value[:200] for name in NAMED if (value := asked.get(name))}
    if not all(value.isprintable() for value in wanted.values()):
        raise Http404
    if (number := _whole(asked.get("number"))) is not None:
        wanted["pk"] = str(number)
    try:
        page = Paginator(Reported.objects.filter(**wanted, shown=True), ON_A_PAGE).page(int(asked.get("page") or "1"))
    except (EmptyPage, ValueError) as error:
        raise Http404 from error
    shelf = Shelf(request, said)
    answer = show(
        request, said, "public/errors.html", here="news", rows=[_line(row, shelf) for row in page], page=page,
        sent=_whole(asked.get("sent")), wanted=wanted, **_counts(),
    )  # fmt: skip
    answer["Cache-Control"] = FRESH
    return answer


def _line(row: Reported, shelf: Shelf) -> Line:
    reading = shelf.reading(row.digest, row.period)
    subject = Subject(row.area, row.node, row.indicator)
    answered = day(row.answered_at, shelf.language) if row.answered_at else ""
    return Line(row, day(row.at, shelf.language), answered, subject.title(reading), subject.address(reading))


def _counts() -> dict[str, int]:
    """How many reports there are in all, and how many of them nobody has let be seen yet."""
    seen = Q(shown=False) & ~Q(state=feedback.State.ASIDE)
    counts: dict[str, int] = Reported.objects.aggregate(all=Count("pk"), unseen=Count("pk", filter=seen))
    return counts


def _whole(said: str | None) -> int | None:
    return int(said) if said and said.isascii() and said.isdecimal() and len(said) < 12 else None
