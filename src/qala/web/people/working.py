"""What all pages for people at work have in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http.response import HttpResponseBase

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def working(view: View) -> View:
    """Its answers are kept nowhere and in no search engine."""

    @wraps(view)
    def answered(*parts: Any, **named: Any) -> HttpResponseBase:
        answer = view(*parts, **named)
        answer["Cache-Control"] = "no-store, private"
        answer["X-Robots-Tag"] = "noindex"
        return answer

    return answered  # type: ignore[return-value]
