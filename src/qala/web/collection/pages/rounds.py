"""All rounds, and a new one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from qala import packs
from qala.errors import QalaError
from qala.texts import LANGUAGES, Language
from qala.web.collection.actions.make_round import PERIOD, STEPS, MakeRound, Plan
from qala.web.collection.method import is_fictional, name_of, places_of, standard_named
from qala.web.collection.mine import mine_of
from qala.web.collection.models import Round, Stage
from qala.web.collection.pages.at_work import date_in, page
from qala.web.collection.policies import RoundPolicy
from qala.web.people import services as people
from qala.web.refusals import status_of

WEEKS = {"answer": 8, "sign": 10, "verify": 16, "appeal": 18}
"""From today to the last day of each step, where nothing else is known."""


@people.signed_in_required
@require_safe
def show_rounds(request: HttpRequest, language: Language) -> HttpResponse:
    """What waits for me, then all rounds that I see."""
    rights = people.rights(request)
    rounds = list(RoundPolicy().visible(rights))
    mine = mine_of(rights, [one for one in rounds if one.stage == Stage.OPEN])
    about: dict[str, Any] = {"mine": [one for one in mine if one.waits], "part": bool(mine), "rounds": rounds}
    return page(request, language, "rounds", may_run=RoundPolicy().may(rights, "run"), **about)


@people.duty_required(people.Role.PROGRAMME_OFFICER, said="collection.needs_officer")
@require_http_methods(["GET", "HEAD", "POST"])
def new_round(request: HttpRequest, language: Language) -> HttpResponse:
    """Prepares a round, from nothing or from a former one."""
    if not RoundPolicy().may(people.rights(request), "run"):
        return people.refused(request, language, "collection.needs_officer")
    wrong, status = "", 200
    if request.method == "POST":
        try:
            made = MakeRound(people.signed_in(request), _plan_in(request), timezone.now()).do()
            return HttpResponseRedirect(reverse("round", args=[language, made.name]))
        except QalaError as error:
            wrong, status = error.text(language), status_of(error)
    former = Round.objects.filter(name=request.GET.get("copy", "")).first()
    start = _given(request) if wrong else _copied(former) if former else _blank(request)
    about = {"wrong": wrong, "start": start, "former": former, "formers": list(Round.objects.all())}
    return page(request, language, "new_round", status=status, **about, **_choices(start, language))


@dataclass(frozen=True)
class Start:
    """What the form is filled with."""

    name: str
    title: Mapping[str, str]
    standards: tuple[str, ...]
    table: str
    areas: frozenset[str]
    every: bool
    period: str
    until: Mapping[str, str]


def _blank(request: HttpRequest) -> Start:
    today = people.today()
    tables = _tables()
    table = request.GET.get("table", "")
    asked = request.GET.get("period", "").strip()
    period = asked if PERIOD.fullmatch(asked) else str(today.year)
    until = {step: (today + timedelta(weeks=weeks)).isoformat() for step, weeks in WEEKS.items()}
    standards = tuple(name for name, _ in _standards("en"))[:1]
    return Start("", dict.fromkeys(LANGUAGES, ""), standards, table if table in tables else "kz", frozenset(), False,
                 period, until)  # fmt: skip


def _copied(former: Round) -> Start:
    """The same a year later."""
    period = former.period
    moved = str(int(period[:4]) + 1) + period[4:]
    name = former.name.replace(period, moved) if period in former.name else f"{former.name}-{moved}"[:60]
    title = {language: said.replace(period[:4], moved[:4]) for language, said in former.title.items()}
    until = {step: a_year_on(day).isoformat() for step, day in former.steps.items()}
    areas = frozenset(former.reports.values_list("area", flat=True))
    return Start(name.lower(), title, tuple(former.standards), former.table, areas, False, moved, until)


def _given(request: HttpRequest) -> Start:
    """What was sent, so that nothing has to be written again."""
    said = request.POST
    return Start(
        said.get("name", ""),
        {language: said.get(f"title_{language}", "") for language in LANGUAGES},
        tuple(said.getlist("standards")),
        said.get("table", "") if said.get("table") in _tables() else "kz",
        frozenset(said.getlist("areas")),
        bool(said.get("every")),
        said.get("period", ""),
        {step: said.get(step, "") for step in STEPS},
    )


def a_year_on(day: date) -> date:
    """The same day of the next year; the 28th for the 29th of February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def _plan_in(request: HttpRequest) -> Plan:
    said = request.POST
    table, period = said.get("table", ""), said.get("period", "").strip()
    areas = said.getlist("areas")
    if said.get("every") and table in _tables() and PERIOD.fullmatch(period):
        areas = [id_ for id_, _ in offered(table, period, "en")]
    return Plan(
        name=said.get("name", "").strip(),
        title={language: said.get(f"title_{language}", "").strip()[:200] for language in LANGUAGES},
        standards=tuple(said.getlist("standards")),
        table=table,
        areas=tuple(areas),
        period=period,
        until={step: date_in(said.get(step, "")) for step in STEPS},
        copied_from=said.get("copied_from", ""),
    )


def _choices(start: Start, language: Language) -> dict[str, Any]:
    period = start.period if PERIOD.fullmatch(start.period) else str(people.today().year)
    return {
        "standards": _standards(language),
        "tables": _tables(),
        "fictional": is_fictional(start.table),
        "areas": offered(start.table, period, language),
        "steps": STEPS,
    }


def _standards(language: Language) -> list[tuple[str, str]]:
    """Those that ship, the country's own before international ratings."""
    found = sorted((standard_named(folder.name) for folder in packs.standards()), key=lambda one: one.rating)
    return [(name_of(one), one.title.text(language)) for one in found]


def _tables() -> list[str]:
    return sorted(one.parent.name for one in packs.places("kz").parent.glob("*/areas.csv"))


def offered(table: str, period: str, language: Language) -> list[tuple[str, str]]:
    """The places of a table that a standard assesses, as they were in a period, by name."""
    kinds = {standard_named(folder.name).area_kind for folder in packs.standards()}
    there = places_of(table).at(period).values()
    found = [(one.id, one.name.text(language)) for one in there if "" in kinds or one.kind in kinds]
    return sorted(found, key=lambda one: one[1])
