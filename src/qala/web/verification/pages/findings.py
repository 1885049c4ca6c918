"""The pages of findings."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qala.errors import QalaError
from qala.texts import Language
from qala.web.collection import services as collection
from qala.web.people import services as people
from qala.web.refusals import status_of
from qala.web.verification.actions.finding import AnswerFinding, CloseFinding, MakeFinding
from qala.web.verification.models import Finding
from qala.web.verification.pages.showing import (
    day_in,
    done,
    page,
    place,
    sides_required,
    title_of,
    whole_in,
)
from qala.web.verification.policies import VERIFIERS, FindingPolicy, barred_from_report, ties_of

SHOWN = 500


@sides_required
@require_safe
def findings(request: HttpRequest, language: Language) -> HttpResponse:
    """All that I see, those that are open first."""
    visible = FindingPolicy().visible(people.rights(request))
    rows = list(visible.order_by("-closed_at" if request.GET.get("closed") else "due", "id")[:SHOWN])
    return page(
        request, language, "findings", today=timezone.now().date(),
        verifier=bool(people.rights(request).roles & VERIFIERS),
        open=[row for row in rows if row.closed_at is None], closed=[row for row in rows if row.closed_at is not None],
    )  # fmt: skip


@people.duty_required(*VERIFIERS, said="verification.needs_verifier")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, language: Language) -> HttpResponse:
    """Tells a finding about a report, or about a question of one."""
    rights, wrong, status = people.rights(request), "", 200
    kept = {name: request.POST.get(name, request.GET.get(name, "")) for name in ("report", "question", "about", "due")}
    if request.method == "POST":
        try:
            number = whole_in(kept["question"]) if kept["question"] else None
            report = collection.ReportPolicy().get(rights, whole_in(kept["report"]))
            made = MakeFinding(
                people.signed_in(request), report.pk, number, kept["about"], day_in(kept["due"]), timezone.now()
            ).do()
            return HttpResponseRedirect(reverse("finding", args=[language, made.pk]))
        except QalaError as error:
            wrong, status = error.text(language), status_of(error)
    question = collection.QuestionPolicy().visible(rights).filter(pk=whole_in(kept["question"] or "-")).first()
    told = title_of(question, language) if question else ""
    return page(
        request, language, "finding_new", status=status, wrong=wrong, kept=kept, question=question, told=told,
        reports=_reports(rights, language),
    )  # fmt: skip


@sides_required
@require_safe
def finding(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002 - it is the finding's id
    """One of them, with what can be done about it."""
    rights = people.rights(request)
    one = FindingPolicy().get(rights, id)
    ties = ties_of(rights)
    other = ties is not None and one.answered_by_id != ties.person.pk and not barred_from_report(ties, one.report)
    told = title_of(one.question, language) if one.question else ""
    closes = FindingPolicy().may(rights, "close", one) and other
    return page(
        request, language, "finding", one=one, told=told, closes=closes,
        answers=FindingPolicy().may(rights, "answer", one),
    )  # fmt: skip


@sides_required
@require_POST
def answer(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002
    """Says what the area does about it."""
    one, said = FindingPolicy().get(people.rights(request), id), request.POST

    def act() -> Finding:
        due = day_in(said.get("due", ""))
        words = said.get("response", ""), said.get("owner", "")
        return AnswerFinding(people.signed_in(request), one.pk, *words, due, timezone.now()).do()

    return done(request, language, act, reverse("finding", args=[language, id]))


@sides_required
@require_POST
def close(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002
    """Closes it."""
    one = FindingPolicy().get(people.rights(request), id)
    act = CloseFinding(people.signed_in(request), one.pk, request.POST.get("words", ""), timezone.now()).do
    return done(request, language, act, reverse("finding", args=[language, id]))


def _reports(rights: people.Rights, language: Language) -> list[tuple[int, str]]:
    rows: Any = collection.Report.objects.filter(collection.within(rights, VERIFIERS))
    rows = rows.filter(round__stage=collection.Stage.OPEN).select_related("round")
    return sorted(
        ((row.pk, f"{row.round.title[language]}: {place(row.area, language)}") for row in rows), key=lambda one: one[1]
    )
