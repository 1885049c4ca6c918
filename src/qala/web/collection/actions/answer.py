"""Answering a question."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from qala.errors import BadUse
from qala.values import form
from qala.values.form_check import faults
from qala.web.collection import states
from qala.web.collection.actions.common import bounded, event, locked, require, require_open, tell
from qala.web.collection.checks import struck_by
from qala.web.collection.method import asked_of
from qala.web.collection.models import Answer, Given, Question, State
from qala.web.collection.policies import QuestionPolicy
from qala.web.people import services as people
from qala.web.refusals import Conflict

PROOF = ("contract", "usage", "integration", "objects", "effect")
"""What proves use: of level 2 a contract's number, of 3 thirty days of use, of 4 a list of objects and what it is
integrated with, of 5 the effect that was computed.
"""
NUMBERS = ("value", "numerator", "denominator")


@dataclass(frozen=True)
class Draft:
    """An answer as somebody gives it; names as in the table of answers."""

    given: str = Given.VALUE
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    reason: str = ""
    quality: int | None = None
    note: str = ""
    explanation: str = ""
    proof: dict[str, str] = field(default_factory=dict)


def draft_in(answer: Answer) -> Draft:
    """What an answer that is kept says."""
    return Draft(**{name: getattr(answer, name) for name in Draft.__dataclass_fields__})


@dataclass(frozen=True)
class AnswerQuestion:
    """By whom, which question, what; seen: the number of the answer that they saw, 0 for none."""

    by: people.Person
    question: int
    draft: Draft
    seen: int
    at: datetime

    def check(self, question: Question) -> Draft:
        """What will be kept. Raises NotAllowed, Conflict, and BadUse for what cannot be an answer."""
        self._allowed(question)
        if question.version != self.seen:
            raise Conflict("collection.changed")
        states.after(question, "answer")
        return completed(question, self.draft)

    @transaction.atomic
    def do(self) -> Answer:
        """Adds a version; what was answered before stays. The same sent twice is one version."""
        question = locked(self.question)
        again = self._again(question)
        if again is not None:
            return again
        draft = self.check(question)
        number = question.version + 1
        columns = {name: getattr(draft, name) for name in Draft.__dataclass_fields__}
        struck = [one.rule for one in struck_by(question, draft)]
        made = Answer.objects.create(question=question, number=number, struck=struck, by=self.by, at=self.at, **columns)
        question.state, question.version = states.after(question, "answer"), number
        question.save(update_fields=["state", "version"])
        words = {name: columns[name] for name in ("note", "explanation", "proof") if columns[name]}
        told = {name: columns[name] for name in ("given", *NUMBERS, "reason", "quality")}
        tell(question.round, event(question, "answered", words, number=number, **told), self.by, self.at)
        return made

    def _allowed(self, question: Question) -> None:
        require_open(question.round)
        rights = people.rights_of(self.by)
        require(QuestionPolicy().may_answer(rights, question), "collection.not_yours_to_answer")

    def _again(self, question: Question) -> Answer | None:
        """The standing answer, where this is the same by the same person, sent again since no response came."""
        if question.state != State.ANSWERED or question.version not in (self.seen, self.seen + 1):
            return None
        standing = Answer.objects.get(question=question, number=question.version)
        if standing.by_id != self.by.pk:
            return None
        self._allowed(question)
        return standing if completed(question, self.draft) == draft_in(standing) else None


def completed(question: Question, draft: Draft) -> Draft:
    """A draft with what follows from how it is given. Raises BadUse for what cannot be an answer."""
    known: dict[str, Any] = {name: getattr(draft, name) for name in Draft.__dataclass_fields__}
    if draft.given not in Given.values:
        raise BadUse("collection.not_given", value=draft.given[:60])
    if draft.given == Given.CONFIRMED:
        known |= _from(question.official, "collection.no_official")
    elif draft.given == Given.CARRIED:
        known |= _from(question.last, "collection.no_last")
    elif draft.given == Given.MISSING:
        known |= dict.fromkeys(NUMBERS)
    known |= {name: bounded(known[name]) for name in ("note", "explanation")}
    known["proof"] = {
        name: bounded(str(said)) for name, said in draft.proof.items() if name in PROOF and str(said).strip()
    }
    made = Draft(**known)
    _possible(question, made)
    return made


def _from(known: float | None, code: str) -> dict[str, float | str | None]:
    if known is None:
        raise BadUse(code)
    return {"value": known, "numerator": None, "denominator": None, "reason": ""}


def _possible(question: Question, draft: Draft) -> None:
    """Raises BadUse for the first thing that is wrong, in the words of the form."""
    ask = asked_of(tuple(question.round.standards))[question.fact].ask()
    given = form.Answer(
        question.fact, draft.value, draft.numerator, draft.denominator, draft.reason, draft.quality, "", draft.note
    )
    for key, _, fields in faults(ask, given):
        raise BadUse(key, **fields)
    if not given.given:
        raise BadUse("collection.nothing_given")
    if draft.quality is not None and draft.quality not in form.QUALITIES:
        raise BadUse("form.no_such_quality", value=str(draft.quality))
    if draft.given == Given.DISPUTED and question.official is None:
        raise BadUse("collection.no_official")
