"""Who answers what in an area, in how many minutes, and who signs it."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from qala.errors import BadUse
from qala.texts import Language
from qala.web.areas import services as areas
from qala.web.collection.actions.assign import AssignDepartment, NameAkimat, SetMinutes
from qala.web.collection.method import Asked, asked_of
from qala.web.collection.models import Question, Report, Stage
from qala.web.collection.pages.at_work import done, page
from qala.web.collection.policies import ReportPolicy
from qala.web.people import services as people
from qala.web.people.services import Organisation


@dataclass(frozen=True)
class Total:
    """What an organisation answers in an area; None: what nobody does."""

    organisation: Organisation | None
    count: int
    minutes: int


@people.signed_in_required
@require_http_methods(["GET", "HEAD", "POST"])
def show_assignments(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002 - the report's id
    """The table of questions, and the forms to say who answers them."""
    rights = people.rights(request)
    report = ReportPolicy().get(rights, id)
    if not ReportPolicy().may(rights, "assign", report):
        return people.refused(request, language, "collection.not_yours_to_assign")
    if request.method == "POST":
        onward = reverse("assignments", args=[language, id])
        return done(request, language, _act_in(request, report), onward)
    rows = list(Question.objects.filter(report=report).select_related("organisation").order_by("pk"))
    asked = asked_of(tuple(report.round.standards))
    about: dict[str, Any] = {
        "report": report,
        "one": report.round,
        "industries": _by_industry(rows, asked),
        "totals": totals_of(rows),
    }
    about |= {"owners": owners_of(asked), "organisations": near(report.area)}
    return page(request, language, "assignments", changing=report.round.stage != Stage.CLOSED, **about)


def _act_in(request: HttpRequest, report: Report) -> Callable[[], object]:
    by, said, now = people.signed_in(request), request.POST, timezone.now()
    kind, number = said.get("act", ""), said.get("organisation", "")
    if kind == "akimat":
        return NameAkimat(by, report.pk, number, now).do
    if kind == "minutes":
        return lambda: SetMinutes(by, report.pk, _minutes_in(said), now).do()
    facts = _facts_in(said, report)

    def assign() -> None:
        if not facts:
            raise BadUse("rounds.no_questions")
        AssignDepartment(by, report.pk, facts, number, now).do()

    return assign


def _facts_in(said: QueryDict, report: Report) -> list[str]:
    """The facts that were ticked, or all of an industry or of an owner."""
    what, _, name = said.get("group", "").partition(":")
    asked = asked_of(tuple(report.round.standards))
    if what == "free":
        return list(Question.objects.filter(report=report, organisation=None).values_list("fact", flat=True))
    if what == "industry":
        return [fact for fact, one in asked.items() if one.industry == name]
    if what == "owner":
        return [fact for fact, one in asked.items() if one.indicator.owner == name]
    return [fact for fact in said.getlist("facts") if fact in asked]


def _minutes_in(said: QueryDict) -> dict[str, int]:
    found = {}
    for name, value in said.items():
        if name.startswith("minutes-"):
            written = str(value).strip()
            found[name.removeprefix("minutes-")] = int(written) if written.isascii() and written.isdecimal() else 0
    return found


def _by_industry(rows: list[Question], asked: Any) -> list[tuple[str, Asked, list[tuple[Question, Asked]]]]:
    """The questions under the industries of the Map, in the order of the standards."""
    found: dict[str, list[tuple[Question, Asked]]] = defaultdict(list)
    for row in rows:
        if row.fact in asked:
            found[asked[row.fact].industry].append((row, asked[row.fact]))
    return [(industry, each[0][1], each) for industry, each in found.items()]


def totals_of(rows: list[Question]) -> list[Total]:
    """What each organisation answers, the most first; what nobody does at the head."""
    found: dict[Organisation | None, list[Question]] = defaultdict(list)
    for row in rows:
        found[row.organisation].append(row)
    totals = [Total(one, len(each), sum(row.minutes for row in each)) for one, each in found.items()]
    return sorted(totals, key=lambda one: (one.organisation is not None, -one.count))


def owners_of(asked: Any) -> list[tuple[str, int]]:
    """Who has the facts by the standards, as they write it, with how many; those of most facts first."""
    found: dict[str, int] = defaultdict(int)
    for one in asked.values():
        if one.indicator.owner:
            found[one.indicator.owner] += 1
    return sorted(found.items(), key=lambda one: (-one[1], one[0]))


def near(area: str) -> list[Organisation]:
    """The organisations that could answer for an area: its own, those above it and those of the whole country."""
    above = {"", *areas.with_those_above(area)}
    found = [one for one in people.organisations.everyone() if one.is_active]
    mine = [one for one in found if one.area in above or area in areas.with_those_above(one.area)]
    return sorted(mine, key=lambda one: (one.area != area, one.name["ru"]))
