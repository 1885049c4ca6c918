"""The desk of errors that readers report."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from qala.errors import BadUse
from qala.publish.naming import named
from qala.texts import Language
from qala.web.feedback.actions.answer import ANSWERS, AnswerReported, LetBeSeen, SetAside, TakeUp
from qala.web.feedback.corrections import Correction, all_corrections
from qala.web.feedback.models import Reported, State
from qala.web.feedback.pages.showing import done, page, place
from qala.web.feedback.plain import LONGEST
from qala.web.feedback.policies import LOOKING, ReportedPolicy
from qala.web.people import services as people
from qala.web.publications import services as publications

LISTED = 200
OFFERED = 100
"""So many corrections are offered as the one that a report led to."""
OPEN = (State.RECEIVED, State.LOOKING)
guarded = people.duty_required(*sorted(LOOKING), said="feedback.needs_looking")


@guarded
@require_safe
def errors(request: HttpRequest, language: Language) -> HttpResponse:
    """All that I see, those that wait first."""
    visible = ReportedPolicy().visible(people.rights(request))
    waiting, answered = visible.filter(state__in=OPEN).order_by("id"), visible.exclude(state__in=OPEN)
    rows = [[(row, about(row, language)) for row in found[:LISTED]] for found in (waiting, answered)]
    return page(request, language, "errors", waiting=rows[0], answered=rows[1])


@guarded
@require_safe
def error(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002 - it is the report's id
    """One of them, with what can be done about it."""
    rights = people.rights(request)
    row = ReportedPolicy().get(rights, id)
    return page(
        request, language, "error", row=row, about=about(row, language), address=address_of(row, language),
        may=ReportedPolicy().may(rights, "answer", row), waits=row.state in OPEN, answers=ANSWERS, longest=LONGEST,
        email=hasattr(row, "reply"), corrections=_offered(row, language),
    )  # fmt: skip


@guarded
@require_POST
def act(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002
    """Does what the button says."""
    row = ReportedPolicy().get(people.rights(request), id)
    here = reverse("error-reported", args=[language, id])
    return done(request, language, partial(_act, request, row), here)


def _act(request: HttpRequest, row: Reported) -> Reported:
    by, now, sent = people.signed_in(request), timezone.now(), request.POST
    wanted = sent.get("act", "")
    if wanted in ANSWERS:
        seen = request.build_absolute_uri(f"{reverse('errors', args=[row.language])}?number={row.pk}")
        words = sent.get("answer", ""), sent.get("correction", "")
        return AnswerReported(by, row.pk, wanted, *words, seen, now).do()
    if wanted in ("show", "hide"):
        return LetBeSeen(by, row.pk, wanted == "show", now).do()
    if wanted == State.ASIDE:
        return SetAside(by, row.pk, sent.get("reason", ""), now).do()
    if wanted == State.LOOKING:
        return TakeUp(by, row.pk, now).do()
    raise BadUse("feedback.not_state", value=wanted[:40])


def about(row: Reported, language: Language) -> str:
    """What it is about, in words."""
    standard = publications.standard(row.digest)
    found = [place(row.area, language)] if row.area else []
    if row.node:
        found.append(named(standard.node[row.node], language))
    if row.indicator:
        found.append(named(standard.indicator[row.indicator], language))
    return " · ".join([*found, row.period]) if found else f"{standard.id} · {row.period}"


def address_of(row: Reported, language: Language) -> str:
    """The page that was read."""
    short = row.digest.partition(":")[2]
    if row.indicator:
        found = reverse("exact:indicator", args=[language, short, row.indicator])
    elif row.node:
        found = reverse("exact:cell", args=[language, short, row.area, row.node])
    elif row.area:
        found = reverse("exact:city", args=[language, short, row.area])
    else:
        found = reverse("exact:map", args=[language, short])
    return f"{found}?period={row.period}"


def _offered(row: Reported, language: Language) -> list[tuple[str, str]]:
    """The corrections that it may have led to: of its area, and of publications."""
    found = (one for one in all_corrections() if not one.area or one.area == row.area or not row.area)
    return [(one.id, said_of(one, language)) for _, one in zip(range(OFFERED), found, strict=False)]


def said_of(one: Correction, language: Language) -> str:
    """A correction in a line."""
    standard = publications.standard(one.digest)
    title = next((named(each, language) for each in standard.indicators if each.fact == one.fact), one.standard)
    parts = [f"{one.at:%Y-%m-%d}", place(one.area, language) if one.area else "", title, one.period]
    return " · ".join(part for part in parts if part)
