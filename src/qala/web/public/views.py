"""The Map, and the assessment behind it."""

from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from qala.errors import BadUse
from qala.publish import render_page
from qala.web.publications import services

PREFIX = "sha256:"
FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """To the Map, in Kazakh."""
    return HttpResponseRedirect(reverse("map", args=["kk"]))


@require_safe
def newest_map(request: HttpRequest, language: str) -> HttpResponse:
    """The Map of the newest publication."""
    newest = services.latest()
    if newest is None:
        raise Http404
    return _map(request, language, newest.digest)


@require_safe
def one_map(request: HttpRequest, language: str, digest: str) -> HttpResponse:
    """The Map of one publication: this address stays."""
    if not services.is_published(PREFIX + digest):
        raise Http404
    return _map(request, language, PREFIX + digest)


@require_safe
def assessment(request: HttpRequest, digest: str) -> HttpResponse:
    """The assessment whole, to verify."""
    if not services.is_published(PREFIX + digest):
        raise Http404
    answer = HttpResponse(services.content_of(PREFIX + digest), content_type="application/json")
    answer["Cache-Control"] = FOR_EVER
    return answer


def _map(request: HttpRequest, language: str, digest: str) -> HttpResponse:
    try:
        page = _page(digest, language, request.GET.get("period"), request.GET.get("basis"))
    except BadUse as unknown:
        raise Http404 from unknown
    return HttpResponse(page)


@lru_cache(maxsize=64)
def _page(digest: str, language: str, period: str | None, basis: str | None) -> str:
    return render_page(services.document_of(digest), language, period, basis)
