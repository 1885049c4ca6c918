"""News of publications, as a page and as a feed."""

from typing import cast

from django.core.paginator import EmptyPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from qala.publish.news import MIME, Feed, atom_of
from qala.texts import Language, day, text
from qala.web.public.news import SHOWN, entry_of, events
from qala.web.theme.rendering import show

PUBLIC = "public, max-age=0, must-revalidate"


@require_safe
def show_news(request: HttpRequest, language: str) -> HttpResponse:
    """What was published and withdrawn, the newest first. Raises Http404 for a page that is not there."""
    said = cast(Language, language)
    try:
        page = Paginator(events(), SHOWN).page(int(request.GET.get("page") or "1"))
    except (EmptyPage, ValueError) as error:
        raise Http404 from error
    entries = [(event, entry_of(event, said)) for event in page]
    rows = [(event, entry, day(entry.at, said)) for event, entry in entries]
    answer = show(request, said, "public/news.html", here="news", rows=rows, page=page)
    answer["Cache-Control"] = PUBLIC
    return answer


@require_safe
def feed(request: HttpRequest, language: str) -> HttpResponse:
    """The newest of it as Atom."""
    said = cast(Language, language)
    host = request.build_absolute_uri("/")[:-1]
    page = host + reverse("news", args=[language])
    made = Feed(
        id=host + reverse("feed", args=[language]),
        title=text("news.feed_title", said),
        language=said,
        address=host + reverse("feed", args=[language]),
        page=page,
        entries=tuple(entry_of(event, said, host) for event in events()[:SHOWN]),
    )
    answer = HttpResponse(atom_of(made), content_type=f"{MIME}; charset=utf-8")
    answer["Cache-Control"] = PUBLIC
    return answer
