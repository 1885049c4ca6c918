"""Signing in and out."""

from typing import Any

from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from qala.texts import Language, text
from qala.web.people import attempts, letters
from qala.web.people.addresses import own_address
from qala.web.people.identity import provider
from qala.web.people.models import Person
from qala.web.people.signing import sign_in_with_password
from qala.web.people.working import working
from qala.web.theme.rendering import show

LONGEST = 1000
"""Characters of a password."""


@sensitive_post_parameters("password")
@working
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest, language: Language) -> HttpResponse:
    """Asks for username or e-mail and password, and leads on."""
    onward = own_address(request.POST.get("next") or request.GET.get("next", ""), language)
    if request.method != "POST":
        return _asked(request, language, onward)
    username, password = request.POST.get("username", "").strip().lower(), request.POST.get("password", "")
    tried = attempts.begin(request, username, timezone.now())
    if tried is None:
        return _asked(request, language, onward, "people.too_often", 429)
    right = "\0" not in username and len(password) <= LONGEST
    person = authenticate(request, username=username, password=password) if right else None
    if not isinstance(person, Person):
        return _asked(request, language, onward, "people.wrong", 403)
    attempts.succeeded(tried)
    return sign_in_with_password(request, person, onward)


@working
@require_POST
def sign_out(request: HttpRequest, language: Language) -> HttpResponse:
    """Ends the session."""
    logout(request)
    return HttpResponseRedirect(reverse("sign-in", args=[language]))


def _asked(request: HttpRequest, language: Language, onward: str, wrong: str = "", status: int = 200) -> HttpResponse:
    said = text(wrong, language) if wrong else ""
    about: dict[str, Any] = {
        "wrong": said,
        "onward": onward,
        "person": None,
        "provider": provider(),
        "mail": letters.ready(),
    }
    return show(request, language, "people/sign_in.html", status=status, **about)
