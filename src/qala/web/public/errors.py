"""What a visitor reads where a page cannot be shown: one plain sentence in the language of the address."""

import errno
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from qala.texts import text
from qala.web.theme.rendering import language_in, show

WAIT = 30
"""Seconds after which it is worth trying again."""


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
    """500; 503 where the database does not answer or there is no room: then it is worth trying again. The cause is in
    the log.
    """
    if not _for_now(sys.exc_info()[1]):
        return _page(request, 500, "broken")
    answer = _page(request, 503, "not_now")
    answer["Retry-After"] = str(WAIT)
    return answer


def _for_now(error: BaseException | None) -> bool:
    """Whether what went wrong is away by itself, or by whoever looks after the machine."""
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
    return full or isinstance(error, OperationalError | InterfaceError)


def _page(request: HttpRequest, status: int, name: str) -> HttpResponse:
    language, number = language_in(request.path), getattr(request, "number", "") if status >= 500 else ""
    return show(request, language, "message.html", status=status, said=text(f"site.{name}", language), number=number)
