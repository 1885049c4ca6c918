"""Pages of prose: what Qala is, accessibility, privacy."""

from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from qala.publish.prose import prose_of
from qala.texts import Language, text
from qala.web.public.reading import Reading
from qala.web.theme.rendering import show


@require_safe
def show_about(request: HttpRequest, language: str, digest: str | None = None) -> HttpResponse:
    """What Qala is, who stands behind the figures, how to challenge and recompute them."""
    reading = Reading.of(request, language, digest)
    standing = text(f"map.status_{reading.standard.status.replace('-', '_')}", reading.language)
    prose = prose_of("about", reading.language)
    return reading.show("public/about.html", "about", prose=prose, standing=standing, contact=settings.CONTACT)


@require_safe
def show_accessibility(request: HttpRequest, language: str) -> HttpResponse:
    """The accessibility statement."""
    return _page(request, cast(Language, language), "accessibility")


@require_safe
def show_privacy(request: HttpRequest, language: str) -> HttpResponse:
    """What the site keeps of its readers."""
    return _page(request, cast(Language, language), "privacy")


def _page(request: HttpRequest, language: Language, name: str) -> HttpResponse:
    prose = prose_of(name, language)
    answer = show(request, language, "public/prose.html", here=name, prose=prose, contact=settings.CONTACT)
    answer["Cache-Control"] = "public, max-age=0, must-revalidate"
    return answer
