"""The design system, shown with its own parts."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from qala.publish.map_model import looks_of
from qala.publish.samples import samples_of
from qala.texts import number
from qala.web.public.reading import Reading
from qala.web.theme.tokens import tokens


@require_safe
def show_design(request: HttpRequest, language: str, digest: str | None = None) -> HttpResponse:
    """Colours, type, the Map's cell, and every part that pages are made of."""
    reading = Reading.of(request, language, digest)
    scale = looks_of(reading.standard.scale.bands, reading.standard.normalise.high, reading.language)
    return reading.show(
        "public/design.html",
        "design",
        tokens=[(one, _ratio(reading, one.light_contrast), _ratio(reading, one.dark_contrast)) for one in tokens()],
        samples=samples_of(reading.standard, reading.language),
        scale=scale,
    )


def _ratio(reading: Reading, contrast: float) -> str:
    return number(contrast, reading.language, 1, fixed=True)
