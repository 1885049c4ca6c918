"""The pages of work and of proposals."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qala.errors import QalaError
from qala.texts import Language
from qala.web.people import services as people
from qala.web.proposals import queries
from qala.web.proposals.actions.approve import Approve
from qala.web.proposals.actions.propose import Propose
from qala.web.proposals.actions.reject import Reject, Void
from qala.web.proposals.checking import LIMIT
from qala.web.proposals.models import Proposal, State
from qala.web.proposals.pages.showing import done, page, told
from qala.web.publications import services as publications
from qala.web.refusals import status_of

BOTH = people.duty_required("method_team", "publisher")
COUNT = 20
"""Decided proposals and publications in lists."""


@people.signed_in_required
@require_safe
def home(request: HttpRequest, language: Language) -> HttpResponse:
    """My duties, what waits, what stands."""
    return page(
        request,
        language,
        "home",
        waiting=queries.open_proposals(),
        withdrawals=queries.open_withdrawals(),
        decided=queries.decided_proposals(COUNT),
        published=publications.all_published()[:COUNT],
        everywhere=people.rights(request).has(people.Role.ADMINISTRATOR),
    )


@people.duty_required("method_team")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, language: Language) -> HttpResponse:
    """Uploads an assessment and opens a proposal."""
    wrong, status, note = "", 200, request.POST.get("note", "")
    if request.method == "POST":
        file = request.FILES.get("file")
        content = file.read(LIMIT + 1) if file else b""
        try:
            made = Propose(people.signed_in(request), content, note, timezone.now()).do()
            return HttpResponseRedirect(reverse("proposal", args=[language, made.pk]))
        except QalaError as error:
            wrong, status = error.text(language), status_of(error)
    return page(request, language, "new", status=status, wrong=wrong, note=note, limit=LIMIT // 2**20)


@BOTH
@require_safe
def proposal(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002 - it is the proposal's id
    """A proposal with the effect it would have, and what was done about it."""
    found = _found(id)
    base = queries.base_of(found) if found.state == State.OPEN else ""
    chosen = request.GET.get("period"), request.GET.get("basis")
    effect = queries.preview_of(found, base, language, *chosen) if found.state == State.OPEN else None
    records = told(queries.records_of(found.digest), language)
    published = publications.published(found.digest)
    return page(
        request, language, "proposal", one=found, effect=effect, base=base, records=records, published=published
    )


@BOTH
@require_safe
def document(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002
    """The assessment as it would be published, to look at and verify elsewhere."""
    content = queries.content_of(_found(id))
    name = f'attachment; filename="proposal-{id}.json"'
    return HttpResponse(content, content_type="application/json", headers={"Content-Disposition": name})


@people.duty_required("publisher")
@require_POST
def approve(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002
    """Publishes it, where it and what stands are as the preview showed."""
    digest, base = request.POST.get("digest", ""), request.POST.get("base", "")
    return done(
        request, language, Approve(people.signed_in(request), id, digest, base, timezone.now()).do, _at(language, id)
    )


@people.duty_required("publisher")
@require_POST
def reject(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002
    """Closes it with a reason."""
    act = Reject(people.signed_in(request), id, request.POST.get("reason", ""), timezone.now()).do
    return done(request, language, act, _at(language, id))


@people.duty_required("method_team")
@require_POST
def void(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002
    """Takes back one's own."""
    return done(request, language, Void(people.signed_in(request), id, timezone.now()).do, _at(language, id))


def _at(language: Language, id: int) -> str:  # noqa: A002
    return reverse("proposal", args=[language, id])


def _found(id: int) -> Proposal:  # noqa: A002
    try:
        return Proposal.objects.select_related("proposed_by", "decided_by").get(pk=id)
    except Proposal.DoesNotExist as unknown:
        raise Http404 from unknown
