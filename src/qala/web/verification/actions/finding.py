"""What verification found beyond single values: told, answered, closed, followed up."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.http import Http404

from qala.errors import BadUse
from qala.web.collection import services as collection
from qala.web.collection.services import Question, Report, Round
from qala.web.ledger import services as ledger
from qala.web.people import services as people
from qala.web.refusals import Conflict, NotAllowed
from qala.web.verification.models import Finding
from qala.web.verification.policies import FindingPolicy, require_verifier_of

LONGEST_OWNER = 200


@dataclass(frozen=True)
class MakeFinding:
    """By whom, the report, the question where it is about one, what was found, and by when it should be put right."""

    by: people.Person
    report: int
    question: int | None
    about: str
    due: date
    at: datetime

    @transaction.atomic
    def do(self) -> Finding:
        """Raises NotAllowed, BadUse for a question of another report, or a day that is past."""
        report = Report.objects.select_related("round").filter(pk=self.report).first()
        if report is None:
            raise Http404
        require_verifier_of(self.by, report)
        collection.require_open(report.round)
        about = collection.said(self.about, "verification.nothing_found")
        if self.question is not None and not Question.objects.filter(pk=self.question, report=report).exists():
            raise BadUse("verification.other_report")
        require_to_come(self.due, self.at)
        made = Finding.objects.create(
            report=report, question_id=self.question, about=about, due=self.due, by=self.by, at=self.at
        )
        _tell(made, "found", {"about": about}, self.by, self.at)
        return made


@dataclass(frozen=True)
class AnswerFinding:
    """By whom: who signs for the area; which; what they say to it, who puts it right, and by when."""

    by: people.Person
    finding: int
    response: str
    owner: str
    due: date
    at: datetime

    @transaction.atomic
    def do(self) -> Finding:
        """May be said anew until it is closed. Raises NotAllowed, Conflict where it is closed, BadUse."""
        row = _locked(self.finding)
        allowed = FindingPolicy().may(people.rights_of(self.by), "answer", row)
        collection.require(allowed, "verification.needs_approver")
        if row.closed_at is not None:
            raise Conflict("verification.closed")
        row.response = collection.said(self.response, "verification.no_response")
        row.owner = collection.said(self.owner, "verification.no_owner")
        if len(row.owner) > LONGEST_OWNER:
            raise BadUse("collection.too_long", limit=LONGEST_OWNER)
        require_to_come(self.due, self.at)
        row.due, row.answered_by, row.answered_at = self.due, self.by, self.at
        row.save(update_fields=["response", "owner", "due", "answered_by", "answered_at"])
        _tell(row, "responded", {"response": row.response, "owner": row.owner}, self.by, self.at)
        return row


@dataclass(frozen=True)
class CloseFinding:
    """By whom: a verifier, never who answered it; which, and with which words."""

    by: people.Person
    finding: int
    words: str
    at: datetime

    @transaction.atomic
    def do(self) -> Finding:
        """Raises NotAllowed, Conflict where it is closed already or nobody has answered it, BadUse."""
        row = _locked(self.finding)
        require_verifier_of(self.by, row.report)
        if row.closed_at is not None:
            raise Conflict("verification.closed")
        if row.answered_at is None:
            raise Conflict("verification.unanswered")
        if row.answered_by_id == self.by.pk:
            raise NotAllowed("verification.own_response")
        row.closing = collection.said(self.words)
        row.closed_by, row.closed_at = self.by, self.at
        row.save(update_fields=["closing", "closed_by", "closed_at"])
        _tell(row, "closed", {"words": row.closing}, self.by, self.at)
        return row


def open_of_former(one: Round) -> list[Finding]:
    """The open findings of the round that a round was copied from, of places that it asks too."""
    places = one.reports.values_list("area", flat=True)
    found = Finding.objects.filter(report__round=one.copied_from_id, closed_at=None, report__area__in=list(places))
    return list(found.select_related("report__round", "question")) if one.copied_from_id else []


def carry(one: Round, by: people.Person, at: datetime) -> list[Finding]:
    """Follows up the open findings of the former round in this one, each once."""
    reports = {row.area: row for row in one.reports.select_related("round")}
    made = []
    for former in open_of_former(one):
        report = reports[former.report.area]
        if Finding.objects.filter(report=report, follows=former).exists():
            continue
        fact = former.question.fact if former.question else None
        question = report.questions.filter(fact=fact).first() if fact else None
        due = max(former.due, one.verify_until)
        row = Finding.objects.create(
            report=report, question=question, about=former.about, due=due, by=by, at=at, follows=former
        )
        _tell(row, "followed_up", {"about": row.about}, by, at)
        made.append(row)
    return made


def require_to_come(day: date, at: datetime) -> None:
    """Raises BadUse for a day that is past."""
    if day < at.date():
        raise BadUse("verification.past", day=day.isoformat())


def _locked(number: int) -> Finding:
    rows = Finding.objects.select_for_update(of=("self",)).select_related("report__round")
    row = rows.filter(pk=number).first()
    if row is None:
        raise Http404
    return row


def _tell(row: Finding, kind: str, private: dict[str, str], by: people.Person, at: datetime) -> None:
    told = {"area": row.report.area, "due": row.due.isoformat(), "question": row.question_id or 0}
    told |= {"follows": row.follows_id or 0}
    collection.tell(row.report.round, ledger.Event(kind, f"finding:{row.pk}", told, private), by, at)
