"""The page on which an area's answers are signed."""

from datetime import date, datetime
from functools import partial
from hashlib import sha256
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qala.errors import BadUse, QalaError
from qala.publish.chain import Head
from qala.publish.cms.verify import LIMIT
from qala.publish.statement import Order, Submission, SubmittedEffect, statement
from qala.texts import Language, number
from qala.web.collection.actions.reopen import Reopen
from qala.web.collection.actions.sign import FILE, Sign
from qala.web.collection.likely import likely_of
from qala.web.collection.method import asked_of, places_of, standard_named
from qala.web.collection.models import Report, State
from qala.web.collection.policies import QuestionPolicy, ReportPolicy
from qala.web.collection.submission import Moment, moment, submission_of, unexplained
from qala.web.people import services as people
from qala.web.refusals import status_of
from qala.web.theme.rendering import show
from qala.web.zone import when

LIKELY = 5
"""Answers likeliest to be returned that a signer is shown."""
LEFT = frozenset({State.OPEN, State.RETURNED})
"""States of the questions that nobody has answered."""
FORMS = ("number", "date")
"""What an order is told by."""


@people.signed_in_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002 - the report's id
    """What will be signed and what it does; takes the signature."""
    report = _report(request, id)
    if request.method != "POST":
        return _page(request, language, report)
    try:
        told = statement(submission_of(report, moment_in(request.POST, report)))
        file = request.FILES.get("signature")
        given = file.read(2 * LIMIT + 1) if file else b""
        Sign(people.signed_in(request), report.pk, told, given, timezone.now()).do()
    except QalaError as error:
        return _page(request, language, report, error.text(language), status_of(error))
    return HttpResponseRedirect(reverse("report-sign", args=[language, report.pk]))


@people.signed_in_required
@require_safe
def document(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002
    """The document to be signed, of the moment that the page was made."""
    report = _report(request, id)
    try:
        told = statement(submission_of(report, moment_in(request.GET, report)))
    except QalaError as error:
        return _page(request, language, report, error.text(language), status_of(error))
    name = f'attachment; filename="{report.round.name}-{report.area}-{FILE}"'
    return HttpResponse(told, content_type="application/json", headers={"Content-Disposition": name})


@people.signed_in_required
@require_safe
def signed(request: HttpRequest, language: Language, id: int, number: int, part: str) -> HttpResponse:  # noqa: A002
    """What was signed, or the signature: for everybody who may see the report."""
    report = _report(request, id)
    found = report.signings.filter(number=number).first()
    if found is None:
        raise Http404
    content, kind = (found.statement, "json") if part == "statement" else (found.signature, "p7s")
    name = f'attachment; filename="{report.round.name}-{report.area}-{number}.{kind}"'
    return HttpResponse(bytes(content), content_type="application/octet-stream", headers={"Content-Disposition": name})


@people.signed_in_required
@require_POST
def reopen(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002 - the question's id
    """Gives a signed answer back to be corrected."""
    question = QuestionPolicy().get(people.rights(request), id)
    try:
        Reopen(people.signed_in(request), question.pk, request.POST.get("reason", ""), timezone.now()).do()
    except QalaError as error:
        return _page(request, language, question.report, error.text(language), status_of(error))
    return HttpResponseRedirect(reverse("report-sign", args=[language, question.report_id]))


def moment_in(given: Any, report: Report) -> Moment:
    """The moment that a form or an address tells. Raises BadUse where it tells none."""
    try:
        made_at = datetime.strptime(given.get("made_at", ""), "%Y-%m-%dT%H:%M:%S%z")
        length = int(given.get("length", ""))
    except ValueError as error:
        raise BadUse("signing.no_moment") from error
    if made_at > timezone.now():
        raise BadUse("signing.no_moment")
    head = Head(report.round.chain, length, given.get("hash", "")[:64])
    return Moment(given["made_at"], head, _order(given))


def _order(given: Any) -> Order | None:
    order = Order(*(given.get(f"order_{name}", "").strip()[:100] for name in FORMS))
    if not order.number and not order.date:
        return None
    try:
        day = date.fromisoformat(order.date)
    except ValueError as error:
        raise BadUse("signing.no_order") from error
    if not order.number or not order.number.isprintable() or day > timezone.now().date():
        raise BadUse("signing.no_order")
    return Order(order.number, day.isoformat())


def _report(request: HttpRequest, id: int) -> Report:  # noqa: A002
    """A report that they may read whole. Raises Http404 where they see nothing of it, PermissionDenied where a part."""
    rights, policy = people.rights(request), ReportPolicy()
    report = policy.get(rights, id)
    if not policy.may(rights, "read whole", report):
        raise PermissionDenied
    return report


def _page(request: HttpRequest, language: Language, report: Report, wrong: str = "", status: int = 200) -> HttpResponse:
    rights = people.rights(request)
    asked = asked_of(tuple(report.round.standards))
    rows = list(report.questions.all())
    answered = [row for row in rows if row.state == State.ANSWERED]
    words: dict[str, Any] = {"titles": {fact: one.indicator.title.text(language) for fact, one in asked.items()}}
    may = ReportPolicy().may(rights, "sign", report)
    if answered and may:
        try:
            now = moment(report, timezone.now(), _order(request.GET if request.method == "GET" else request.POST))
        except BadUse as error:
            now, wrong, status = moment(report, timezone.now()), wrong or error.text(language), max(status, 400)
        told = submission_of(report, now)
        words |= {
            "now": now,
            "digest": sha256(statement(told)).hexdigest(),
            "effects": _effects(told, language),
            "likely": likely_of(report, LIKELY),
        }
    return show(
        request, language, "collection/sign.html", status=status, person=people.person_of(request), report=report,
        may=may, wrong=wrong, answered=answered, left=[row for row in rows if row.state in LEFT],
        unexplained=unexplained(answered), signings=list(report.signings.defer("statement", "signature")),
        place=_place(report, language), when=partial(when, language), number=partial(number, language=language),
        **words,
    )  # fmt: skip


def _place(report: Report, language: Language) -> str:
    return places_of(report.round.table).name(report.area, report.round.period).text(language)


def _effects(told: Submission, language: Language) -> list[tuple[str, str, str, SubmittedEffect]]:
    found = []
    for one in told.effects:
        standard = standard_named(one.standard)
        node = standard.node[one.node]
        bands = {band.id: band.title.text(language) for band in standard.scale_of(node).bands}
        found.append((node.title.text(language), bands.get(one.band_before, "–"), bands.get(one.band_after, "–"), one))
    return found
