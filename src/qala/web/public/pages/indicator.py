"""The indicators of the standard, and each of them with every figure that came in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from qala.publish.case import Case
from qala.publish.indicator import about, held_of, passport_of, series_of, values_csv
from qala.publish.reasons import unit_of
from qala.standard import Indicator
from qala.web.public.choices import ON_A_PAGE
from qala.web.public.reading import Reading
from qala.web.publications import services


@require_safe
def show_indicators(request: HttpRequest, language: str, digest: str | None = None) -> HttpResponse:
    """All indicators by industry and branch; of one industry where it is named."""
    reading = Reading.of(request, language, digest)
    asked = request.GET.get("industry", "")
    industries = [one for one in reading.standard.industries if asked in ("", one.id)]
    if not industries and asked:
        raise Http404
    groups = [(one, reading.standard.scored_below[one.id]) for one in industries]
    context = [one for one in reading.standard.indicators if not one.scored] if not asked else []
    return reading.show(
        "public/indicators.html", "indicators", groups=groups, context=context, asked=asked, unit_of=unit_of
    )


@require_safe
def show_indicator(request: HttpRequest, language: str, indicator: str, digest: str | None = None) -> HttpResponse:
    """One indicator."""
    reading = Reading.of(request, language, digest)
    one = _indicator(reading, indicator)
    areas = reading.areas[:ON_A_PAGE]
    document = reading.part(areas)
    told = (reading.period, reading.basis, reading.language)
    cases = [Case.of(document, reading.standard, row["id"], *told) for row in document["areas"]["rows"]]
    rows = services.series(reading.published.digest, one.fact)
    passport = reading.frame["standard"]["pack"].get(f"passports/{one.id}.md", "")
    return reading.show(
        "public/indicator.html",
        "indicators",
        indicator=one,
        about=about(one, reading.standard, reading.language),
        passport=passport_of(passport, reading.language),
        held=[held_of(case, one) for case in cases],
        series=series_of(rows, areas, reading.names, reading.language),
        chart=reading.chart("series", one.id),
    )


@require_safe
def values(request: HttpRequest, language: str, indicator: str, digest: str | None = None) -> HttpResponse:
    """Every figure of an indicator as CSV."""
    reading = Reading.of(request, language, digest)
    one = _indicator(reading, indicator)
    rows = services.series(reading.published.digest, one.fact)
    content = values_csv(rows, unit_of(one, reading.language), reading.names)
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{one.id}.{language}.csv"'
    answer["Cache-Control"] = "public, max-age=0, must-revalidate"
    return answer


def _indicator(reading: Reading, id_: str) -> Indicator:
    found = reading.standard.indicator.get(id_)
    if found is None:
        raise Http404
    return found
