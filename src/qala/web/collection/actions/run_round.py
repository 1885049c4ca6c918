"""Opening and closing a round."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from qala.web.collection.actions.common import require, tell
from qala.web.collection.known import fill_in
from qala.web.collection.models import Round, Stage
from qala.web.collection.policies import RoundPolicy
from qala.web.ledger import services as ledger
from qala.web.people import services as people
from qala.web.refusals import Conflict

ONWARD = {Stage.OPEN: Stage.DRAFT, Stage.CLOSED: Stage.OPEN}
"""The stage that each comes after."""
STAMP = {Stage.OPEN: "opened_at", Stage.CLOSED: "closed_at"}


@dataclass(frozen=True)
class MoveRound:
    """By whom, the name of the round, and where to: open or closed."""

    by: people.Person
    name: str
    to: Stage
    at: datetime

    @transaction.atomic
    def do(self) -> Round:
        """Opens it with what is known filled in, or closes it. Raises NotAllowed, Conflict where it is not its turn."""
        require(RoundPolicy().may(people.rights_of(self.by), "run"), "collection.needs_officer")
        one = Round.objects.select_for_update().get(name=self.name)
        if one.stage != ONWARD[self.to]:
            raise Conflict("collection.not_its_turn", name=one.name)
        one.stage = self.to
        setattr(one, STAMP[self.to], self.at)
        one.save(update_fields=["stage", STAMP[self.to]])
        if self.to == Stage.OPEN:
            fill_in(one)
        tell(one, ledger.Event(str(self.to), f"round:{one.name}"), self.by, self.at)
        return one
