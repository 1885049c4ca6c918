"""The data: every file of every publication, how to read it, under which licence."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from qala.packs.sources import licensed
from qala.publish import Tables, recipes, render_csv
from qala.web.public.reading import Reading
from qala.web.public.saved import saved
from qala.web.publications import services

FEW = 12
"""So many files are shown at once."""


@require_safe
def show_data(request: HttpRequest, language: str, digest: str | None = None) -> HttpResponse:
    """The files of the publication, and all publications."""
    reading = Reading.of(request, language, digest)
    published = reading.published
    products = [
        (name, reverse("product", args=[published.short, name]), size)
        for name, size in sorted(services.products(published.digest).items())
    ]
    known, others = licensed(services.sources(published.digest))
    return reading.show(
        "public/data.html",
        "data",
        products=products,
        few=FEW,
        publications=services.all_published(),
        keys=services.keys.public_keys(),
        licensed=known,
        others=others,
        recipes=recipes,
    )


@require_safe
def degrees_csv(request: HttpRequest, language: str, digest: str | None = None) -> HttpResponse:
    """The degrees of all areas in the period."""
    reading = Reading.of(request, language, digest)
    records = Tables(reading.part(reading.areas), reading.language, reading.period, reading.basis).nodes()
    return saved(render_csv(records), f"degrees-{reading.period}-{reading.basis}.csv")
