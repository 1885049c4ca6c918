"""The typical concept: its principles in words, its solutions by industry, and each of them."""

from functools import cache
from typing import Any, cast
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from qala import packs
from qala.concept import Concept, read_concept
from qala.concept.model import SECTIONS
from qala.publish.concept import catalogue, solution_view
from qala.publish.naming import named
from qala.standard import Standard, read_standard
from qala.texts import Language
from qala.web.public.reading import Reading
from qala.web.publications import services
from qala.web.theme.rendering import show

BLANK = "INDICATOR"
"""Stands in an address for the id of an indicator."""


@cache
def shipped() -> tuple[Concept, Standard]:
    """The concept that ships, and the standard that it is of."""
    concept = read_concept(packs.concept())
    return concept, read_standard(packs.find_standard(concept.standard))


def solutions_link(reading: Reading, **asked: str) -> str:
    """The address of the solutions of an `industry` or of those that move an `indicator`; blank where none are."""
    concept, standard = shipped()
    if reading.standard.id != standard.id or not concept.chosen(**asked):
        return ""
    return f"{reverse('concept', args=[reading.language])}?{urlencode(asked)}"


@require_safe
def show_concept(request: HttpRequest, language: str) -> HttpResponse:
    """The concept, with all its solutions or those that are asked for."""
    concept, standard = shipped()
    said = cast(Language, language)
    industry, indicator = request.GET.get("industry") or "", request.GET.get("indicator") or ""
    industries = {one.id: named(one, said) for one in standard.industries}
    if (industry and industry not in industries) or (indicator and indicator not in standard.indicator):
        raise Http404
    found = concept.chosen(industry, indicator)
    parts = [(name, [one.text.text(said) for one in concept.sections[name]]) for name in SECTIONS]
    return _shown(
        request,
        said,
        "public/concept.html",
        title=concept.title.text(said),
        note=concept.note.text(said),
        parts=[] if industry or indicator else parts,
        sections=catalogue(concept, standard, said, found),
        count=len(found),
        whole=len(concept.solutions),
        industries=industries,
        industry=industry,
        indicator=indicator,
        indicator_title=named(standard.indicator[indicator], said) if indicator else "",
    )


@require_safe
def show_solution(request: HttpRequest, language: str, solution: str) -> HttpResponse:
    """One solution."""
    concept, standard = shipped()
    if solution not in concept.solution:
        raise Http404
    said = cast(Language, language)
    view = solution_view(concept, standard, solution, said)
    to = ""
    newest = services.latest()
    if newest and newest.standard == standard.id:
        to = reverse("newest:indicator", args=[language, BLANK]).partition(BLANK)[0]
    return _shown(request, said, "public/solution.html", view=view, note=concept.note.text(said), to_indicator=to)


def _shown(request: HttpRequest, language: Language, template: str, **values: Any) -> HttpResponse:
    answer = show(request, language, template, here="industries", **values)
    answer["Cache-Control"] = "public, max-age=0, must-revalidate"
    return answer
