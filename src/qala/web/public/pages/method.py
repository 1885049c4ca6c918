"""The method, as the standard of the publication says it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from qala.publish.case import Case
from qala.publish.method import Example, example_of, method_of, promising
from qala.web.public.reading import Reading


@require_safe
def show_method(request: HttpRequest, language: str, digest: str | None = None) -> HttpResponse:
    """The standard in words, with one figure worked out."""
    reading = Reading.of(request, language, digest)
    method = method_of(reading.standard, reading.language, reading.frame["robustness"])
    return reading.show("public/method.html", "method", method=method, example=_example(reading))


def _example(reading: Reading) -> Example | None:
    area = promising(reading.sheet["areas"], reading.standard)
    if area is None:
        return None
    part = reading.part([area])
    return example_of(Case.of(part, reading.standard, area, reading.period, reading.basis, reading.language))
