"""The indicators: all of them, each one, every figure of one as CSV."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from qala.engine.verify import areas_in
from qala.publish.indicators.about import about
from qala.publish.indicators.catalogue import catalogue
from qala.publish.indicators.passport import passport_of
from qala.publish.indicators.series import Series, in_own_unit, series_of
from qala.publish.indicators.series_csv import series_csv
from qala.publish.reasons import owner_of, unit_of
from qala.standard import Indicator
from qala.web.feedback import services as feedback
from qala.web.public.citing import Subject, cited
from qala.web.public.pages.concept import solutions_link
from qala.web.public.reading import Reading
from qala.web.public.saved import saved
from qala.web.publications import services

KNOWN = {"": None, "yes": True, "no": False}


@require_safe
def show_indicators(request: HttpRequest, language: str, digest: str | None = None) -> HttpResponse:
    """All indicators, or those that are asked for."""
    reading = Reading.of(request, language, digest)
    standard = reading.standard
    industry, known = request.GET.get("industry") or "", request.GET.get("known") or ""
    if known not in KNOWN or (industry and industry not in {one.id for one in standard.industries}):
        raise Http404
    rows = reading.part(reading.areas)["indicators"]
    sections = catalogue(rows, standard, reading.language, industry or None, KNOWN[known])
    counted = [one.scored for one in standard.indicators]
    return reading.show(
        "public/indicators.html",
        "indicators",
        sections=sections,
        shown=sum(len(one.entries) for one in sections),
        industry=industry,
        known=known,
        scored=counted.count(True),
        context=counted.count(False),
    )


@require_safe
def show_indicator(request: HttpRequest, language: str, indicator: str, digest: str | None = None) -> HttpResponse:
    """An indicator: what it is, what areas have in the period, every figure of it."""
    reading = Reading.of(request, language, digest)
    one = reading.indicator(indicator)
    chosen, subject = reading.part(reading.areas), Subject(indicator=one.id)
    return reading.show(
        "public/indicator.html",
        "indicators",
        about=about(chosen, reading.standard, one.id, reading.language, reading.period, reading.basis),
        passport=passport_of(reading.frame["standard"]["pack"], one.id, reading.language),
        series=_series(reading, one),
        owner=owner_of(one, reading.language),
        solutions=solutions_link(reading, indicator=one.id),
        chart=reading.chart("series", one.id),
        findings=len(_findings(reading, one)),
        cited=cited(reading, subject),
        report=subject.to_report(reading),
        errors=subject.errors(reading),
        reported=feedback.count_shown(indicator=one.id),
    )


@require_safe
def values_csv(request: HttpRequest, language: str, indicator: str, digest: str | None = None) -> HttpResponse:
    """Every figure of an indicator."""
    reading = Reading.of(request, language, digest)
    one = reading.indicator(indicator)
    names = {id_: name for id_, (name, _) in reading.places.items()}
    said = reading.named(one), unit_of(one, reading.language)
    return saved(series_csv(_series(reading, one), one, said, names, reading.areas), f"{one.id}.csv")


def _series(reading: Reading, indicator: Indicator) -> Series:
    rows = services.series(reading.published.digest, indicator.fact) if indicator.fact else ()
    return series_of(
        in_own_unit(rows, indicator),
        reading.areas,
        reading.places,
        reading.published.periods,
        reading.language,
        [(one["area"], one["period"]) for one in _findings(reading, indicator) if one["severity"] == "serious"],
        areas_in(reading.frame).events,
    )


def _findings(reading: Reading, indicator: Indicator) -> list[Mapping[str, Any]]:
    everything = services.findings(reading.published.digest)
    return [one for one in everything if one["indicator"] == indicator.id]
