"""Looking at an error that a reader reported: letting it be seen, answering it, setting it aside."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction
from django.http import Http404

from qala.errors import BadUse
from qala.web.feedback.corrections import correction_of
from qala.web.feedback.models import Reply, Reported, State
from qala.web.feedback.plain import said
from qala.web.feedback.policies import ReportedPolicy
from qala.web.feedback.stamp import ERRORS
from qala.web.ledger import services as ledger
from qala.web.people import services as people
from qala.web.refusals import Conflict, NotAllowed

AFTER: Mapping[str, tuple[State, ...]] = {
    State.LOOKING: (State.RECEIVED,),
    State.CORRECTED: (State.RECEIVED, State.LOOKING),
    State.NO_ERROR: (State.RECEIVED, State.LOOKING),
    State.ASIDE: (State.RECEIVED, State.LOOKING),
}
"""The state afterwards: the states from which there is a way to it."""
ANSWERS = (State.CORRECTED, State.NO_ERROR)


@dataclass(frozen=True)
class TakeUp:
    """By whom, and which: it is being looked at."""

    by: people.Person
    reported: int
    at: datetime

    @transaction.atomic
    def do(self) -> Reported:
        """Raises NotAllowed, Conflict."""
        return _moved(_locked(self.by, self.reported), State.LOOKING, self.by, self.at)


@dataclass(frozen=True)
class LetBeSeen:
    """By whom, which, and whether everybody may read its words."""

    by: people.Person
    reported: int
    shown: bool
    at: datetime

    @transaction.atomic
    def do(self) -> Reported:
        """Raises NotAllowed, Conflict for what was set aside."""
        row = _locked(self.by, self.reported)
        if row.state == State.ASIDE:
            raise Conflict("feedback.was_set_aside")
        row.shown = self.shown
        row.save(update_fields=["shown"])
        _tell(row, "shown" if self.shown else "hidden", {}, self.by, self.at)
        return row


@dataclass(frozen=True)
class AnswerReported:
    """By whom, which, whether something was corrected, what everybody reads, the id of the correction or blank;
    address: of the page that shows it, for the letter to who asked for one.
    """

    by: people.Person
    reported: int
    state: str
    answer: str
    correction: str
    address: str
    at: datetime

    @transaction.atomic
    def do(self) -> Reported:
        """The address of who reported it is deleted. Raises NotAllowed, Conflict, BadUse."""
        row = _locked(self.by, self.reported)
        if self.state not in ANSWERS:
            raise BadUse("feedback.not_state", value=self.state[:40])
        if self.correction and correction_of(self.correction) is None:
            raise BadUse("feedback.no_correction")
        row.answer = said(self.answer, "feedback.no_answer")
        row.correction, row.answered_at = self.correction, self.at
        row.save(update_fields=["answer", "correction", "answered_at"])
        _moved(row, State(self.state), self.by, self.at, {"answer": row.answer})
        reply = Reply.objects.filter(reported=row).first()
        if reply:
            told = {"answer": row.answer, "link": self.address, "number": str(row.pk)}
            send = partial(people.send_letter, reply.email, "error_answered", row.spoken, **told)
            reply.delete()
            transaction.on_commit(send)
        return row


@dataclass(frozen=True)
class SetAside:
    """By whom, which, and why it is not about a figure: what bots and mockers write."""

    by: people.Person
    reported: int
    reason: str
    at: datetime

    @transaction.atomic
    def do(self) -> Reported:
        """Nobody sees it any more. Raises NotAllowed, Conflict, BadUse where no reason is."""
        row, reason = _locked(self.by, self.reported), said(self.reason, "feedback.no_reason")
        row.shown = False
        row.save(update_fields=["shown"])
        Reply.objects.filter(reported=row).delete()
        return _moved(row, State.ASIDE, self.by, self.at, {"reason": reason})


def _locked(by: people.Person, number: int) -> Reported:
    row = Reported.objects.select_for_update().filter(pk=number).first()
    if row is None:
        raise Http404
    if not ReportedPolicy().may(people.rights_of(by), "answer", row):
        raise NotAllowed("feedback.needs_answering")
    return row


def _moved(
    row: Reported, to: State, by: people.Person, at: datetime, private: Mapping[str, str] | None = None
) -> Reported:
    if row.state not in AFTER[to]:
        raise Conflict("feedback.not_now")
    row.state, row.by = to, by
    row.save(update_fields=["state", "by"])
    _tell(row, str(to), private or {}, by, at)
    return row


def _tell(row: Reported, kind: str, private: Mapping[str, str], by: people.Person, at: datetime) -> None:
    told = {"area": row.area, "node": row.node, "indicator": row.indicator, "correction": row.correction}
    ledger.add(ERRORS, ledger.Event(kind, row.subject, told, private), by, at)
