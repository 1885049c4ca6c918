"""The page where people make, see and end their own keys."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from qala.errors import BadUse
from qala.texts import Language, day, text
from qala.web.api import keys
from qala.web.people import services as people
from qala.web.theme.rendering import show

USUAL = timedelta(days=90)


@sensitive_variables("secret")
@people.signed_in_required
@people.proof_required
@require_http_methods(["GET", "HEAD", "POST"])
def show_keys(request: HttpRequest, language: Language) -> HttpResponse:
    """My keys, and a form for another; its secret is shown in this answer alone. A key outlives the session, so that
    who finds one open cannot make any without proving who they are.
    """
    person, wrong, secret = people.signed_in(request), "", ""
    if request.method == "POST":
        try:
            scopes = request.POST.getlist("scope")
            _, secret = keys.make(person, request.POST.get("name", ""), scopes, _day(request), timezone.now())
        except BadUse as error:
            wrong = error.text(language)
    now = timezone.now()
    rows = [(one, keys.works(one, now), _when(language, one.expires_on)) for one in keys.of(person)]
    return show(
        request,
        language,
        "api/keys.html",
        status=400 if wrong else 200,
        person=person,
        keys=rows,
        scopes=[(one, text(f"api.scope_{one.replace(':', '_')}", language)) for one in keys.SCOPES],
        wrong=wrong,
        secret=secret,
        last=(now.date() + keys.LONGEST).isoformat(),
        usual=(now.date() + USUAL).isoformat(),
        when=lambda on: _when(language, on) if on else text("api.never", language),
    )


@people.signed_in_required
@require_POST
def end_key(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002 - it is the key's id
    """Ends one of my keys; another's is not there."""
    try:
        keys.end(people.signed_in(request), id, timezone.now())
    except BadUse:
        return people.refused(request, language, "api.key_unknown")
    return HttpResponseRedirect(reverse("api-keys", args=[language]))


def _day(request: HttpRequest) -> date:
    try:
        return date.fromisoformat(request.POST.get("expires_on", ""))
    except ValueError as error:
        raise BadUse("api.key_expires") from error


def _when(language: Language, on: date) -> str:
    return day(on, language)
