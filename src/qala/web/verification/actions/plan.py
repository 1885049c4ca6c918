"""Planning how a round is verified."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from qala.errors import BadUse
from qala.web.collection import services as collection
from qala.web.ledger import services as ledger
from qala.web.people import services as people
from qala.web.refusals import Conflict
from qala.web.verification.actions.finding import carry
from qala.web.verification.models import Plan
from qala.web.verification.policies import VERIFIERS
from qala.web.verification.result import GIVEN, LEAST, LEVELS

PLANNERS = collection.OFFICERS | VERIFIERS
SEED = re.compile("[0-9a-f]{32,64}")


@dataclass(frozen=True)
class MakePlan:
    """By whom, the name of the round, the level of assurance, the share of the values that are not material, 0..1, and
    the seed of their draw in hexadecimal digits, made at random just now.
    """

    by: people.Person
    name: str
    assurance: str
    share: float
    seed: str
    at: datetime

    def check(self, one: collection.Round) -> None:
        """Raises NotAllowed, BadUse for what cannot be a plan, and Conflict where a draw could be made to fit."""
        collection.require(people.rights_of(self.by).has(*PLANNERS), "verification.needs_planner")
        if self.assurance not in LEVELS:
            raise BadUse("verification.no_level", value=self.assurance[:40])
        if not LEAST[self.assurance] <= self.share <= 1:
            raise BadUse("verification.not_share", least=round(100 * LEAST[self.assurance]))
        if not SEED.fullmatch(self.seed):
            raise BadUse("verification.not_seed")
        if one.stage == collection.Stage.CLOSED:
            raise Conflict("collection.round_not_open", name=one.name)
        if Plan.objects.filter(round=one).exists():
            raise Conflict("verification.planned")
        if self.share < 1 and one.questions.filter(state__in=GIVEN).exists():
            raise Conflict("verification.signed_already")

    @transaction.atomic
    def do(self) -> Plan:
        """Writes the seed down for all to see, and carries the open findings of the round before."""
        one = collection.Round.objects.select_for_update(of=("self",)).get(name=self.name)
        self.check(one)
        made = Plan.objects.create(
            round=one, assurance=self.assurance, share=self.share, seed=self.seed, made_by=self.by, made_at=self.at
        )
        told = {"assurance": self.assurance, "share": self.share, "seed": self.seed}
        collection.tell(one, ledger.Event("planned", f"verification:{one.name}", told), self.by, self.at)
        carry(one, self.by, self.at)
        return made
