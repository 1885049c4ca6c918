"""What other parts of the site may do with proposals and ask of them."""

from datetime import datetime

from django.db.models import Q

from qala.web.people.services import Person
from qala.web.proposals.actions.propose import Propose
from qala.web.proposals.audit import audit
from qala.web.proposals.checking import LIMIT
from qala.web.proposals.models import Proposal, State
from qala.web.proposals.queries import decided_proposals, open_proposals, proposal_of, records_of

__all__ = [
    "LIMIT", "audit", "decided_proposals", "open_proposals", "proposal_of", "propose", "proposed", "records_of",
]  # fmt: skip


def propose(by: Person, content: bytes, note: str, at: datetime) -> Proposal:
    """Opens a proposal with the content of an assessment.json, as the page of work does.

    Raises NotAllowed, Conflict, and what check_document raises.
    """
    return Propose(by, content, note, at).do()


def proposed(digest: str, by: Person, at: datetime) -> Proposal | None:
    """The proposal of an assessment that is open, or that somebody made at this very time, whatever became of it."""
    same = Q(state=State.OPEN) | Q(proposed_by=by, proposed_at=at)
    return Proposal.objects.defer("document").filter(same, digest=digest).first()
