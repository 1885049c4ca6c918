"""The page of what keeps people from verifying."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from qala.errors import QalaError
from qala.texts import Language
from qala.web.people import services as people
from qala.web.people.services import Role
from qala.web.refusals import status_of
from qala.web.verification.actions.interest import DeclareInterest, EndInterest
from qala.web.verification.pages.showing import desk_required, done, page, whole_in
from qala.web.verification.policies import InterestPolicy


@desk_required
@require_http_methods(["GET", "HEAD", "POST"])
def interests(request: HttpRequest, language: Language) -> HttpResponse:
    """Those that I see, and a form for another."""
    me, rights = people.signed_in(request), people.rights(request)
    others = InterestPolicy().may(rights, "tell")
    wrong, status = "", 200
    kept = {name: request.POST.get(name, "") for name in ("person", "area", "organisation", "words")}
    if request.method == "POST":
        try:
            about = _person(kept["person"]) if others and kept["person"] else me
            DeclareInterest(me, about, kept["area"], kept["organisation"], kept["words"], timezone.now()).do()
            return HttpResponseRedirect(reverse("interests", args=[language]))
        except QalaError as error:
            wrong, status = error.text(language), status_of(error)
    rows = InterestPolicy().visible(rights)
    return page(
        request, language, "interests", status=status, wrong=wrong, rows=rows, others=others, kept=kept,
        own=Role.VERIFIER in rights.roles, **_choices(language, others),
    )  # fmt: skip


@desk_required
@require_POST
def end(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002 - it is the row's id
    """Ends one that holds no more."""
    one = InterestPolicy().get(people.rights(request), id)
    act = EndInterest(people.signed_in(request), one.pk, timezone.now()).do
    return done(request, language, act, reverse("interests", args=[language]))


def _person(said: str) -> people.Person:
    found = people.Person.objects.filter(pk=whole_in(said)).first()
    if found is None:
        raise Http404
    return found


def _choices(language: Language, others: bool) -> dict[str, Any]:
    verifiers = people.Person.objects.filter(grants__role=Role.VERIFIER, grants__ended_at=None).distinct()
    return {
        "areas": people.organisations.places(language),
        "organisations": [(one.bin, one.name[language]) for one in people.organisations.everyone()],
        "verifiers": list(verifiers.order_by("name")) if others else [],
    }
