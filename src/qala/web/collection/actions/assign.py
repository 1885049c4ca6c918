"""Saying who answers: a department for questions, a colleague for one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.http import Http404

from qala.errors import BadUse
from qala.web.collection.actions.common import event, locked, require, tell
from qala.web.collection.models import Question, Report, Stage
from qala.web.collection.policies import QuestionPolicy, ReportPolicy
from qala.web.ledger import services as ledger
from qala.web.people import services as people
from qala.web.refusals import Conflict

MOST_MINUTES = 600
"""That an answer can be said to take."""


@dataclass(frozen=True)
class AssignDepartment:
    """By whom, the report, the facts, and the BIN of the organisation that answers them; blank: nobody yet."""

    by: people.Person
    report: int
    facts: Collection[str]
    bin: str
    at: datetime

    @transaction.atomic
    def do(self) -> int:
        """Gives how many questions there were. Raises NotAllowed, BadUse, Conflict where the round is over."""
        report = assignable(self.by, self.report)
        found = organisation_of(self.bin)
        count = Question.objects.filter(report=report, fact__in=self.facts).update(organisation=found)
        told = {"area": report.area, "facts": sorted(self.facts), "organisation": self.bin}
        tell(report.round, ledger.Event("assigned", f"report:{report.pk}", told), self.by, self.at)
        return count


@dataclass(frozen=True)
class NameAkimat:
    """By whom, the report, and the BIN of the organisation whose head signs it."""

    by: people.Person
    report: int
    bin: str
    at: datetime

    @transaction.atomic
    def do(self) -> Report:
        """Raises NotAllowed, BadUse, Conflict where the round is over."""
        report = assignable(self.by, self.report)
        report.akimat = organisation_of(self.bin)
        report.save(update_fields=["akimat"])
        told = {"area": report.area, "organisation": self.bin}
        tell(report.round, ledger.Event("akimat", f"report:{report.pk}", told), self.by, self.at)
        return report


@dataclass(frozen=True)
class Delegate:
    """By whom, the question, and to whom: somebody who reports in the same place; None: to nobody any more."""

    by: people.Person
    question: int
    to: people.Person | None
    at: datetime

    @transaction.atomic
    def do(self) -> Question:
        """Raises NotAllowed where it is not theirs, BadUse where the other reports nothing there."""
        question = locked(self.question)
        rights = people.rights_of(self.by)
        policy = QuestionPolicy()
        allowed = policy.may_answer(rights, question) or policy.may(rights, "assign", question)
        require(allowed, "collection.not_yours_to_answer")
        if self.to is not None and not people.rights_of(self.to).has(people.Role.CONTRIBUTOR, area=question.area):
            raise BadUse("collection.not_colleague", name=self.to.name)
        question.delegate = self.to
        question.save(update_fields=["delegate"])
        told = event(
            question, "delegated", {"name": self.to.name} if self.to else None, to=self.to.pk if self.to else 0
        )
        tell(question.round, told, self.by, self.at)
        return question


@dataclass(frozen=True)
class SetMinutes:
    """By whom, the report, and the minutes that an answer should take, by fact."""

    by: people.Person
    report: int
    minutes: Mapping[str, int]
    at: datetime

    @transaction.atomic
    def do(self) -> int:
        """Gives how many were others. Raises NotAllowed, BadUse, Conflict where the round is over."""
        report = assignable(self.by, self.report)
        if any(not 0 < minutes <= MOST_MINUTES for minutes in self.minutes.values()):
            raise BadUse("rounds.not_minutes", most=MOST_MINUTES)
        rows = report.questions.filter(fact__in=self.minutes)
        others = [row for row in rows if row.minutes != self.minutes[row.fact]]
        for row in others:
            row.minutes = self.minutes[row.fact]
        Question.objects.bulk_update(others, ["minutes"], batch_size=200)
        if others:
            told = {"area": report.area, "minutes": {row.fact: row.minutes for row in others}}
            tell(report.round, ledger.Event("minutes", f"report:{report.pk}", told), self.by, self.at)
        return len(others)


def assignable(by: people.Person, number: int) -> Report:
    """A report that somebody may say of who answers it, locked. Raises Http404, NotAllowed, Conflict."""
    rows = Report.objects.select_for_update(of=("self",)).select_related("round")
    report = rows.filter(pk=number).first()
    if report is None:
        raise Http404
    require(ReportPolicy().may(people.rights_of(by), "assign", report), "collection.not_yours_to_assign")
    if report.round.stage == Stage.CLOSED:
        raise Conflict("collection.round_not_open", name=report.round.name)
    return report


def organisation_of(number: str) -> people.Organisation | None:
    """The organisation of a BIN, None for a blank one. Raises BadUse where there is none."""
    if not number:
        return None
    found = people.Organisation.objects.filter(bin=number, is_active=True).first()
    if found is None:
        raise BadUse("people.no_organisation", value=number)
    return found
