"""Taking evidence back: it stays, and does not count any more."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.http import Http404

from qala.web.collection import states
from qala.web.collection.actions.common import event, locked, require, require_open, tell
from qala.web.collection.models import Attachment
from qala.web.collection.policies import QuestionPolicy
from qala.web.people import services as people
from qala.web.refusals import Conflict


@dataclass(frozen=True)
class Detach:
    """By whom, and which attachment."""

    by: people.Person
    attachment: int
    at: datetime

    @transaction.atomic
    def do(self) -> Attachment:
        """Marks it. Raises Http404, NotAllowed, Conflict where its answer is signed."""
        row = Attachment.objects.filter(pk=self.attachment).first()
        if row is None:
            raise Http404
        question = locked(row.question_id)
        require_open(question.round)
        require(QuestionPolicy().may_answer(people.rights_of(self.by), question), "collection.not_yours_to_answer")
        if question.state not in states.EDITABLE:
            raise Conflict("collection.not_now", state=question.state, act="detach")
        row.refresh_from_db()
        if row.removed_at is None:
            row.removed_by, row.removed_at = self.by, self.at
            row.save(update_fields=["removed_by", "removed_at"])
            tell(question.round, event(question, "detached", attachment=row.pk), self.by, self.at)
        return row
