"""The cities, and each of them: first what is known, then its degrees."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from qala.publish.case import Case
from qala.publish.city import city_of, people_of
from qala.publish.map_model import map_view
from qala.web.public.choices import ON_A_PAGE, Choices
from qala.web.public.reading import Reading


@require_safe
def show_cities(request: HttpRequest, language: str, digest: str | None = None) -> HttpResponse:
    """All cities, so many on a page."""
    reading = Reading.of(request, language, digest)
    choices = Choices.of(request.GET, ())
    order = choices.ordered(reading)
    shown = choices.shown(order)
    view = map_view(reading.part(shown), reading.language, reading.period, reading.basis)
    rows = {row.id: row for row in view.rows}
    return reading.show(
        "public/cities.html",
        "cities",
        rows=[rows[area] for area in shown],
        people={area: people_of(_place(reading, area)["population"], reading.language) for area in shown},
        count=-(-len(order) // ON_A_PAGE),
        page=choices.page,
    )


@require_safe
def show_city(request: HttpRequest, language: str, area: str, digest: str | None = None) -> HttpResponse:
    """One city."""
    reading = Reading.of(request, language, digest)
    periods = [one for one in reading.published.periods if one <= reading.period]
    document = reading.part([reading.area(area)], periods)
    there = {row["period"] for row in document["nodes"]}
    cases = [
        Case.of(document, reading.standard, area, period, reading.basis, reading.language)
        for period in periods
        if period in there
    ]
    place = _place(reading, area)
    return reading.show(
        "public/city.html",
        "cities",
        city=city_of(cases),
        area=area,
        people=people_of(place["population"], reading.language),
        square=people_of(place["area_km2"], reading.language),
        chart=reading.chart("area", area),
    )


def _place(reading: Reading, area: str) -> Any:
    return next(row for row in reading.frame["areas"]["rows"] if row["id"] == area)
