"""Giving evidence to a question, taking it back, and the files themselves."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from qala.files.evidence import LIMIT
from qala.texts import Language
from qala.web.collection.actions.attach import Attach, Given
from qala.web.collection.actions.detach import Detach
from qala.web.collection.evidence import PICTURES
from qala.web.collection.kept import file_of
from qala.web.collection.models import Attachment
from qala.web.collection.pages.at_work import done
from qala.web.collection.pages.entry_showing import question_of
from qala.web.people import services as people

GUARDED = "sandbox; default-src 'none'"


@people.signed_in_required
@require_POST
def attach(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002 - it is the question's id
    """Gives a file, a link or the name of a document, for this question and for others of the report."""
    question = question_of(request, id)
    others = question.report.questions.filter(pk__in=[one for one in request.POST.getlist("also") if _number(one)])
    file = request.FILES.get("file")
    content = file.read(LIMIT + 1) if file else None
    told = {name: request.POST.get(name, "") for name in ("link", "about")}
    given = Given((file.name or "") if file else request.POST.get("name", ""), content, **told)
    questions = (question.pk, *others.values_list("pk", flat=True))
    act = Attach(people.signed_in(request), questions, given, timezone.now())
    return done(request, language, act.do, reverse("question", args=[language, question.pk]) + "#evidence")


@people.signed_in_required
@require_POST
def detach(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002
    """Takes one back."""
    row = _found(request, id)
    act = Detach(people.signed_in(request), row.pk, timezone.now())
    return done(request, language, act.do, reverse("question", args=[language, row.question_id]) + "#evidence")


@people.signed_in_required
@require_safe
def file(request: HttpRequest, language: Language, id: int) -> HttpResponseBase:  # noqa: A002
    """The file of an attachment, for who may see its question: saved, never opened within the site."""
    row = _found(request, id)
    if row.evidence is None:
        raise Http404
    path = file_of(row.evidence.sha256)
    if not path.is_file():
        raise Http404
    shown = row.evidence.media_type in PICTURES and request.GET.get("small") == "1"
    kind = row.evidence.media_type if row.evidence.media_type in PICTURES else "application/octet-stream"
    answer = FileResponse(path.open("rb"), as_attachment=not shown, filename=row.name, content_type=kind)
    answer["Content-Security-Policy"] = GUARDED
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _found(request: HttpRequest, number: int) -> Attachment:
    row = Attachment.objects.select_related("evidence").filter(pk=number).first()
    if row is None:
        raise Http404
    question_of(request, row.question_id)
    return row


def _number(said: str) -> bool:
    return said.isascii() and said.isdigit() and len(said) < 12
