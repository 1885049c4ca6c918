"""Declaring what keeps somebody from verifying, and ending it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from qala.errors import BadUse
from qala.web.areas import services as areas
from qala.web.collection import services as collection
from qala.web.ledger import services as ledger
from qala.web.people import services as people
from qala.web.people.services import Role
from qala.web.refusals import Conflict, NotAllowed
from qala.web.verification.models import Interest
from qala.web.verification.policies import InterestPolicy

CHAIN = "interests"
"""The chain of the ledger that tells them."""


@dataclass(frozen=True)
class DeclareInterest:
    """By whom, of whom; area or the BIN of an organisation, one of them; words: why."""

    by: people.Person
    person: people.Person
    area: str
    bin: str
    words: str
    at: datetime

    def check(self) -> people.Organisation | None:
        """The organisation. Raises NotAllowed, BadUse for a place or organisation that is none, or no reason."""
        rights = people.rights_of(self.by)
        own = self.by.pk == self.person.pk and Role.VERIFIER in rights.roles
        if not own and not InterestPolicy().may(rights, "tell"):
            raise NotAllowed("verification.needs_self")
        if Role.VERIFIER not in people.rights_of(self.person).roles:
            raise BadUse("verification.not_verifier", name=self.person.name)
        if bool(self.area) == bool(self.bin):
            raise BadUse("verification.one_tie")
        if self.area and self.area not in areas.places():
            raise BadUse("people.not_area", value=self.area[:60])
        found = people.Organisation.objects.filter(bin=self.bin).first() if self.bin else None
        if self.bin and found is None:
            raise BadUse("people.no_organisation", value=self.bin[:20])
        return found

    @transaction.atomic
    def do(self) -> Interest:
        """From now on their desk has nothing of it. Raises as check."""
        organisation, words = self.check(), collection.said(self.words)
        made = Interest.objects.create(
            person=self.person, area=self.area, organisation=organisation, words=words, told_by=self.by,
            told_at=self.at,
        )  # fmt: skip
        payload = {"person": self.person.pk, "area": self.area, "organisation": self.bin}
        ledger.add(CHAIN, ledger.Event("declared", f"interest:{made.pk}", payload, {"words": words}), self.by, self.at)
        return made


@dataclass(frozen=True)
class EndInterest:
    """By whom: an officer, never who has it; and which."""

    by: people.Person
    interest: int
    at: datetime

    @transaction.atomic
    def do(self) -> Interest:
        """It does not hold any more. Raises NotAllowed, Conflict where it has ended already."""
        collection.require(InterestPolicy().may(people.rights_of(self.by), "tell"), "verification.needs_officer")
        row = Interest.objects.select_for_update(of=("self",)).filter(pk=self.interest, ended_at=None).first()
        if row is None:
            raise Conflict("verification.ended")
        if row.person_id == self.by.pk:
            raise NotAllowed("verification.own_interest")
        row.ended_at = self.at
        row.save(update_fields=["ended_at"])
        ledger.add(CHAIN, ledger.Event("ended", f"interest:{row.pk}", {"person": row.person_id}), self.by, self.at)
        return row
