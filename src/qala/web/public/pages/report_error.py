"""The form by which anybody reports an error: a page of its own, kept nowhere, that works without a script."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from qala.errors import BadUse, QalaError
from qala.web.feedback import services as feedback
from qala.web.people import services as people
from qala.web.public.citing import Subject
from qala.web.public.reading import Reading

TRAP = "website"
"""A field that people do not see; whoever fills it in is a program."""
FROM_ONE, FROM_ALL = 10, 200
"""Reports within people.SPAN, from one network address and from all of them."""


@require_http_methods(["GET", "HEAD", "POST"])
def report_error(request: HttpRequest, language: str, digest: str | None = None) -> HttpResponse:
    """The form; sent, what it says is kept. The query names what it is about. Raises Http404 for what is not there."""
    reading = Reading.of(request, language, digest)
    subject, sent = Subject.of(reading), request.POST
    kept = {"text": sent.get("text", "")[: feedback.LONGEST], "email": sent.get("email", "")[:254]}
    wrong, status = "", 200
    if request.method == "POST":
        try:
            if _too_often(request):
                wrong, status = reading.say("feedback.too_often", minutes=_minutes()), 429
            else:
                number = _taken(reading, subject).pk
                return HttpResponseRedirect(f"{reverse('errors', args=[language])}?sent={number}")
        except QalaError as error:
            wrong, status = error.text(reading.language), 400
    answer = reading.show(
        "public/report_error.html", "", about=subject.title(reading), back=subject.address(reading), kept=kept,
        wrong=wrong, longest=feedback.LONGEST, trap=TRAP,
    )  # fmt: skip
    answer.status_code = status
    answer["Cache-Control"] = "no-store, private"
    answer["X-Robots-Tag"] = "noindex"
    if status == 429:
        answer["Retry-After"] = str(60 * _minutes())
    return answer


def _taken(reading: Reading, subject: Subject) -> feedback.Reported:
    sent, one = reading.request.POST, reading.published
    if sent.get(TRAP):
        raise BadUse("feedback.trapped")
    about = feedback.About(one.standard, one.digest, reading.period, **vars(subject))
    words = sent.get("text", ""), sent.get("email", "")
    return feedback.ReportError(about, *words, reading.language, timezone.now()).do()


def _too_often(request: HttpRequest) -> bool:
    now = timezone.now()
    one = people.often("reporting", people.address_of(request), FROM_ONE, now)
    return one or people.often("reporting", "all", FROM_ALL, now)


def _minutes() -> int:
    return int(people.SPAN.total_seconds() // 60)
