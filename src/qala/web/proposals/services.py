"""What other parts of the site may do with proposals and ask of them."""

from datetime import datetime

from qala.web.people.services import Person
from qala.web.proposals.actions.propose import Propose
from qala.web.proposals.audit import audit
from qala.web.proposals.checking import LIMIT
from qala.web.proposals.models import Proposal
from qala.web.proposals.queries import decided_proposals, open_proposals, proposal_of, records_of

__all__ = [
    "LIMIT", "audit", "decided_proposals", "open_proposals", "proposal_of", "propose",
    "records_of",
]  # fmt: skip


def propose(by: Person, content: bytes, note: str, at: datetime) -> Proposal:
    """Opens a proposal with the content of an assessment.json, as the page of work does.

    Raises NotAllowed, Conflict, and what check_document raises.
    """
    return Propose(by, content, note, at).do()
