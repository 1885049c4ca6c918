"""What Django itself says, in the language of the address."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import lazy

from qala.texts import Language, text
from qala.web.theme.rendering import language_in

Answer = Callable[[HttpRequest], HttpResponse]


def by_address(answer: Answer) -> Answer:
    """A middleware: Django speaks the language that the address begins with."""

    def answered(request: HttpRequest) -> HttpResponse:
        with translation.override(language_in(request.path)):
            return answer(request)

    return answered


def spoken() -> Language:
    """The language that Django speaks just now, which is that of the address; English beside any address."""
    return language_in(f"/{translation.get_language() or 'en'}/")


def _said(key: str) -> str:
    return text(key, spoken())


said = lazy(_said, str)
"""A text of ours, for Django to say in whatever language it speaks then."""
