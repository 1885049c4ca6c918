"""The papers of a round, for who may have them: the file where it is made, else a page that waits for it."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from qala.errors import BadUse
from qala.texts import Language, text
from qala.web.collection import services as collection
from qala.web.collection.services import ReportPolicy, Round, RoundPolicy, Stage
from qala.web.jobs import services as jobs
from qala.web.papers import asking
from qala.web.papers.kinds import Asked
from qala.web.people import services as people
from qala.web.refusals import status_of
from qala.web.theme.rendering import show

SECONDS = 2
"""Between two looks at whether a paper is made."""
TYPES = {"pdf": "application/pdf", "zip": "application/zip"}


@people.signed_in_required
@require_safe
def snapshot(request: HttpRequest, language: Language, id: int) -> HttpResponseBase:  # noqa: A002 - the report's id
    """What would be signed of a report now: for who may read it whole."""
    report = _report(request, id)
    return _answer(request, language, report.round, "snapshot", report.pk, f"{report.round.name}-{report.area}")


@people.signed_in_required
@require_safe
def attestation(request: HttpRequest, language: Language, id: int, number: int) -> HttpResponseBase:  # noqa: A002
    """Who signed what of a report: for who may read it whole."""
    report = _report(request, id)
    found = report.signings.filter(number=number).only("pk").first()
    if found is None:
        raise Http404
    name = f"{report.round.name}-{report.area}-attestation-{number}"
    return _answer(request, language, report.round, "attestation", found.pk, name)


@people.duty_required(*sorted(RoundPolicy.acts["read report"]), said="documents.report_for")
@require_safe
def verification(request: HttpRequest, language: Language, round: str) -> HttpResponseBase:  # noqa: A002
    """How a round was verified: for who verifies, audits or runs all of it."""
    if not RoundPolicy().may(people.rights(request), "read report"):
        return people.refused(request, language, "documents.report_for")
    one = _round(request, round)
    return _answer(request, language, one, "verification", one.pk, f"{one.name}-verification")


@people.duty_required(*sorted(RoundPolicy.acts["take along"]), said="documents.working_for")
@require_safe
def working(request: HttpRequest, language: Language, round: str) -> HttpResponseBase:  # noqa: A002
    """The working papers of a round: for who audits or runs all of it."""
    if not RoundPolicy().may(people.rights(request), "take along"):
        return people.refused(request, language, "documents.working_for")
    one = _round(request, round)
    return _answer(request, language, one, "working", one.pk, f"{one.name}-papers", "zip")


def _answer(
    request: HttpRequest, language: Language, one: Round, kind: str, thing: int, name: str, form: str = "pdf"
) -> HttpResponseBase:
    try:
        asked = Asked(kind, thing, _standard(request, one), language)
    except BadUse as error:
        return _said(request, language, one, status_of(error), wrong=error.text(language))
    found = _found(request, asked, one)
    if found.file is None:
        return _waiting(request, language, one, asked, found)
    file = found.file.open("rb")
    answer = FileResponse(file, as_attachment=True, filename=f"{name}.{form}", content_type=TYPES[form])
    answer["ETag"] = f'"{found.digest}"'
    answer["Cache-Control"] = "private, no-cache"
    return answer


def _found(request: HttpRequest, asked: Asked, one: Round) -> asking.Answer:
    """What came of the job that the address tells, or of asking now. Raises Http404 where it is not a job of this."""
    number = request.GET.get("job", "")
    if not number:
        return asking.ask(asked, one, people.signed_in(request).username)
    known = number.isascii() and number.isdigit() and len(number) < 18
    come = asking.come_of(asked, int(number)) if known else None
    if come is None:
        raise Http404
    return come


def _waiting(
    request: HttpRequest, language: Language, one: Round, asked: Asked, found: asking.Answer
) -> HttpResponseBase:
    """On to the address that waits for the job; there, a page that looks again, or says why there is no paper."""
    here = f"{request.path}?standard={asked.name}"
    if "job" not in request.GET:
        return HttpResponseRedirect(f"{here}&job={found.job}")
    if found.failed:
        wrong = jobs.shown(jobs.job_of(found.job), language).error or text("documents.gone", language)
        return _said(request, language, one, 503, wrong=wrong, again=here)
    answer = _said(request, language, one, 202)
    answer["Refresh"] = str(SECONDS)
    return answer


def _said(
    request: HttpRequest, language: Language, one: Round, status: int, wrong: str = "", again: str = ""
) -> HttpResponse:
    about = {"person": people.signed_in(request), "title": one.title[language], "wrong": wrong, "again": again}
    return show(request, language, "papers/waiting.html", status=status, **about)


def _standard(request: HttpRequest, one: Round) -> str:
    """The standard that is asked for, else the first. Raises BadUse for a round that is still being prepared."""
    if one.stage == Stage.DRAFT:
        raise BadUse("rounds.not_opened", name=one.name)
    asked = request.GET.get("standard", "")
    return asked if asked in one.standards else str(one.standards[0])


def _round(request: HttpRequest, name: str) -> Round:
    found = RoundPolicy().visible(people.rights(request)).filter(name=name).first()
    if found is None:
        raise Http404
    return found


def _report(request: HttpRequest, number: int) -> collection.Report:
    """A report that they may read whole. Raises Http404 where they see nothing of it, PermissionDenied where a part."""
    rights, policy = people.rights(request), ReportPolicy()
    report = policy.get(rights, number)
    if not policy.may(rights, "read whole", report):
        raise PermissionDenied
    return report
