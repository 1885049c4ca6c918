"""What a visitor reads where a page cannot be shown: one plain sentence in the language of the address."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from qala.texts import LANGUAGES, text


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return _page(request, 404, "not_found")


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return _page(request, 400, "not_understood")


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _page(request, 403, "not_allowed")


def broken(request: HttpRequest) -> HttpResponse:
    """500: the cause is in the log."""
    return _page(request, 500, "broken")


def _page(request: HttpRequest, status: int, name: str) -> HttpResponse:
    first = request.path.split("/")[1]
    language = next((one for one in LANGUAGES if one == first), LANGUAGES[0])
    words = {"said": text(f"site.{name}", language), "to_map": text("site.to_map", language)}
    page = render_to_string("message.html", {"language": language, "status": status, **words})
    return HttpResponse(page, status=status)
