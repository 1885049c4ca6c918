"""Preparing a round: what is asked of which areas, by when."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from qala import packs
from qala.errors import BadUse
from qala.texts import LANGUAGES
from qala.web.collection.actions.common import require, tell
from qala.web.collection.method import asked_of, is_fictional, name_of, places_of, standard_named
from qala.web.collection.models import Question, Report, Round
from qala.web.collection.policies import RoundPolicy
from qala.web.ledger import services as ledger
from qala.web.people import services as people

NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,58}[a-z0-9]")
PERIOD = re.compile(r"(19|20)\d\d(-Q[1-4]|-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
STEPS = ("answer", "sign", "verify", "appeal")


@dataclass(frozen=True)
class Plan:
    """A round as it is to be. title: in kk, ru and en; standards: ID or ID@EDITION; until: the last day of each step;
    copied_from: the name of the round that its departments and minutes are taken from, or blank.
    """

    name: str
    title: Mapping[str, str]
    standards: tuple[str, ...]
    table: str
    areas: tuple[str, ...]
    period: str
    until: Mapping[str, date]
    copied_from: str = ""


@dataclass(frozen=True)
class MakeRound:
    """By whom, and what."""

    by: people.Person
    plan: Plan
    at: datetime

    def check(self) -> tuple[str, ...]:
        """The standards as ID@EDITION. Raises NotAllowed, and BadUse for what cannot be a round."""
        require(RoundPolicy().may(people.rights_of(self.by), "run"), "collection.needs_officer")
        plan = self.plan
        if not NAME.fullmatch(plan.name):
            raise BadUse("collection.not_name", value=plan.name[:60])
        if not PERIOD.fullmatch(plan.period):
            raise BadUse("collection.not_period", value=plan.period[:40])
        if not all(plan.title.get(language, "").strip() for language in LANGUAGES):
            raise BadUse("collection.no_title")
        if not plan.standards:
            raise BadUse("collection.no_standards")
        _require_places(plan)
        require_order(plan.until)
        return tuple(dict.fromkeys(name_of(standard_named(name)) for name in plan.standards))

    @transaction.atomic
    def do(self) -> Round:
        """Makes the round with its reports and questions, to be looked at and changed before it opens."""
        standards, plan = self.check(), self.plan
        former = Round.objects.filter(name=plan.copied_from).first() if plan.copied_from else None
        if plan.copied_from and former is None:
            raise BadUse("collection.no_round", name=plan.copied_from[:60])
        try:
            with transaction.atomic():
                made = self._made(standards, former)
        except IntegrityError as error:
            raise BadUse("collection.name_taken", name=plan.name) from error
        add_questions(made, former)
        told = {"standards": list(standards), "period": plan.period, "areas": sorted(plan.areas)}
        tell(made, ledger.Event("prepared", f"round:{made.name}", told), self.by, self.at)
        return made

    def _made(self, standards: tuple[str, ...], former: Round | None) -> Round:
        plan = self.plan
        made = Round.objects.create(
            name=plan.name, title=dict(plan.title), standards=list(standards), table=plan.table, period=plan.period,
            fictional=is_fictional(plan.table), copied_from=former, made_by=self.by, made_at=self.at,
            **{f"{step}_until": plan.until[step] for step in STEPS},
        )  # fmt: skip
        akimats = dict(former.reports.values_list("area", "akimat")) if former else {}
        Report.objects.bulk_create(
            Report(round=made, area=area, akimat_id=akimats.get(area)) for area in sorted(set(plan.areas))
        )
        return made


def add_questions(one: Round, former: Round | None) -> None:
    """Asks every fact of every area; departments and minutes as they were in a former round."""
    known = former.questions.values_list("area", "fact", "organisation", "minutes") if former else ()
    before = {(area, fact): (department, minutes) for area, fact, department, minutes in known}
    asked, rows = asked_of(tuple(one.standards)), []
    for report in one.reports.all():
        for fact, each in asked.items():
            department, minutes = before.get((report.area, fact), (None, each.minutes))
            about = {"round": one, "report": report, "area": report.area, "fact": fact}
            rows.append(Question(**about, organisation_id=department, minutes=minutes))
    Question.objects.bulk_create(rows, batch_size=500)


def _require_places(plan: Plan) -> None:
    if not (packs.places(plan.table) / "areas.csv").is_file() or not re.fullmatch("[a-z0-9-]+", plan.table):
        raise BadUse("collection.no_table", value=plan.table[:60])
    known = places_of(plan.table).at(plan.period)
    wrong = [area for area in plan.areas if area not in known]
    if wrong or not plan.areas:
        raise BadUse("collection.not_areas", value=", ".join(wrong)[:200] or "–", period=plan.period)


def require_order(until: Mapping[str, date]) -> None:
    """Raises BadUse where a step has no last day, or ends before the one before it."""
    days = [until.get(step) for step in STEPS]
    given = [day for day in days if day is not None]
    if len(given) < len(STEPS) or given != sorted(given):
        raise BadUse("collection.not_in_order")
