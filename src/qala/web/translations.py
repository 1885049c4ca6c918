"""What Django itself says, in the language of the address."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from qala.web.theme.rendering import language_in

Answer = Callable[[HttpRequest], HttpResponse]


def by_address(answer: Answer) -> Answer:
    """A middleware: Django speaks the language that the address begins with."""

    def answered(request: HttpRequest) -> HttpResponse:
        with translation.override(language_in(request.path)):
            return answer(request)

    return answered
