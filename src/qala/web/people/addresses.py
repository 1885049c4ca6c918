"""Where signing in may lead, and which language an address speaks."""

import re

from django.http import HttpRequest
from django.urls import reverse

from qala.texts import LANGUAGES, Language
from qala.web.theme.rendering import language_in

OWN = re.compile(rf"/(?:{'|'.join(LANGUAGES)})/work/(?:[A-Za-z0-9._-]+/)*(?:\?[A-Za-z0-9._=&-]*)?")
"""Pages of work, by whole addresses of this site alone."""
SPOKEN = "language"
"""Where a session keeps the language, for addresses that have none: those that an identity provider leads back to."""


def own_address(asked: str, language: Language) -> str:
    """The address that was asked for where it is one of work on this site, else the first page of work."""
    sign_ins = {reverse("sign-in", args=[one]) for one in LANGUAGES}
    fits = OWN.fullmatch(asked) and asked.partition("?")[0] not in sign_ins
    return asked if fits else f"/{language}/work/"


def language_of(request: HttpRequest) -> Language:
    """The language of a request: of its address, else of the page before it."""
    if request.path.split("/")[1] in LANGUAGES:
        return language_in(request.path)
    return language_in(f"/{request.session.get(SPOKEN, '')}/")
