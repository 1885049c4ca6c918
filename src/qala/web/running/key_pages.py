"""The keys that the site signs with: seen, replaced, told as lost, by administrators of the country."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from qala.errors import QalaError
from qala.texts import Language
from qala.web.people import services as people
from qala.web.publications.services import keys
from qala.web.theme.rendering import show
from qala.web.zone import when

Page = Callable[[HttpRequest, Language], HttpResponse]


def _careful(view: Page) -> Page:
    """For administrators of the country, who have proven lately that it is they."""

    @people.duty_required(people.Role.ADMINISTRATOR)
    def answered(request: HttpRequest, language: Language) -> HttpResponse:
        if not people.rights(request).has(people.Role.ADMINISTRATOR):
            return people.refused(request, language, "people.needs_administrator")
        return people.proof_required(view)(request, language)

    return answered


@_careful
@require_safe
def show_keys(request: HttpRequest, language: Language) -> HttpResponse:
    """All of them, the newest first, and what can be done."""
    return _page(request, language)


@_careful
@require_POST
def rotate(request: HttpRequest, language: Language) -> HttpResponse:
    """Retires the key in use and draws another."""
    return _done(request, language, partial(keys.rotate, timezone.now(), people.signed_in(request)))


@_careful
@require_POST
def lose(request: HttpRequest, language: Language) -> HttpResponse:
    """Says of a key that it was lost or stolen, and why."""
    key, reason = request.POST.get("key", ""), request.POST.get("reason", "")
    return _done(request, language, partial(keys.lose, key, reason, timezone.now(), people.signed_in(request)))


def _done(request: HttpRequest, language: Language, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except QalaError as error:
        return _page(request, language, error.text(language), 400)
    return HttpResponseRedirect(reverse("signing-keys", args=[language]))


def _page(request: HttpRequest, language: Language, wrong: str = "", status: int = 200) -> HttpResponse:
    rows = [(one, when(language, since)) for one, since in keys.keys_with_days()]
    reason = request.POST.get("reason", "")
    about: dict[str, Any] = {"person": people.signed_in(request), "rows": rows, "wrong": wrong, "reason": reason}
    return show(request, language, "running/keys.html", status=status, **about)
