"""The page that the link of an invitation leads to."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from qala.errors import BadUse
from qala.texts import Language, text
from qala.web.people import inviting
from qala.web.people.adapters import INVITED
from qala.web.people.identity import provider
from qala.web.people.models import Invitation
from qala.web.people.pages.words import said
from qala.web.people.showing import page
from qala.web.people.signing import sign_in_with_password
from qala.web.people.working import working


@sensitive_post_parameters()
@working
@require_http_methods(["GET", "HEAD", "POST"])
def show_invitation(request: HttpRequest, language: Language, secret: str) -> HttpResponse:
    """Who invites me to what; a name and a password, or an identity elsewhere, make the account."""
    found = inviting.open_with(secret, timezone.now())
    if found is None:
        return page(request, language, "refused", status=410, said=text("people.invitation_gone", language))
    if request.method == "POST":
        return _accepted(request, language, found)
    request.session[INVITED] = found.pk
    return _shown(request, language, found, found.name)


def _accepted(request: HttpRequest, language: Language, found: Invitation) -> HttpResponse:
    name, password = request.POST.get("name", ""), request.POST.get("password", "")
    try:
        if password != request.POST.get("again", ""):
            raise BadUse("people.not_the_same")
        person = inviting.accept(found.pk, name, password, timezone.now())
    except BadUse as error:
        return _shown(request, language, found, name, error.text(language))
    logout(request)
    return sign_in_with_password(request, person, f"/{language}/work/")


def _shown(request: HttpRequest, language: Language, found: Invitation, name: str, wrong: str = "") -> HttpResponse:
    by = found.invited_by.name if found.invited_by else text("people.the_operator", language)
    about = {"right": said(found, language), "email": found.email, "by": by, "name": name, "wrong": wrong}
    return page(request, language, "invitation", status=400 if wrong else 200, provider=provider(), **about)
