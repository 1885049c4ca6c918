"""What verification and appeals do to a question; who may is theirs to say."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from qala.web.collection import states
from qala.web.collection.actions.common import event, locked, tell
from qala.web.collection.models import Answer, Question, State
from qala.web.people import services as people
from qala.web.refusals import Conflict


@dataclass(frozen=True)
class Judge:
    """By whom, the question, the act of `states.AFTER`; seen: the number of the answer that they saw.

    value: what stands from now on, where the act is to correct it, or grants an appeal; words: why.
    """

    by: people.Person
    question: int
    act: str
    seen: int
    words: str
    at: datetime
    value: float | None = None

    @transaction.atomic
    def do(self) -> Question:
        """Raises Conflict where the question is not where the act belongs, or was answered anew meanwhile."""
        question = locked(self.question)
        if question.version != self.seen:
            raise Conflict("collection.changed")
        question.state = states.after(question, self.act)
        question.verified = self._standing(question)
        question.save(update_fields=["state", "verified"])
        told = event(question, self.act, {"words": self.words}, number=self.seen, value=question.verified)
        tell(question.round, told, self.by, self.at)
        return question

    def _standing(self, question: Question) -> float | None:
        if question.state not in states.VERIFIED:
            return None
        if question.state == State.ACCEPTED and self.act == "accept":
            return Answer.objects.get(question=question, number=question.version).value
        return self.value
