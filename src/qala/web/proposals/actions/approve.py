"""Approving a proposal, which publishes it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from qala.web.people import services as people
from qala.web.proposals.actions.common import decide, found, locked, require_duty, require_open, require_other
from qala.web.proposals.models import Proposal, State
from qala.web.proposals.queries import base_of, document_of
from qala.web.publications import services as publications
from qala.web.refusals import Conflict


@dataclass(frozen=True)
class Approve:
    """digest, base_digest: of what the preview showed, and of what it was compared with, blank where nothing stood."""

    by: people.Person
    proposal: int
    digest: str
    base_digest: str
    at: datetime

    def check(self, proposal: Proposal) -> None:
        """Raises NotAllowed where it is not theirs to approve, Conflict where what they saw is not what there is."""
        require_duty(self.by, "publisher")
        require_other(self.by, proposal.proposed_by_id)
        require_open(proposal)
        if proposal.digest != self.digest:
            raise Conflict("proposals.changed")
        if base_of(proposal) != self.base_digest:
            raise Conflict("proposals.overtaken")
        if publications.is_published(proposal.digest):
            raise Conflict("proposals.published_already")

    def do(self) -> Proposal:
        """Signs and publishes: all of it, or nothing. What takes long is done before others have to wait for it."""
        proposal = found(self.proposal)
        self.check(proposal)
        ready = self._computed(proposal)
        with transaction.atomic():
            proposal = locked(self.proposal)
            self.check(proposal)
            proposal.base_digest = self.base_digest
            decide(proposal, State.APPROVED, self.by, self.at)
            names = {"proposed_by": proposal.proposed_by.name, "approved_by": self.by.name}
            publications.publish(ready, self.at, **names)
        return proposal

    def _computed(self, proposal: Proposal) -> publications.Prepared:
        try:
            return publications.prepare(document_of(proposal))
        except ValueError as error:
            raise Conflict("proposals.other_now") from error
