"""The pages of appeals."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qala.errors import BadUse, QalaError
from qala.texts import Language
from qala.web.collection import services as collection
from qala.web.people import services as people
from qala.web.people.services import Role
from qala.web.refusals import NotAllowed, status_of
from qala.web.verification.actions.appeal import APPEALABLE, DecideAppeal, MakeAppeal, require_other
from qala.web.verification.effect import effect_of
from qala.web.verification.models import Appeal, Outcome, Verdict
from qala.web.verification.pages.showing import done, number_in, page, sides_required, title_of, whole_in
from qala.web.verification.policies import AppealPolicy

SHOWN = 500
APPROVERS = frozenset({Role.APPROVER})


@sides_required
@require_safe
def appeals(request: HttpRequest, language: Language) -> HttpResponse:
    """Those that I see, and what can be appealed still."""
    rights = people.rights(request)
    rows = list(AppealPolicy().visible(rights).order_by("outcome", "-id")[:SHOWN])
    told = [(row, title_of(row.question, language)) for row in rows]
    asked = [(one, title_of(one, language)) for one in _appealable(rights)]
    return page(request, language, "appeals", rows=told, asked=asked)


@people.duty_required(*APPROVERS, said="verification.needs_approver")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002 - it is the question's id
    """Appeals against what was decided about a value."""
    question = collection.QuestionPolicy().get(people.rights(request), id)
    kept = {name: request.POST.get(name, "") for name in ("value", "reason")}
    wrong, status = "", 200
    if request.method == "POST":
        try:
            told = number_in(kept["value"])
            if told is None:
                raise BadUse("verification.no_value")
            made = MakeAppeal(people.signed_in(request), question.pk, told, kept["reason"], timezone.now()).do()
            return HttpResponseRedirect(reverse("appeal", args=[language, made.pk]))
        except QalaError as error:
            wrong, status = error.text(language), status_of(error)
    verdict = Verdict.objects.filter(question=question, number=question.version).select_related("by").first()
    given = question.answers.filter(number=question.version).first()
    return page(
        request, language, "appeal_new", status=status, wrong=wrong, one=question, title=title_of(question, language),
        verdict=verdict, given=given, kept=kept,
    )  # fmt: skip


@sides_required
@require_safe
def appeal(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002 - it is the appeal's id
    """One of them, with its effect, before it is decided."""
    rights = people.rights(request)
    one = AppealPolicy().get(rights, id)
    verdict = Verdict.objects.filter(question=one.question, number=one.number).select_related("by").first()
    given = one.question.answers.filter(number=one.number).first()
    waits = one.outcome == Outcome.OPEN and one.question.version == one.number and one.question.state in APPEALABLE
    effect = effect_of(one.question, one.value) if waits else ()
    barred = _barred(people.signed_in(request), one) if waits and AppealPolicy().may(rights, "decide", one) else None
    return page(
        request, language, "appeal", one=one, title=title_of(one.question, language), verdict=verdict, given=given,
        effect=effect, waits=waits, barred=barred,
    )  # fmt: skip


@sides_required
@require_POST
def decide(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002
    """Grants or refuses it."""
    one = AppealPolicy().get(people.rights(request), id)
    granted = {"grant": True, "refuse": False}.get(request.POST.get("decision", ""))

    def act() -> Appeal:
        if granted is None:
            raise BadUse("verification.no_decision")
        words = request.POST.get("words", "")
        return DecideAppeal(people.signed_in(request), one.pk, granted, words, timezone.now()).do()

    return done(request, language, act, reverse("appeal", args=[language, whole_in(str(id))]))


def _appealable(rights: people.Rights) -> list[collection.Question]:
    """What who signs can still appeal."""
    today = timezone.now().astimezone(settings.SHOWN_ZONE).date()
    if not rights.roles & APPROVERS:
        return []
    found = (
        collection.QuestionPolicy().visible(rights).filter(collection.within(rights, APPROVERS), state__in=APPEALABLE)
    )
    found = found.filter(round__stage=collection.Stage.OPEN, round__appeal_until__gte=today)
    appealed = set(Appeal.objects.filter(question__in=found).values_list("question", "number"))
    return [one for one in found.order_by("round", "area", "id")[:SHOWN] if (one.pk, one.version) not in appealed]


def _barred(by: people.Person, one: Appeal) -> str:
    """The sentence that says why somebody may not decide; blank where they may."""
    try:
        require_other(by, one, one.question)
    except NotAllowed as error:
        return error.code
    return ""
