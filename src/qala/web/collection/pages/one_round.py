"""A round: my part in it, its calendar, and how it is run."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from qala.texts import Language, text
from qala.web.collection.actions.last_days import SetLastDays
from qala.web.collection.actions.make_round import STEPS
from qala.web.collection.actions.run_round import MoveRound
from qala.web.collection.ics import Deadline, calendar_of
from qala.web.collection.mine import mine_of
from qala.web.collection.models import Round, Stage
from qala.web.collection.pages.at_work import date_in, done, page, round_of
from qala.web.collection.policies import OFFICERS, ReportPolicy, RoundPolicy, within
from qala.web.jobs import services as jobs
from qala.web.people import services as people
from qala.web.people.services import Role

OFFICER = people.duty_required(Role.PROGRAMME_OFFICER, said="collection.needs_officer")
WATCHING = frozenset({Role.PROGRAMME_OFFICER, Role.AUDITOR})


class Step(NamedTuple):
    """A line of the calendar. where: past, now or ahead; days: from today to its last day; today: a line for today."""

    name: str
    until: date
    where: str
    days: int
    today: bool = False


@people.signed_in_required
@require_safe
def show_round(request: HttpRequest, language: Language, name: str) -> HttpResponse:
    """My part first, then the calendar, then what officers do."""
    one, rights = round_of(request, name), people.rights(request)
    mine = next(iter(mine_of(rights, [one])), None) if one.stage != Stage.DRAFT else None
    may = {act: RoundPolicy().may(rights, act) for act in ("run", "progress", "take along")}
    may["progress"] = may["progress"] or bool(rights.roles & WATCHING)
    may["map"] = may_see_map(rights)
    about: dict[str, Any] = {"one": one, "mine": mine, "may": may, "steps": calendar(one, people.today())}
    about |= {"reports": _reports(request, one), "today": people.today(), "reminded": "reminded" in request.GET}
    return page(request, language, "round", **about)


@people.signed_in_required
@require_safe
def show_calendar(request: HttpRequest, language: Language, name: str) -> HttpResponse:
    """The last days, for the calendar of one's own programs."""
    one, host = round_of(request, name), request.get_host()
    url = request.build_absolute_uri(reverse("round", args=[language, name]))
    title = one.title[language]
    deadlines = [
        Deadline(f"{step}-{one.name}@{host}", day, text(f"rounds.last_{step}", language, title=title), title, url)
        for step, day in one.steps.items()
    ]
    content = calendar_of(title, deadlines, timezone.now())
    headers = {"Content-Disposition": f'attachment; filename="{one.name}.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


@OFFICER
@require_POST
def move(request: HttpRequest, language: Language, name: str) -> HttpResponse:
    """Opens or closes it."""
    to = Stage.CLOSED if request.POST.get("to") == Stage.CLOSED else Stage.OPEN
    act = MoveRound(people.signed_in(request), round_of(request, name).name, to, timezone.now())
    return done(request, language, act.do, reverse("round", args=[language, name]))


@OFFICER
@require_POST
def set_days(request: HttpRequest, language: Language, name: str) -> HttpResponse:
    """Sets other last days."""
    one, said = round_of(request, name), request.POST

    def act() -> None:
        until = {step: date_in(said.get(step, "")) for step in STEPS}
        SetLastDays(people.signed_in(request), one.name, until, timezone.now()).do()

    return done(request, language, act, reverse("round", args=[language, name]))


@OFFICER
@require_POST
def remind(request: HttpRequest, language: Language, name: str) -> HttpResponse:
    """Asks for the reminders of today, beside those that come every morning."""
    one = round_of(request, name)
    rights = people.rights(request)
    if not RoundPolicy().may(rights, "run"):
        return people.refused(request, language, "collection.needs_officer")
    by = people.signed_in(request).username
    onward = f"{reverse('round', args=[language, name])}?reminded=1"
    act = {"round": one.name}
    return done(request, language, lambda: jobs.enqueue("remind", act, dedupe_key=one.name, asked_by=by), onward)


def calendar(one: Round, today: date) -> list[Step]:
    """The steps in their order, with a line for today where it falls."""
    found: list[Step] = []
    before = None
    for name, until in one.steps.items():
        past, ahead = today > until, before is not None and today <= before
        where = "past" if past else "ahead" if ahead else "now"
        found.append(Step(name, until, where, (until - today).days))
        before = until
    place = sum(step.where == "past" for step in found)
    return [*found[:place], Step("today", today, "now", 0, today=True), *found[place:]]


def may_see_map(rights: people.Rights) -> bool:
    """Whether somebody sees what a round came to before it is published: those who work for the whole country."""
    return rights.has(Role.PROGRAMME_OFFICER, Role.METHOD_TEAM, Role.VERIFIER, Role.AUDITOR)


def _reports(request: HttpRequest, one: Round) -> list[dict[str, Any]]:
    """The reports that I may assign, with how many questions nobody answers."""
    where = within(people.rights(request), OFFICERS | {Role.APPROVER})
    mine = ReportPolicy().visible(people.rights(request)).filter(where, round=one)
    counted = mine.annotate(asked=Count("questions"), free=Count("questions", filter=Q(questions__organisation=None)))
    rows: Any = counted.order_by("area").values("pk", "area", "asked", "free", "akimat")
    return list(rows)
