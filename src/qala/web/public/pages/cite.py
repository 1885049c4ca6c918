"""The line to cite as a file."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from qala.publish.cite import MIME, bibtex_of, csl_of
from qala.web.public.citing import Subject, citation_of
from qala.web.public.reading import Reading

FORMS = {"bib": bibtex_of, "json": csl_of}


@require_safe
def show_citation(request: HttpRequest, language: str, form: str, digest: str | None = None) -> HttpResponse:
    """The Map, a city, a cell or an indicator, as the query names it. Raises Http404 for what is not there."""
    reading = Reading.of(request, language, digest)
    made = FORMS[form](citation_of(reading, Subject.of(reading)))
    answer = HttpResponse(made, content_type=MIME[form])
    answer["Content-Disposition"] = f'attachment; filename="qala-{reading.published.short[:12]}.{form}"'
    answer["Cache-Control"] = "public, max-age=0, must-revalidate"
    return answer
