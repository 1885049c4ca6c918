"""What I was told, and how I want to be told."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from qala.errors import BadUse
from qala.texts import LANGUAGES, Language
from qala.web.collection.due import USUAL
from qala.web.collection.models import Notice, Wish
from qala.web.collection.notices import said
from qala.web.collection.pages.at_work import page
from qala.web.people import services as people

NEWEST = 100
MOST_DAYS = 60
"""Before a last day."""


@people.signed_in_required
@require_http_methods(["GET", "HEAD", "POST"])
def show_notices(request: HttpRequest, language: Language) -> HttpResponse:
    """The newest, and those that I had not seen marked; what is shown counts as seen."""
    me, wrong = people.signed_in(request), ""
    if request.method == "POST":
        try:
            _keep(request, me)
            return HttpResponseRedirect(f"{reverse('notices', args=[language])}?kept=1")
        except BadUse as error:
            wrong = error.text(language)
    rows = list(Notice.objects.filter(person=me).select_related("round")[:NEWEST])
    shown = [(one, said(one, language), one.seen_at is None) for one in rows]
    if request.method == "GET":
        Notice.objects.filter(person=me, seen_at=None).update(seen_at=timezone.now())
    wish = Wish.objects.filter(person=me).first() or Wish(person=me, days=USUAL, language=language)
    about = {"rows": shown, "wish": wish, "most": MOST_DAYS, "kept": "kept" in request.GET, "wrong": wrong}
    return page(request, language, "notices", status=400 if wrong else 200, **about)


def _keep(request: HttpRequest, me: people.Person) -> None:
    """Raises BadUse for days that are none."""
    written, spoken = request.POST.get("days", "").strip(), request.POST.get("language", "")
    if not (written.isascii() and written.isdecimal() and int(written[:4]) <= MOST_DAYS):
        raise BadUse("rounds.not_days", most=MOST_DAYS)
    about = {
        "mail": request.POST.get("mail") == "yes",
        "days": int(written[:4]),
        "language": spoken if spoken in LANGUAGES else "",
    }
    Wish.objects.update_or_create(person=me, defaults=about)
