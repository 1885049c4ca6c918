"""The page of how a round is verified, and of what came of it."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from qala.errors import QalaError
from qala.texts import Language, percent
from qala.web.collection import services as collection
from qala.web.jobs import services as jobs
from qala.web.people import services as people
from qala.web.refusals import NotAllowed, status_of
from qala.web.verification.actions.finding import open_of_former
from qala.web.verification.actions.plan import PLANNERS, MakePlan
from qala.web.verification.models import Plan
from qala.web.verification.pages.showing import desk_required, done, number_in, page, round_named
from qala.web.verification.result import LEAST, LEVELS, lacks_said, result_of


@desk_required
@require_http_methods(["GET", "HEAD", "POST"])
def verification(request: HttpRequest, language: Language, round: str) -> HttpResponse:  # noqa: A002 - in the address
    """Plans the verification of a round, and shows how far it has come."""
    one = round_named(request, round)
    wrong, status = "", 200
    if request.method == "POST":
        try:
            share = number_in(request.POST.get("share", "")) or 0.0
            MakePlan(
                people.signed_in(request), one.name, request.POST.get("assurance", ""), share / 100,
                secrets.token_hex(16), timezone.now(),
            ).do()  # fmt: skip
        except QalaError as error:
            wrong, status = error.text(language), status_of(error)
    plan = Plan.objects.filter(round=one).select_related("made_by").first()
    found = result_of(one)
    rights, policy = people.rights(request), collection.RoundPolicy()
    ran = one.stage != collection.Stage.DRAFT
    return page(
        request, language, "verification", status=status, wrong=wrong, one=one, plan=plan, found=found,
        percent=lambda share: percent(share, language, 1), levels=LEVELS, least=LEAST, planner=rights.has(*PLANNERS),
        papers=ran and policy.may(rights, "read report"), takes=ran and policy.may(rights, "take along"),
        lacks=lacks_said(found, language),
        former=[] if plan else open_of_former(one),
        kept={name: request.POST.get(name, "") for name in ("share", "assurance")},
    )  # fmt: skip


@desk_required
@require_POST
def rate(request: HttpRequest, language: Language, round: str) -> HttpResponse:  # noqa: A002
    """Asks for the round to be rated anew."""
    one = round_named(request, round)

    def ask() -> None:
        if not people.rights(request).has(*PLANNERS):
            raise NotAllowed("verification.needs_planner")
        jobs.enqueue("rate", {"name": one.name}, dedupe_key=one.name, asked_by=people.signed_in(request).username)

    return done(request, language, ask, reverse("verification", args=[language, one.name]))
