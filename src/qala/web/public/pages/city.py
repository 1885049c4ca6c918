"""All cities, and each of them: its figures first, then its degrees."""

from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from qala.engine.tree import Tree
from qala.engine.verify import areas_in, method_in
from qala.insight import reach
from qala.publish.city import cases_of, city_rows, events_of, history_of, lacks_of, powers_of
from qala.publish.facts import Others, chosen, fact_of
from qala.publish.map_model import map_view
from qala.standard import Standard
from qala.texts import number
from qala.web.public.citing import Subject, cited
from qala.web.public.listing import ORDERS, Listing, ordered
from qala.web.public.reading import Reading
from qala.web.publications import services

HISTORY = 10
"""So many periods are read, the last ones, and the one that is shown."""


@require_safe
def show_cities(request: HttpRequest, language: str, digest: str | None = None) -> HttpResponse:
    """All cities, in the order that is asked for."""
    reading = Reading.of(request, language, digest)
    listing = Listing.of(request.GET)
    areas = ordered(reading, listing.sort)
    shown = listing.shown(areas)
    rows = {row.id: row for row in city_rows(reading.part(shown), reading.standard, reading.language)}
    return reading.show(
        "public/cities.html",
        "cities",
        cities=[rows[area] for area in shown if area in rows],
        listing=listing,
        count=len(areas),
        industries=len(reading.standard.industries),
        orders=[(one, reading.say(f"city.sort_{one}")) for one in ORDERS],
        pages=listing.pages(reading, "cities", count=len(areas)),
    )


@require_safe
def show_city(request: HttpRequest, language: str, area: str, digest: str | None = None) -> HttpResponse:
    """A city: what is known of it in figures, its degrees, its history, who can change it, what is not known."""
    reading = Reading.of(request, language, digest)
    periods = sorted({*reading.published.periods[-HISTORY:], reading.period})
    document = reading.part([reading.area(area)], periods)
    cases = cases_of(document, reading.standard, reading.basis, reading.language)
    case = next(one for one in cases if one.period == reading.period)
    choice = chosen(case)
    areas = areas_in(reading.frame)
    others = _others(reading, [one.fact for one in (*choice.furthest, *choice.nearest)])
    return reading.show(
        "public/city.html",
        "cities",
        area=area,
        name=case.name,
        about=_about(reading, area),
        furthest=[fact_of(case, one, others) for one in choice.furthest],
        nearest=[fact_of(case, one, others) for one in choice.nearest],
        view=map_view(_only(document, reading.period), reading.language, reading.period, reading.basis),
        history=history_of(cases, areas.events),
        chart=reading.chart("area", area) if reading.basis == reading.published.bases[0] else None,
        powers=powers_of(case, reach(*_method(reading.published.digest), case.rows)),
        lacks=lacks_of(case),
        cited=cited(reading, Subject(area)),
        events=events_of(areas, area, reading.language),
        papers=_papers(reading, area),
    )


def _papers(reading: Reading, area: str) -> list[tuple[str, str]]:
    """What is there of a city on paper, where its publication stands: a text of what it is, and its address."""
    there = {} if reading.published.withdrawn_at else services.products(reading.published.digest)
    named = {
        "documents.certificate": f"certificate-{area}.{reading.language}.pdf",
        "documents.report": f"verification.{reading.language}.pdf",
    }
    return [(said, reading.file(name)) for said, name in named.items() if name in there]


def _only(document: Any, period: str) -> Any:
    """A part with the rows of one of its periods."""
    tables = ("nodes", "indicators", "characteristics")
    return document | {name: [row for row in document[name] if row["period"] == period] for name in tables}


def _others(reading: Reading, facts: list[str]) -> Others:
    digest = reading.published.digest
    rows = (row for part in ("rows", "others") for row in reading.frame["areas"][part])
    country = next((row["id"] for row in rows if row["kind"] == "country"), "")
    return Others(services.several_series(digest, facts), country, reading.areas, _struck(digest))


@lru_cache(maxsize=8)
def _struck(digest: str) -> frozenset[tuple[str, str, str]]:
    """Area, fact and period of all figures that a serious finding struck."""
    found = (one for one in services.findings(digest) if one["severity"] == "serious")
    return frozenset((one["area"], one["fact"], one["period"]) for one in found)


@lru_cache(maxsize=8)
def _method(digest: str) -> tuple[Standard, Tree]:
    return method_in(services.frame(digest))


def _about(reading: Reading, area: str) -> list[str]:
    """Where a city lies, how many live there, how large it is."""
    row = next(one for one in reading.frame["areas"]["rows"] if one["id"] == area)
    found = [reading.names[row["parent"]]] if row["parent"] in reading.names else []
    if row["population"] is not None:
        people = number(row["population"], reading.language, 0)
        found.append(reading.say("city.people", count=people, source=row["groups"].get("population_source") or "–"))
    if row["area_km2"] is not None:
        found.append(reading.say("city.size", size=number(row["area_km2"], reading.language, 0)))
    return found
