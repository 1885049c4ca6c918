"""Correcting what was signed: recorded, and signed and verified anew."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from qala.web.collection import states
from qala.web.collection.actions.common import event, locked, require, require_open, said, tell
from qala.web.collection.models import Question
from qala.web.collection.policies import QuestionPolicy
from qala.web.people import services as people


@dataclass(frozen=True)
class Reopen:
    """By whom, the question, and why."""

    by: people.Person
    question: int
    reason: str
    at: datetime

    @transaction.atomic
    def do(self) -> Question:
        """Gives a signed answer back to who answers it. Raises NotAllowed, Conflict, BadUse where no reason is."""
        question, reason = locked(self.question), said(self.reason)
        require_open(question.round)
        require(QuestionPolicy().may(people.rights_of(self.by), "sign", question), "signing.not_yours")
        question.state, question.verified = states.after(question, "reopen"), None
        question.save(update_fields=["state", "verified"])
        told = event(question, "reopened", {"reason": reason}, number=question.version)
        tell(question.round, told, self.by, self.at)
        return question
