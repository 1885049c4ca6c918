"""Rating what was signed: what a band hangs on, what is doubted, and what chance draws."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Any

from django.db import transaction

from qala.insight.doubt import Doubt, risk
from qala.insight.sampling import drawn
from qala.web.collection import services as collection
from qala.web.collection.services import Question, Round, State
from qala.web.ledger import services as ledger
from qala.web.people import services as people
from qala.web.verification.actions.plan import PLANNERS
from qala.web.verification.models import Plan
from qala.web.verification.signs import doubts_of
from qala.web.verification.weighing import weights_of

COLUMNS = ("risk", "material", "sampled")
NOTHING_SEEN = Doubt(0.0, ())


@dataclass(frozen=True)
class Rated:
    """How many signed values there are, and how many of them are material, and drawn."""

    values: int
    material: int
    sampled: int


@dataclass(frozen=True)
class RateRound:
    """By whom, None for the site itself, and the name of the round."""

    by: people.Person | None
    name: str
    at: datetime

    @transaction.atomic
    def do(self) -> Rated:
        """Writes risk, material and sampled; what was material or drawn once stays so. Raises NotAllowed."""
        if self.by is not None:
            collection.require(people.rights_of(self.by).has(*PLANNERS), "verification.needs_planner")
        one = Round.objects.select_for_update(of=("self",)).get(name=self.name)
        rows = list(one.questions.filter(state__in=collection.SIGNED))
        before = {row.pk: (row.risk, row.material, row.sampled) for row in rows}
        _weigh(one, rows)
        told = self._drawn(one, rows)
        changed = [row for row in rows if before[row.pk] != (row.risk, row.material, row.sampled)]
        Question.objects.bulk_update(changed, COLUMNS, batch_size=200)
        found = Rated(len(rows), sum(row.material for row in rows), sum(row.sampled for row in rows))
        if changed:
            told["rated"] = {"values": found.values, "material": found.material, "sampled": found.sampled}
        for kind, payload in told.items():  # after the rows: whoever decides takes them in this order too
            collection.tell(one, ledger.Event(kind, f"verification:{one.name}", payload), self.by, self.at)
        return found

    def _drawn(self, one: Round, rows: Iterable[Question]) -> dict[str, dict[str, Any]]:
        """Draws a share of what is not material, by the seed of the plan; what was drawn before stays drawn. Gives what
        the ledger is told, where anything was.
        """
        plan = Plan.objects.filter(round=one).first()
        if plan is None:
            return {}
        others = {key_of(row): row for row in rows if not row.material}
        size = ceil(plan.share * len(others))
        new = [key for key in drawn(others, size, plan.seed) if not others[key].sampled]
        for key in new:
            others[key].sampled = True
        Plan.objects.filter(pk=plan.pk).update(drawn_at=self.at)
        return {"drawn": {"seed": plan.seed, "of": len(others), "size": size, "new": new}} if new else {}


def key_of(row: Question) -> str:
    """What a value is drawn by."""
    return f"{row.area}/{row.fact}"


def _weigh(one: Round, rows: Iterable[Question]) -> None:
    """Sets what hangs on each value that waits, and how much it is doubted."""
    waiting = [row for row in rows if row.state == State.SIGNED]
    if not waiting:
        return
    values = collection.outcome_of(one)
    weights = weights_of(one, values, frozenset(row.area for row in waiting))
    doubts = doubts_of(one, values)
    for row in waiting:
        weight = weights.get((row.area, row.fact))
        if weight is not None:
            row.material = row.material or weight.material
            row.risk = risk(weight.points, doubts.get(row.pk, NOTHING_SEEN).level)
