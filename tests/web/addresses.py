"""The addresses that the site has, with something in the place of what varies."""

import re
from collections.abc import Iterator

from django.urls import URLResolver, get_resolver

ALMATY = "750000000"
FILLED = {
    "<language:language>": "LANGUAGE", "<name:area>": ALMATY, "<name:node>": "transport",
    "<name:indicator>": "tr-roads", "<digest:digest>": "DIGEST", "<digest>": "DIGEST", "<name:name>": "degrees.csv",
    "<name:solution>": "led-street-lighting",
    "<name:provider_id>": "oidc", "<str:secret>": "SECRET",
    "<name:round>": "ROUND", "<slug:name>": "ROUND", "<int:number>": "0", "<str:part>": "statement",
    "<path:object_id>": "ID", "^(?P<app_label>people)/$": "people/", "<int:pk>": "0", "<id>": "ID",
    r"^account/email/(?P<key>[-:\w]+)/$": "account/email/KEY/",
    "api/^": "api/nothing",
    r"^account/password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": "account/password/reset/1-KEY/",
}  # fmt: skip
THINGS = ("people", "rights", "invitations", "jobs", "proposals", "withdrawals", "reference")
"""Parts of addresses of work after which a number is that of a thing that is there."""


def addresses() -> Iterator[str]:
    """All that the site has, with something in the place of what varies; `LANGUAGE` for the language."""

    def inside(one: URLResolver, before: str) -> Iterator[str]:
        for each in one.url_patterns:
            here = before + str(each.pattern)
            if isinstance(each, URLResolver):
                yield from inside(each, here)
            else:
                yield here

    for found in inside(get_resolver(), ""):
        filled = found
        for name, put in FILLED.items():
            filled = filled.replace(name, put)
        filled = re.sub("^(kk|ru|en)/", "LANGUAGE/", filled)
        yield filled.replace("<int:id>", "ID" if thing_of(filled) in THINGS else "0")


def thing_of(address: str) -> str:
    """The part of an address of work that says what it leads to."""
    parts = address.split("/")
    return parts[2] if len(parts) > 2 and parts[1] == "work" else ""
