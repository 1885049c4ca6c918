"""Appealing against a verdict, and deciding about an appeal."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import Http404

from qala.errors import BadUse
from qala.web.collection import services as collection
from qala.web.collection.services import Question, State
from qala.web.people import services as people
from qala.web.refusals import Conflict, NotAllowed
from qala.web.verification.actions.verdict import require_possible
from qala.web.verification.models import Appeal, Outcome, Verdict
from qala.web.verification.policies import require_verifier

APPEALABLE = frozenset({State.CORRECTED, State.REJECTED})


@dataclass(frozen=True)
class MakeAppeal:
    """By whom: who signs for the area; the question, the value that they say is right, and why."""

    by: people.Person
    question: int
    value: float
    reason: str
    at: datetime

    def check(self, question: Question) -> str:
        """The reason as it is kept. Raises NotAllowed, Conflict where there is nothing to appeal or it is too late."""
        may = collection.QuestionPolicy().may(people.rights_of(self.by), "sign", question)
        collection.require(may, "verification.needs_approver")
        collection.require_open(question.round)
        if question.state not in APPEALABLE:
            raise Conflict("verification.nothing_to_appeal")
        if self.at.astimezone(settings.SHOWN_ZONE).date() > question.round.appeal_until:
            raise Conflict("verification.too_late", day=question.round.appeal_until.isoformat())
        require_possible(question, self.value)
        if self.value == question.verified:
            raise BadUse("verification.same_value")
        return collection.said(self.reason)

    @transaction.atomic
    def do(self) -> Appeal:
        """One against each verdict. Raises as check."""
        question = collection.locked(self.question)
        reason = self.check(question)
        try:
            with transaction.atomic():
                made = Appeal.objects.create(
                    question=question, number=question.version, value=self.value, reason=reason, by=self.by,
                    at=self.at,
                )  # fmt: skip
        except IntegrityError as error:
            raise Conflict("verification.appealed") from error
        told = collection.event(question, "appealed", {"reason": reason}, number=made.number, value=made.value)
        collection.tell(question.round, told, self.by, self.at)
        return made


@dataclass(frozen=True)
class DecideAppeal:
    """By whom: a verifier who gave no verdict on it; which; whether it is granted; words: why."""

    by: people.Person
    appeal: int
    granted: bool
    words: str
    at: datetime

    @transaction.atomic
    def do(self) -> Appeal:
        """Granted, the value of the appeal stands from now on. Raises NotAllowed, Conflict, BadUse."""
        found = Appeal.objects.filter(pk=self.appeal).first()
        if found is None:
            raise Http404
        question = collection.locked(found.question_id)
        row = Appeal.objects.select_for_update().get(pk=self.appeal)
        require_other(self.by, row, question)
        collection.require_open(question.round)
        if row.outcome != Outcome.OPEN:
            raise Conflict("verification.decided")
        if question.version != row.number or question.state not in APPEALABLE:
            raise Conflict("verification.overtaken")
        row.words = collection.said(self.words)
        row.outcome = Outcome.GRANTED if self.granted else Outcome.REFUSED
        row.decided_by, row.decided_at = self.by, self.at
        row.save(update_fields=["words", "outcome", "decided_by", "decided_at"])
        if self.granted:
            collection.Judge(self.by, question.pk, "grant", row.number, row.words, self.at, row.value).do()
        else:
            told = collection.event(question, "appeal_refused", {"words": row.words}, number=row.number)
            collection.tell(question.round, told, self.by, self.at)
        return row


def require_other(by: people.Person, appeal: Appeal, question: Question) -> None:
    """Raises NotAllowed where it is not theirs to decide: it takes a verifier who has not decided before."""
    require_verifier(by, question)
    if appeal.by_id == by.pk:
        raise NotAllowed("verification.own_appeal")
    if Verdict.objects.filter(question=question, by=by).exists():
        raise NotAllowed("verification.own_verdict")
