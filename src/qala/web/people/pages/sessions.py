"""Where somebody is signed in, and ending it there."""

from functools import partial

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from qala.texts import Language
from qala.web.people import services
from qala.web.people.policies import SessionPolicy
from qala.web.people.showing import page
from qala.web.zone import when


@services.signed_in_required
@require_safe
def show_sessions(request: HttpRequest, language: Language) -> HttpResponse:
    """All of mine, this one marked."""
    mine = UserSession.objects.purge_and_list(services.signed_in(request))
    mine.sort(key=lambda one: one.created_at, reverse=True)
    return page(request, language, "sessions", sessions=mine, when=partial(when, language))


@services.signed_in_required
@require_POST
def end(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002 - it is the session's id
    """Ends one of mine; another's is not there."""
    SessionPolicy().get(services.rights(request), id).end()
    return HttpResponseRedirect(reverse("sessions", args=[language]))


@services.signed_in_required
@require_POST
def end_others(request: HttpRequest, language: Language) -> HttpResponse:
    """Ends all of mine but this one."""
    for one in SessionPolicy().visible(services.rights(request)):
        if not one.is_current():
            one.end()
    return HttpResponseRedirect(reverse("sessions", args=[language]))
