"""The pages of withdrawing a publication."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qala.errors import QalaError
from qala.texts import LANGUAGES, Language
from qala.web.people import services as people
from qala.web.proposals import queries
from qala.web.proposals.actions.withdraw_publication import AnswerWithdrawal, AskWithdrawal
from qala.web.proposals.models import Withdrawal
from qala.web.proposals.pages.proposals import BOTH
from qala.web.proposals.pages.showing import PREFIX, done, page, told
from qala.web.publications import services as publications
from qala.web.refusals import status_of


@people.duty_required("publisher")
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, language: Language, digest: str) -> HttpResponse:
    """Asks for the withdrawal of a publication, with the reason in every language."""
    found = publications.published(PREFIX + digest)
    if found is None:
        raise Http404
    reason: dict[str, str] = {one: request.POST.get(f"reason_{one}", "") for one in LANGUAGES}
    wrong, status = "", 200
    if request.method == "POST":
        try:
            made = AskWithdrawal(people.signed_in(request), found.digest, reason, timezone.now()).do()
            return HttpResponseRedirect(reverse("withdrawal", args=[language, made.pk]))
        except QalaError as error:
            wrong, status = error.text(language), status_of(error)
    return page(request, language, "ask", status=status, one=found, reason=reason, wrong=wrong)


@BOTH
@require_safe
def withdrawal(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002 - it is the row's id
    """A withdrawal that was asked for."""
    try:
        found = Withdrawal.objects.select_related("asked_by", "decided_by").get(pk=id)
    except Withdrawal.DoesNotExist as unknown:
        raise Http404 from unknown
    published, records = publications.published(found.digest), told(queries.records_of(found.digest), language)
    return page(request, language, "withdrawal", one=found, published=published, records=records)


@BOTH
@require_POST
def confirm(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002
    """Withdraws the publication."""
    return _answered(request, language, id, agreed=True)


@BOTH
@require_POST
def refuse(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002
    """Lets the publication stand."""
    return _answered(request, language, id, agreed=False)


def _answered(request: HttpRequest, language: Language, id: int, *, agreed: bool) -> HttpResponse:  # noqa: A002
    act = AnswerWithdrawal(people.signed_in(request), id, agreed, timezone.now()).do
    return done(request, language, act, reverse("withdrawal", args=[language, id]))
