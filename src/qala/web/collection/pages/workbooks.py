"""The workbook of somebody's questions: fetched, filled offline, looked at, taken."""

from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qala.errors import QalaError
from qala.publish.form_workbook import render_form
from qala.texts import LANGUAGES, Language, text
from qala.values.form_read import read_form
from qala.web.collection.actions.common import require_open
from qala.web.collection.asking import form_of, questions_of
from qala.web.collection.models import Report
from qala.web.collection.pages.at_work import done
from qala.web.collection.pages.entry_showing import page, report_of
from qala.web.collection.workbooks import LIMIT, XLSX, changes_of, file_name, take
from qala.web.people import services as people
from qala.web.refusals import Conflict, status_of

KEPT = "workbook"
"""Where a session keeps what was looked at."""


@people.signed_in_required
@require_safe
def fetch(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002 - it is the report's id
    """The workbook, in the language of the page or another."""
    report = report_of(request, id)
    asked = request.GET.get("language", language)
    chosen = next((one for one in LANGUAGES if one == asked), language)
    try:
        form = form_of(report, questions_of(people.rights(request), report))
    except QalaError as error:
        return _shown(request, language, report, wrong=error.text(language), status=status_of(error))
    head = {"Content-Disposition": f'attachment; filename="{file_name(report, chosen)}"'}
    return HttpResponse(render_form(form, chosen), content_type=XLSX, headers=head)


@people.signed_in_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002
    """Shows what a filled workbook would change; nothing changes."""
    report = report_of(request, id)
    if request.method != "POST":
        return _shown(request, language, report)
    file = request.FILES.get("file")
    content = file.read(LIMIT + 1) if file else b""
    request.session.pop(KEPT, None)
    if len(content) > LIMIT:
        return _shown(
            request, language, report, wrong=text("entry.too_large", language, limit=LIMIT // 2**20), status=400
        )
    try:
        require_open(report.round)
        questions = questions_of(people.rights(request), report)
        filled = read_form(content, (file.name or "") if file else "", form_of(report, questions))
        changes = changes_of(questions, filled.answers, language)
    except QalaError as error:
        return _shown(request, language, report, wrong=error.text(language), status=status_of(error))
    problems = [one.text(language) for one in filled.problems]
    closed = [text("entry.closed_row", language, title=one.title) for one in changes if one.closed]
    token = sha256(content).hexdigest()
    if changes and not problems and not closed:
        request.session[KEPT] = {"report": report.pk, "token": token, "rows": [one.kept for one in changes]}
    return _shown(
        request, language, report, changes=changes, problems=problems + closed, token=token, looked=True,
        status=400 if problems or closed else 200,
    )  # fmt: skip


@people.signed_in_required
@require_POST
def take_over(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002
    """Takes what was looked at, all of it or nothing."""
    report = report_of(request, id)
    kept = request.session.get(KEPT, {})

    def act() -> None:
        if kept.get("report") != report.pk or kept.get("token") != request.POST.get("token", ""):
            raise Conflict("entry.look_first")
        take(people.signed_in(request), kept["rows"], timezone.now())
        del request.session[KEPT]

    return done(request, language, act, reverse("report", args=[language, report.pk]) + "?show=all")


def _shown(
    request: HttpRequest, language: Language, report: Report, *, status: int = 200, **told: object
) -> HttpResponse:
    blank = {"wrong": "", "changes": (), "problems": (), "token": "", "looked": False}
    return page(request, language, "workbook", status=status, report=report, **{**blank, **told})
