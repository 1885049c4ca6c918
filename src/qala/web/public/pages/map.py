"""The Map, and the explanation of each of its cells."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from qala.areas.model import Areas
from qala.engine.verify import areas_in
from qala.publish.case import Case
from qala.publish.country import CountryView, cities_of, country_view
from qala.publish.fiction import titled
from qala.publish.map_model import MapView, map_view
from qala.publish.map_title import title_of
from qala.publish.why import why_of
from qala.standard.model import CHARACTERISTICS
from qala.web.areas.services import outline
from qala.web.feedback import services as feedback
from qala.web.people import services as people
from qala.web.public.choices import FIRST, NAME, ON_A_PAGE, WHOLE, Choices
from qala.web.public.citing import Subject, cited
from qala.web.public.downloads import downloads_of
from qala.web.public.reading import PREFIX, Reading
from qala.web.publications import services

DIGITS = 64
BLANK = "NODE"
"""Stands in an address for the id of a node."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """To the Map, in Kazakh."""
    return HttpResponseRedirect(reverse("newest:map", args=["kk"]))


@require_safe
def show_map(request: HttpRequest, language: str, digest: str | None = None) -> HttpResponse:
    """The Map, as it is asked for; where another publication is chosen, at that one's own address."""
    chosen = request.GET.get("publication", "")
    if chosen and chosen != (digest or _newest()):
        return HttpResponseRedirect(_other(request, language, chosen))
    reading = Reading.of(request, language, digest)
    columns = tuple(one.id for one in (reading.standard.root, *reading.standard.industries))
    choices = Choices.of(request.GET, columns)
    order = choices.ordered(reading)
    view = _view(reading, choices, choices.shown(order))
    land = choices.land or _best_known(view)
    return reading.show(
        "public/map.html",
        "map",
        view=view,
        land_title=next(column.title for column in view.columns if column.id == land),
        country=_country(reading, view, land),
        choices=choices,
        options=_options(reading),
        chosen=vars(choices) | _chosen(reading) | {"land": land},
        pages=[(one, _turned(reading, choices, one)) for one in range(1, -(-len(order) // ON_A_PAGE) + 1)],
        this=reading.for_ever.link("map", **choices.query | {"period": reading.period, "basis": reading.basis}),
        downloads=downloads_of(reading),
        cited=cited(reading, Subject()),
    )


def _chosen(reading: Reading) -> dict[str, str]:
    return {"period": reading.period, "basis": reading.basis, "publication": reading.published.short}


def _newest() -> str:
    found = services.latest()
    return found.short if found else ""


def _other(request: HttpRequest, language: str, digest: str) -> str:
    """The Map of another publication, read as this one. Raises Http404 where there is none."""
    other = services.published(PREFIX + digest) if len(digest) == DIGITS else None
    if other is None:
        raise Http404
    asked = request.GET.copy()
    del asked["publication"]
    for name, known in (("period", other.periods), ("basis", other.bases)):
        if asked.get(name) not in known:
            asked.pop(name, None)
    address = reverse("exact:map", args=[language, digest])
    return f"{address}?{asked.urlencode()}" if asked else address


def _country(reading: Reading, view: MapView, node: str) -> CountryView:
    """The cities of the page where they lie, by a column."""
    places = _places_of(reading.published.digest)
    cities = cities_of(view, places, lambda cell: reading.link("cell", cell.area, cell.node), node)
    ground = None if reading.fictional else outline(reading.standard.area_table)
    return country_view(ground, cities, reading.language)


@lru_cache(maxsize=8)
def _places_of(digest: str) -> Areas:
    """All places of a publication, with where they lie."""
    return areas_in(services.frame(digest))


def _best_known(view: MapView) -> str:
    """The first column with the most degrees."""
    counts = [sum(not row.cells[place].withheld for row in view.rows) for place in range(len(view.columns))]
    return view.columns[counts.index(max(counts))].id


def _turned(reading: Reading, choices: Choices, page: int) -> str:
    """The address of another page of the same view."""
    return reading.link("map", **replace(choices, page=page).query)


def _view(reading: Reading, choices: Choices, areas: list[str]) -> MapView:
    view = map_view(reading.part(areas), reading.language, reading.period, reading.basis, choices.what)
    rows = {row.id: row for row in view.rows}
    title = title_of(reading.standard, reading.sheet["known"], reading.language, reading.period)
    title = titled(title, reading.fictional, reading.language)
    return replace(view, title=title, rows=tuple(rows[area] for area in areas))


def _options(reading: Reading) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """What can be chosen: the name of each choice, what it is called, and its values with their words."""
    say = reading.say
    sheets = [("what", say("site.what"), [(one, say(f"map.{one}")) for one in (WHOLE, *CHARACTERISTICS)])]
    sheets.insert(0, ("period", say("site.period"), [(one, one) for one in reversed(reading.published.periods)]))
    if len(reading.published.bases) > 1:
        bases = [(one, say(f"map.basis_{one}")) for one in reading.published.bases]
        sheets.insert(1, ("basis", say("site.basis"), bases))
    sheets.insert(0, ("publication", say("site.publication"), _publications(reading)))
    columns = [(one.id, reading.named(one)) for one in (reading.standard.root, *reading.standard.industries)]
    order = [(FIRST, say("site.sort_first")), (NAME, say("site.sort_name")), *columns]
    return [*sheets, ("sort", say("site.sort"), order), ("land", say("site.land"), columns)]


def _publications(reading: Reading) -> list[tuple[str, str]]:
    """All that were published, the newest first, by standard and day."""
    return [
        (one.short, f"{one.standard}@{one.edition}, {reading.date(one.published_at)}")
        for one in services.all_published()
        if one.withdrawn_at is None or one.digest == reading.published.digest
    ]


@require_safe
def show_cell(request: HttpRequest, language: str, area: str, node: str, digest: str | None = None) -> HttpResponse:
    """Why a cell is what it is."""
    reading = Reading.of(request, language, digest)
    one = reading.node(node)
    document = reading.part([reading.area(area)])
    case = Case.of(document, reading.standard, area, reading.period, reading.basis, reading.language)
    why = why_of(case, one)
    chart = reading.chart("node", node)
    to, after = reading.link("cell", area, BLANK).split(BLANK)
    subject = Subject(area, node)
    values: dict[str, Any] = {"why": why, "root": reading.standard.root.id, "chart": chart, "to": to, "after": after}
    values["cited"] = cited(reading, subject)
    values["indicators"] = reading.link("indicator", BLANK).partition(BLANK)[0]
    values["found"] = feedback.responsible_for(reading.standard, area, node)
    values |= {"report": subject.to_report(reading), "errors": subject.errors(reading), "today": people.today()}
    return reading.show("public/cell.html", "map", **values)
