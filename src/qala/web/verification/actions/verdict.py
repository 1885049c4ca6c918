"""Deciding about an answer."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from qala.errors import BadUse
from qala.values import form
from qala.values.form_check import faults
from qala.web.collection import services as collection
from qala.web.collection.services import Answer, Question
from qala.web.people import services as people
from qala.web.refusals import Conflict
from qala.web.verification.models import Act, Verdict
from qala.web.verification.policies import require_verifier

LONGEST_LOOK = 4 * 3600
"""Seconds; what lay open for longer lay there unseen."""


@dataclass(frozen=True)
class GiveVerdict:
    """By whom, the question, one of Act; seen: the number of the answer that they saw; value: what it is corrected to;
    reason: why, where it is not accepted; seconds: that it lay open before them.
    """

    by: people.Person
    question: int
    act: str
    seen: int
    at: datetime
    value: float | None = None
    reason: str = ""
    seconds: int = 0

    def check(self, question: Question) -> str:
        """The reason as it is kept. Raises NotAllowed for whose eyes are not other eyes, Conflict, BadUse."""
        require_verifier(self.by, question)
        collection.require_open(question.round)
        if self.act not in Act.values:
            raise BadUse("verification.no_act", value=self.act[:40])
        if question.version != self.seen:
            raise Conflict("collection.changed")
        if (question.state, self.act) not in collection.AFTER:
            raise Conflict("collection.not_now", state=question.state, act=self.act)
        if self.act == Act.CORRECT:
            self._require_value(question)
        elif self.value is not None:
            raise BadUse("verification.value_unasked")
        return collection.bounded(self.reason) if self.act == Act.ACCEPT else collection.said(self.reason)

    @transaction.atomic
    def do(self) -> Verdict:
        """Writes the verdict, and what it makes of the question. Raises as check."""
        question = collection.locked(self.question)
        reason = self.check(question)
        why = "material" if question.material else "sampled" if question.sampled else "risk"
        try:
            with transaction.atomic():
                made = Verdict.objects.create(
                    question=question, number=self.seen, act=self.act, value=self.value, reason=reason,
                    error=self.act != Act.ACCEPT, why=why, by=self.by, at=self.at,
                    seconds=min(max(self.seconds, 0), LONGEST_LOOK),
                )  # fmt: skip
        except IntegrityError as error:
            raise Conflict("verification.decided") from error
        collection.Judge(self.by, question.pk, self.act, self.seen, reason, self.at, self.value).do()
        return made

    def _require_value(self, question: Question) -> None:
        if self.value is None:
            raise BadUse("verification.no_value")
        require_possible(question, self.value)
        if Answer.objects.get(question=question, number=self.seen).value == self.value:
            raise BadUse("verification.same_value")


def require_possible(question: Question, value: float) -> None:
    """Raises BadUse, in the words of the form, for what cannot be a value of a question."""
    ask = collection.asked_of(tuple(question.round.standards))[question.fact].ask()
    for key, _, fields in faults(ask, form.Answer(question.fact, value)):
        raise BadUse(key, **fields)
