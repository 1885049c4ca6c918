"""Changing the last days of a round's steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.http import Http404

from qala.web.collection.actions.common import require, tell
from qala.web.collection.actions.make_round import STEPS, require_order
from qala.web.collection.models import Round, Stage
from qala.web.collection.policies import RoundPolicy
from qala.web.ledger import services as ledger
from qala.web.people import services as people
from qala.web.refusals import Conflict


@dataclass(frozen=True)
class SetLastDays:
    """By whom, the name of the round, and the last day of each step."""

    by: people.Person
    name: str
    until: Mapping[str, date]
    at: datetime

    @transaction.atomic
    def do(self) -> Round:
        """Raises NotAllowed, BadUse for days out of order, Conflict where the round is over, Http404."""
        require(RoundPolicy().may(people.rights_of(self.by), "run"), "collection.needs_officer")
        one = Round.objects.select_for_update(of=("self",)).filter(name=self.name).first()
        if one is None:
            raise Http404
        if one.stage == Stage.CLOSED:
            raise Conflict("collection.round_not_open", name=one.name)
        require_order(self.until)
        former = one.steps
        changed = {step: day for step, day in self.until.items() if step in STEPS and day != former[step]}
        for step, day in changed.items():
            setattr(one, f"{step}_until", day)
        one.save(update_fields=[f"{step}_until" for step in changed])
        if changed:
            told = {step: {"from": former[step].isoformat(), "to": day.isoformat()} for step, day in changed.items()}
            tell(one, ledger.Event("last-days", f"round:{one.name}", told), self.by, self.at)
        return one
