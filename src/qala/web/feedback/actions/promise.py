"""Promising something for a cell, and saying what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.http import Http404

from qala.errors import BadUse
from qala.texts import LANGUAGES
from qala.web.feedback.mandates import Mandate, mandates_of
from qala.web.feedback.models import Promise, Standing
from qala.web.feedback.plain import plain, said
from qala.web.feedback.policies import PromisePolicy
from qala.web.feedback.stamp import PROMISES
from qala.web.ledger import services as ledger
from qala.web.people import services as people
from qala.web.refusals import Conflict, NotAllowed

LONGEST = 1000
"""Characters of a promise."""
FARTHEST = timedelta(days=3653)


@dataclass(frozen=True)
class Cell:
    """A cell, and the organisation that promises for it by its number."""

    standard: str
    area: str
    node: str
    bin: str


@dataclass(frozen=True)
class MakePromise:
    """By whom, for which cell, what in some of kk, ru and en, and by when."""

    by: people.Person
    cell: Cell
    text: Mapping[str, str]
    due: date
    at: datetime

    def check(self) -> Mandate:
        """In whose name. Raises NotAllowed where it is not theirs, BadUse for a day that will not do."""
        found = next((one for one in mandates_of(people.rights_of(self.by)) if _covers(one, self.cell)), None)
        if found is None:
            raise NotAllowed("feedback.not_yours_to_promise")
        today = self.at.astimezone(settings.SHOWN_ZONE).date()
        if not today <= self.due <= today + FARTHEST:
            raise BadUse("feedback.not_due", day=self.due.isoformat())
        return found

    @transaction.atomic
    def do(self) -> Promise:
        """Everybody sees it at once. Raises as check."""
        mandate = self.check()
        texts = {one: plain(self.text.get(one, ""), LONGEST) for one in LANGUAGES}
        if not any(texts.values()):
            raise BadUse("feedback.no_promise")
        made = Promise.objects.create(
            standard=self.cell.standard, area=self.cell.area, node=self.cell.node, text=texts, due=self.due,
            organisation=mandate.organisation, by=self.by, at=self.at,
        )  # fmt: skip
        _tell(made, "promised", {"text": texts}, self.by, self.at)
        return made


@dataclass(frozen=True)
class EndPromise:
    """By whom, which promise, whether it was kept or is withdrawn, and how or why."""

    by: people.Person
    promise: int
    state: str
    reason: str
    at: datetime

    @transaction.atomic
    def do(self) -> Promise:
        """Raises NotAllowed, Conflict where it has ended, BadUse where a withdrawal has no reason."""
        rows = Promise.objects.select_for_update(of=("self",)).select_related("organisation")
        row = rows.filter(pk=self.promise).first()
        if row is None:
            raise Http404
        if not PromisePolicy().may(people.rights_of(self.by), "end", row):
            raise NotAllowed("feedback.not_yours_to_promise")
        if self.state not in (Standing.KEPT, Standing.WITHDRAWN):
            raise BadUse("feedback.not_state", value=self.state[:40])
        if row.state != Standing.OPEN:
            raise Conflict("feedback.promise_ended")
        kept = self.state == Standing.KEPT
        row.reason = plain(self.reason, LONGEST) if kept else said(self.reason, "feedback.no_reason", LONGEST)
        row.state, row.ended_by, row.ended_at = Standing(self.state), self.by, self.at
        row.save(update_fields=["state", "reason", "ended_by", "ended_at"])
        _tell(row, str(self.state), {"reason": row.reason}, self.by, self.at)
        return row


def _covers(one: Mandate, cell: Cell) -> bool:
    same = (one.standard.id, one.area, one.organisation.bin) == (cell.standard, cell.area, cell.bin)
    return same and cell.node in {node.id for node in one.nodes}


def _tell(row: Promise, kind: str, private: Mapping[str, object], by: people.Person, at: datetime) -> None:
    told = {"standard": row.standard, "area": row.area, "node": row.node, "due": row.due.isoformat()}
    told |= {"organisation": row.organisation.bin}
    ledger.add(PROMISES, ledger.Event(kind, row.subject, told, private), by, at)
