"""Every page of the site that a reader can come to by links, one for each kind of address."""

import re
from collections import deque
from functools import cache
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from tests.served import read, status_of

IDS = re.compile(r"^(?:[0-9a-f]{64}|\d+|[a-z0-9.]+-[a-z0-9.-]+|city)$")
MOST = 4000
EACH = 6
"""Pages of one kind that are opened."""


class Links(HTMLParser):
    """What a page leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        named = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "srcset"}.get(tag)
        if named and told.get(named):
            self.found.append(str(told[named]))


def kind(address: str) -> str:
    """An address with a star for each id, without what is asked."""
    parts = urlsplit(address).path.split("/")
    place = {"why", "city", "industry", "indicator", "map", "data", "static"}
    shown = [
        "*" if before in place or IDS.match(part) else part for before, part in zip(["", *parts], parts, strict=False)
    ]
    return "/".join(shown)


@cache
def pages(site: str) -> dict[str, str]:
    """An address for each kind of page, by the kind; every link of those that were opened leads somewhere.

    Raises AssertionError for one that does not.
    """
    waiting, seen = deque([f"{site}/en/"]), {f"{site}/en/"}
    opened: dict[str, str] = {}
    dead: list[tuple[str, int]] = []
    counts: dict[str, int] = {}
    while waiting and len(seen) < MOST:
        address = waiting.popleft()
        own = kind(address)
        counts[own] = counts.get(own, 0) + 1
        if counts[own] > EACH:
            continue
        status = status_of(address)
        if status != 200:
            dead.append((address, status))
            continue
        opened.setdefault(own, address)
        if re.search(r"/(data|static|kept)/|\.(xml|csv|svg|json|js|css)$", urlsplit(address).path):
            continue
        links = Links()
        links.feed(read(address))
        for link in links.found:
            to = urljoin(address, link).partition("#")[0]
            if to.startswith(site) and to not in seen:
                seen.add(to)
                waiting.append(to)
    assert not dead, dead
    return opened
