"""What acts in a round share: whose they are, their turn, what the ledger is told."""

from datetime import datetime
from typing import Any

from django.http import Http404

from qala.errors import BadUse
from qala.web.collection.models import Question, Round, Stage
from qala.web.ledger import services as ledger
from qala.web.people import services as people
from qala.web.refusals import Conflict, NotAllowed

LONGEST = 4000
"""Characters of what people say."""


def locked(number: int) -> Question:
    """A question that nobody else changes until the transaction ends. Raises Http404 where there is none."""
    row = Question.objects.select_for_update(of=("self",)).select_related("round", "report").filter(pk=number).first()
    if row is None:
        raise Http404
    return row


def require_open(one: Round) -> None:
    """Raises Conflict where a round is not collecting."""
    if one.stage != Stage.OPEN:
        raise Conflict("collection.round_not_open", name=one.name)


def require(allowed: bool, code: str) -> None:
    """Raises NotAllowed with a sentence where something is not allowed."""
    if not allowed:
        raise NotAllowed(code)


def bounded(text: str) -> str:
    """What somebody said as it is kept. Raises BadUse where it is too long or has characters that no text has."""
    kept = text.strip().replace("\r\n", "\n")
    if len(kept) > LONGEST or "\0" in kept:
        raise BadUse("collection.too_long", limit=LONGEST)
    return kept


def said(text: str, code: str = "collection.no_reason") -> str:
    """The same of what has to be said. Raises BadUse with the sentence `code` where it is blank."""
    kept = bounded(text)
    if not kept:
        raise BadUse(code)
    return kept


def tell(
    one: Round, event: ledger.Event, by: people.Person | None, at: datetime, seen: int | None = None
) -> ledger.Entry:
    """Adds to the chain of a round. Raises Conflict where `seen` is not the version that stands."""
    try:
        return ledger.add(one.chain, event, by, at, seen)
    except ledger.Stale as stale:
        raise Conflict("collection.changed") from stale


def event(question: Question, kind: str, private: dict[str, Any] | None = None, **payload: Any) -> ledger.Event:
    """What the ledger is told of a question."""
    about = {"area": question.area, "fact": question.fact, **payload}
    return ledger.Event(kind, question.subject, about, private or {})
