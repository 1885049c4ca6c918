"""Saying something about a question."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from qala.web.collection.actions.common import event, locked, require, said, tell
from qala.web.collection.models import Comment
from qala.web.collection.policies import QuestionPolicy
from qala.web.people import services as people


@dataclass(frozen=True)
class Say:
    """By whom, about which question, what."""

    by: people.Person
    question: int
    text: str
    at: datetime

    @transaction.atomic
    def do(self) -> Comment:
        """Raises NotAllowed for who takes no part, BadUse for nothing said."""
        question, rights, policy = locked(self.question), people.rights_of(self.by), QuestionPolicy()
        allowed = policy.may_answer(rights, question) or policy.may(rights, "comment", question)
        require(allowed, "collection.not_yours_to_answer")
        text = said(self.text, "collection.nothing_said")
        made = Comment.objects.create(question=question, by=self.by, at=self.at, text=text)
        tell(question.round, event(question, "said", {"text": text}), self.by, self.at)
        return made
