"""Every request by a number of its own: in each line of the log about it, and in its answer."""

import logging
import re
import secrets
from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from structlog.contextvars import bound_contextvars

from qala.web.logs import shown_path

LOG = logging.getLogger("qala.requests")
HEADER = "X-Request-ID"
ROUTE = "qala.route"
"""Where a request tells those before it, in its WSGI environment, which pattern of address it was."""
_GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")
Answer = Callable[[HttpRequest], HttpResponseBase]


def numbered(answer: Answer) -> Answer:
    """A middleware before all others. The number is that of a proxy in front, where the site is behind one."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        started, number = perf_counter(), number_of(request)
        request.number = number  # type: ignore[attr-defined]
        with bound_contextvars(request=number):
            found = answer(request)
            request.environ[ROUTE] = request.resolver_match.route if request.resolver_match else "none"  # type: ignore[attr-defined]
            about = {
                "method": request.method,
                "path": shown_path(request),
                "status": found.status_code,
                "milliseconds": round((perf_counter() - started) * 1000, 1),
                "bytes": 0 if found.streaming else len(getattr(found, "content", b"")),
            }
            LOG.info("answered", extra=about)
        if not found.get("Cache-Control", "").startswith("public"):  # such a page may be shown to others from memory
            found[HEADER] = number
        return found

    return answered


def number_of(request: HttpRequest) -> str:
    """What a proxy in front calls the request, where it may be believed, else a new number."""
    given = request.headers.get(HEADER, "") if settings.BEHIND_PROXY else ""
    return given if _GIVEN.fullmatch(given) else secrets.token_hex(16)
