"""Signing in and out, and one's own page."""

import re

from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from qala.texts import LANGUAGES, Language, text
from qala.web.people import attempts, services
from qala.web.people.models import Person
from qala.web.people.working import working
from qala.web.theme.rendering import show

OWN = re.compile(rf"/(?:{'|'.join(LANGUAGES)})/work/(?:[A-Za-z0-9._-]+/)*(?:\?[A-Za-z0-9._=&-]*)?")
"""Where signing in may lead: to pages of work, by whole addresses of this site alone."""
LONGEST = 1000
"""Characters of a password."""


@sensitive_post_parameters("password")
@working
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest, language: Language) -> HttpResponse:
    """Asks for username and password, and leads on."""
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
    login(request, person)
    return HttpResponseRedirect(onward)


@working
@require_POST
def sign_out(request: HttpRequest, language: Language) -> HttpResponse:
    """Ends the session."""
    logout(request)
    return HttpResponseRedirect(reverse("sign-in", args=[language]))


@sensitive_post_parameters()
@services.signed_in_required
@require_http_methods(["GET", "HEAD", "POST"])
def me(request: HttpRequest, language: Language) -> HttpResponse:
    """One's own name and duties, and another password."""
    person, done = services.signed_in(request), ""
    wrong: tuple[str, ...] = ()
    if request.method == "POST":
        form = PasswordChangeForm(person, request.POST)
        if form.is_valid():
            form.save()
            update_session_auth_hash(request, person)
            done = text("people.changed", language)
        wrong = tuple(str(error) for errors in form.errors.values() for error in errors)
    duties, status = sorted(services.duties_of(person)), 400 if wrong else 200
    return show(
        request, language, "people/me.html", status=status, person=person, duties=duties, wrong=wrong, done=done
    )


def own_address(asked: str, language: Language) -> str:
    """The address that was asked for where it is one of work on this site, else the first page of work."""
    sign_ins = {reverse("sign-in", args=[one]) for one in LANGUAGES}
    fits = OWN.fullmatch(asked) and asked.partition("?")[0] not in sign_ins
    return asked if fits else f"/{language}/work/"


def _asked(request: HttpRequest, language: Language, onward: str, wrong: str = "", status: int = 200) -> HttpResponse:
    said = text(wrong, language) if wrong else ""
    return show(request, language, "people/sign_in.html", status=status, wrong=said, onward=onward, person=None)
