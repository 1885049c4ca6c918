"""Whole addresses of this site, as letters and papers tell them."""

from django.conf import settings
from django.http import HttpRequest

NOWHERE = frozenset({"*", "0.0.0.0", "[::]"})  # noqa: S104 - names that lead nowhere, and nothing is bound here
"""Hosts that a site may be given, and nobody reaches it by."""


def link_to(path: str, request: HttpRequest | None = None) -> str:
    """The whole address of a path: of the site as whoever asks has reached it, else as `site` says."""
    return request.build_absolute_uri(path) if request else site() + path


def site() -> str:
    """The site by the first of its names, without a slash at the end; with its port where nothing stands in front."""
    names = (name.lstrip(".") for name in settings.ALLOWED_HOSTS if name not in NOWHERE)
    alone = not (settings.HTTPS or settings.BEHIND_PROXY)
    port = f":{settings.PORT}" if alone and settings.PORT not in ("", "80") else ""
    return f"http{'s' if settings.HTTPS else ''}://{next(names, 'localhost')}{port}"
