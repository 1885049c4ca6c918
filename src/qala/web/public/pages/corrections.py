"""The log of corrections: as a page, as CSV, as a feed. It is kept nowhere, so that it is never old."""

from typing import cast

from django.core.paginator import EmptyPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from qala.publish.csv_file import csv_of
from qala.publish.news import MIME, Feed, atom_of
from qala.texts import Language, text
from qala.web.feedback import services as feedback
from qala.web.public.corrections import COLUMNS, entry_of, line_of, record_of
from qala.web.public.saved import saved
from qala.web.public.shelf import Shelf
from qala.web.theme.rendering import show

ON_A_PAGE, IN_FEED = 100, 50
FRESH = "no-cache"
"""A browser may keep it and asks each time; the site itself makes it anew."""


@require_safe
def show_corrections(request: HttpRequest, language: str) -> HttpResponse:
    """All of them, the newest first; or the one whose id is asked for. Raises Http404 for a page that is not there."""
    said, wanted = cast(Language, language), request.GET.get("id") or ""
    found = [one for one in feedback.all_corrections() if wanted in ("", one.id)]
    try:
        page = Paginator(found, ON_A_PAGE).page(int(request.GET.get("page") or "1"))
    except (EmptyPage, ValueError) as error:
        raise Http404 from error
    if wanted and not found:
        raise Http404
    shelf = Shelf(request, said)
    rows = [line_of(one, shelf) for one in page]
    answer = show(request, said, "public/corrections.html", here="news", rows=rows, page=page, wanted=wanted)
    answer["Cache-Control"] = FRESH
    return answer


@require_safe
def corrections_csv(request: HttpRequest, language: str) -> HttpResponse:
    """All of them as CSV."""
    shelf = Shelf(request, cast(Language, language))
    answer = saved(csv_of(COLUMNS, (record_of(one, shelf) for one in feedback.all_corrections())), "corrections.csv")
    answer["Cache-Control"] = FRESH
    return answer


@require_safe
def corrections_feed(request: HttpRequest, language: str) -> HttpResponse:
    """The newest of them as Atom."""
    said = cast(Language, language)
    host, shelf = request.build_absolute_uri("/")[:-1], Shelf(request, said)
    address = host + reverse("corrections_feed", args=[language])
    made = Feed(
        id=address,
        title=text("feedback.feed_title", said),
        language=said,
        address=address,
        page=host + reverse("corrections", args=[language]),
        entries=tuple(entry_of(one, shelf, host) for one in feedback.all_corrections()[:IN_FEED]),
    )
    answer = HttpResponse(atom_of(made), content_type=f"{MIME}; charset=utf-8")
    answer["Cache-Control"] = FRESH
    return answer
