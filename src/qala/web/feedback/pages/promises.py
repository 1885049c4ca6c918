"""The pages of promises, for the organisations that give them."""

from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from qala.errors import BadUse, QalaError
from qala.publish.naming import named
from qala.texts import LANGUAGES, Language
from qala.web.collection import services as collection
from qala.web.feedback.actions.promise import LONGEST, Cell, EndPromise, MakePromise
from qala.web.feedback.mandates import GIVING, Mandate, mandates_of
from qala.web.feedback.models import Promise, Standing
from qala.web.feedback.pages.showing import done, page, place
from qala.web.feedback.policies import READING, PromisePolicy
from qala.web.people import services as people
from qala.web.refusals import status_of

LISTED = 200
guarded = people.duty_required(*sorted(READING | GIVING), said="feedback.needs_promising")


@guarded
@require_http_methods(["GET", "HEAD", "POST"])
def promises(request: HttpRequest, language: Language) -> HttpResponse:
    """Mine, and the form of a new one."""
    wrong, status, rights = "", 200, people.rights(request)
    if request.method == "POST":
        try:
            _made(request)
            return HttpResponseRedirect(reverse("promises", args=[language]))
        except QalaError as error:
            wrong, status = error.text(language), status_of(error)
    cells = [_options(one, language) for one in mandates_of(rights)]
    rows = sorted(PromisePolicy().visible(rights)[:LISTED], key=lambda row: row.state != Standing.OPEN)
    return page(
        request, language, "promises", status=status, wrong=wrong, cells=cells, rows=rows, kept=request.POST,
        longest=LONGEST, today=people.today(), node=lambda row: _node(row, language),
    )  # fmt: skip


@guarded
@require_http_methods(["GET", "HEAD", "POST"])
def promise(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002 - it is the promise's id
    """One of them; sent: what became of it."""
    rights = people.rights(request)
    row = PromisePolicy().get(rights, id)
    if request.method == "POST":
        words = request.POST.get("state", ""), request.POST.get("reason", "")
        act = EndPromise(people.signed_in(request), row.pk, *words, timezone.now()).do
        return done(request, language, act, reverse("promise", args=[language, id]))
    return page(
        request, language, "promise", row=row, may=PromisePolicy().may(rights, "end", row), longest=LONGEST,
        today=people.today(), node=_node(row, language),
    )  # fmt: skip


def _node(row: Promise, language: Language) -> str:
    """The name of the industry of a promise; its id where the edition of today has none of that id."""
    found = collection.standard_named(row.standard).node.get(row.node)
    return named(found, language) if found else row.node


def _made(request: HttpRequest) -> None:
    cell = (request.POST.get("cell", "").split("/") + [""] * 4)[:4]
    texts: dict[str, str] = {one: request.POST.get(f"text_{one}", "") for one in LANGUAGES}
    due = _day(request.POST.get("due", ""))
    MakePromise(people.signed_in(request), Cell(*cell), texts, due, timezone.now()).do()


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said.strip())
    except ValueError as error:
        raise BadUse("people.not_day", value=said[:40]) from error


def _options(one: Mandate, language: Language) -> tuple[str, list[tuple[str, str]]]:
    """A mandate in words, and each of its cells with what the form sends."""
    title = f"{place(one.area, language)} · {one.organisation.name[language]} · {one.standard.id}"
    key = f"{one.standard.id}/{one.area}/{{}}/{one.organisation.bin}"
    return title, [(key.format(node.id), named(node, language)) for node in one.nodes]
