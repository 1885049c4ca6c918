"""What actions share: whose they are, their turn, what is recorded."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from qala.errors import BadUse
from qala.web.ledger import services as ledger
from qala.web.people import services as people
from qala.web.proposals.models import Proposal, State, Withdrawal
from qala.web.proposals.queries import subject_of
from qala.web.publications import services as publications
from qala.web.refusals import Conflict, NotAllowed

LONGEST = 4000
"""Characters of a note or a reason."""


def require_duty(person: people.Person, *roles: str) -> None:
    """Raises NotAllowed where the person has none of the duties, or works no more."""
    if not people.duties_of(person) & set(roles):
        raise NotAllowed("people.needs_" + "_or_".join(roles))


def require_other(person: people.Person, other_id: int) -> None:
    """Raises NotAllowed where it is the same person: it takes two."""
    if person.pk == other_id:
        raise NotAllowed("proposals.two_people")


def require_open(one: Proposal | Withdrawal) -> None:
    """Raises Conflict where it was decided already."""
    if one.state != State.OPEN:
        raise Conflict("proposals.decided")


def said(text: str) -> str:
    """A reason as it is kept. Raises BadUse where it is blank or too long."""
    kept = text.strip().replace("\r\n", "\n")
    if not kept:
        raise BadUse("proposals.no_reason")
    return bounded(kept)


def bounded(text: str) -> str:
    """A text of people. Raises BadUse where it is too long, or has characters that no text has."""
    if len(text) > LONGEST or "\0" in text:
        raise BadUse("proposals.too_long", limit=LONGEST)
    return text


def take_turn(standard: str) -> None:
    """Waits until nobody else changes what is published of a standard, until the transaction ends."""
    ledger.locked(publications.chain_of(standard))


def found(id: int) -> Proposal:  # noqa: A002 - it is the proposal's id
    """An open or decided proposal. Raises Conflict where there is none."""
    try:
        return Proposal.objects.get(pk=id)
    except ObjectDoesNotExist as error:
        raise Conflict("proposals.gone") from error


def locked(id: int) -> Proposal:  # noqa: A002
    """The same in its standard's turn: nobody else changes it until the transaction ends."""
    take_turn(found(id).standard)
    return Proposal.objects.select_for_update().get(pk=id)


def decide(proposal: Proposal, state: State, by: people.Person, at: datetime, reason: str = "") -> None:
    """Closes a proposal and records it."""
    proposal.state, proposal.decided_by_id, proposal.decided_at, proposal.reason = state, by.pk, at, reason
    proposal.save(update_fields=["state", "decided_by", "decided_at", "reason", "base_digest"])
    record(proposal.standard, about(proposal.digest, str(state), by, reason), by, at)


def about(digest: str, what: str, by: people.Person, reason: str = "", **payload: Any) -> ledger.Event:
    """What somebody does about an assessment; their name and their words can be forgotten, that it was done cannot."""
    return ledger.Event(what, subject_of(digest), payload, {"name": by.name, "reason": reason})


def record(standard: str, event: ledger.Event, by: people.Person, at: datetime) -> None:
    """Adds to what is told for ever."""
    ledger.add(publications.chain_of(standard), event, by, at)
