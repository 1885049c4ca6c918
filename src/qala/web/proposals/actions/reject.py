"""Rejecting somebody's proposal, and taking back one's own."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from qala.web.people import services as people
from qala.web.proposals.actions.common import decide, locked, require_duty, require_open, require_other, said
from qala.web.proposals.models import Proposal, State
from qala.web.refusals import NotAllowed


@dataclass(frozen=True)
class Reject:
    """By whom, which, and why."""

    by: people.Person
    proposal: int
    reason: str
    at: datetime

    def check(self, proposal: Proposal) -> None:
        """Raises NotAllowed, Conflict where it was decided already, BadUse without a reason."""
        require_duty(self.by, "publisher")
        require_other(self.by, proposal.proposed_by_id)
        require_open(proposal)
        said(self.reason)

    def do(self) -> Proposal:
        """Closes it unpublished."""
        with transaction.atomic():
            proposal = locked(self.proposal)
            self.check(proposal)
            decide(proposal, State.REJECTED, self.by, self.at, said(self.reason))
        return proposal


@dataclass(frozen=True)
class Void:
    """By whom, and which."""

    by: people.Person
    proposal: int
    at: datetime

    def check(self, proposal: Proposal) -> None:
        """Raises NotAllowed where it is another's, Conflict where it was decided already."""
        require_duty(self.by, "method_team")
        if self.by.pk != proposal.proposed_by_id:
            raise NotAllowed("proposals.not_own")
        require_open(proposal)

    def do(self) -> Proposal:
        """Closes it unpublished."""
        with transaction.atomic():
            proposal = locked(self.proposal)
            self.check(proposal)
            decide(proposal, State.VOIDED, self.by, self.at)
        return proposal
