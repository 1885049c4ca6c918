"""Search over all that a publication says, and the pages about it."""

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from qala.insight import standard_of
from qala.publish.search import Entry, Found, Hit, Index, entries_of, find
from qala.texts import Language, day
from qala.web.public.news import SHOWN, entry_of, events
from qala.web.public.reading import Reading
from qala.web.publications import services

LONGEST = 100
"""A question has at most so many letters."""
OWN_PAGE = {"cities": "city", "industries": "industry", "indicators": "indicator"}
"""The view that shows one of a group."""


@dataclass(frozen=True)
class Linked:
    """A hit with where it leads."""

    hit: Hit
    address: str


@require_safe
def show_search(request: HttpRequest, language: str, digest: str | None = None) -> HttpResponse:
    """What the words in `q` find. Nobody else's answer: it is not kept."""
    reading = Reading.of(request, language, digest)
    query = " ".join(request.GET.get("q", "").split())
    found = Found()
    if query and len(query) <= LONGEST:
        found = find(index_of(reading.published.digest, reading.language, services.stamp()[:2]), query)
    groups = [(one, [Linked(hit, _address(reading, hit.entry)) for hit in one.hits]) for one in found.groups]
    asked = {"query": query, "longest": LONGEST, "found": found, "groups": groups}
    answer = reading.show("public/search.html", "", **asked)
    answer["Cache-Control"] = "private, no-store"
    return answer


@lru_cache(maxsize=6)
def index_of(digest: str, language: Language, news: tuple[int, ...]) -> Index:
    """The index of a publication in a language; news: what changes when there is any."""
    frame = services.frame(digest)
    return Index.of([*entries_of(frame, standard_of(frame), language), *_news(language)])


def _news(language: Language) -> list[Entry]:
    found = []
    for event in events()[:SHOWN]:
        one = entry_of(event, language)
        said = " ".join(one.said)
        title = f"{one.title}, {day(one.at, language)}"
        found.append(Entry("news", event.published.short, title, said[:160], ((said, 1.0),)))
    return found


def _address(reading: Reading, entry: Entry) -> str:
    """Where an entry is shown."""
    if entry.group == "news":
        return reverse("exact:map", args=[reading.language, entry.id])
    if entry.group == "pages":
        page, _, part = entry.id.partition("#")
        return _page(reading, page) + (f"#{part}" if part else "")
    if entry.group in OWN_PAGE and entry.id != reading.standard.root.id:
        try:
            return reading.link(OWN_PAGE[entry.group], entry.id)
        except NoReverseMatch:
            pass
    return _elsewhere(reading, entry)


def _page(reading: Reading, name: str) -> str:
    try:
        return reverse(name, args=[reading.language])
    except NoReverseMatch:
        return reading.link(name)


def _elsewhere(reading: Reading, entry: Entry) -> str:
    """Where there is no page of its own: the cell of a city, a place in the method."""
    if entry.group == "cities":
        return reading.link("cell", entry.id, reading.standard.root.id)
    if entry.id == reading.standard.root.id:
        return reading.link("map")
    anchors = {"findings": "f-", "method": "", "indicators": "i-"}
    return f"{reading.link('method')}#{anchors.get(entry.group, 'n-')}{entry.id}"
