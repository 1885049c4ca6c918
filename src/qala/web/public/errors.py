"""What a visitor reads where a page cannot be shown: one plain sentence in the language of the address."""

from django.http import HttpRequest, HttpResponse

from qala.texts import text
from qala.web.theme.rendering import language_in, show


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return _page(request, 404, "not_found")


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return _page(request, 400, "not_understood")


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _page(request, 403, "not_allowed")


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its token."""
    language = language_in(request.path)
    return show(request, language, "message.html", status=403, said=text("people.forged", language), number="")


def broken(request: HttpRequest) -> HttpResponse:
    """500: the cause is in the log."""
    return _page(request, 500, "broken")


def _page(request: HttpRequest, status: int, name: str) -> HttpResponse:
    language, number = language_in(request.path), getattr(request, "number", "") if status >= 500 else ""
    return show(request, language, "message.html", status=status, said=text(f"site.{name}", language), number=number)
