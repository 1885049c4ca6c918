"""Withdrawing a publication: a publisher asks, another person confirms or lets it stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from qala.errors import BadUse
from qala.texts import LANGUAGES
from qala.web.ledger import services as ledger
from qala.web.people import services as people
from qala.web.proposals.actions.common import about, record, require_duty, require_open, require_other, said, take_turn
from qala.web.proposals.models import State, Withdrawal
from qala.web.proposals.queries import subject_of
from qala.web.publications import services as publications
from qala.web.refusals import Conflict


@dataclass(frozen=True)
class AskWithdrawal:
    """reason: in every language, as readers will see it."""

    by: people.Person
    digest: str
    reason: Mapping[str, str]
    at: datetime

    def check(self) -> dict[str, str]:
        """The reasons. Raises NotAllowed, Conflict where it does not stand, BadUse where a language lacks."""
        require_duty(self.by, "publisher")
        _standing(self.digest)
        given = {language: self.reason.get(language, "") for language in LANGUAGES}
        if not all(reason.strip() for reason in given.values()):
            raise BadUse("proposals.three_languages")
        return {language: said(reason) for language, reason in given.items()}

    def do(self) -> Withdrawal:
        """Opens the question."""
        reason = self.check()
        try:
            with transaction.atomic():
                about = {"digest": self.digest, "reason": reason, "asked_by_id": self.by.pk, "asked_at": self.at}
                made = Withdrawal.objects.create(**about)
                event = ledger.Event(
                    "withdrawal_asked", subject_of(self.digest), {"reason": reason}, {"name": self.by.name}
                )
                record(_standing(self.digest).standard, event, self.by, self.at)
        except IntegrityError as error:
            raise Conflict("proposals.withdrawal_open") from error
        return made


@dataclass(frozen=True)
class AnswerWithdrawal:
    """agreed: whether the publication is withdrawn, or stands."""

    by: people.Person
    withdrawal: int
    agreed: bool
    at: datetime

    def check(self, asked: Withdrawal) -> None:
        """Raises NotAllowed for who asked, Conflict where it was decided already or does not stand."""
        require_duty(self.by, "method_team", "publisher")
        require_other(self.by, asked.asked_by_id)
        require_open(asked)
        if self.agreed:
            _standing(asked.digest)

    def do(self) -> Withdrawal:
        """Withdraws it, or lets it stand."""
        with transaction.atomic():
            asked = _locked(self.withdrawal)
            self.check(asked)
            state = State.APPROVED if self.agreed else State.REJECTED
            asked.state, asked.decided_by_id, asked.decided_at = state, self.by.pk, self.at
            asked.save(update_fields=["state", "decided_by", "decided_at"])
            if self.agreed:
                publications.withdraw(asked.digest, asked.reason, self._names(asked), self.at)
            what = "withdrawn" if self.agreed else "withdrawal_refused"
            record(_standard(asked.digest), about(asked.digest, what, self.by), self.by, self.at)
        return asked

    def _names(self, asked: Withdrawal) -> str:
        return f"{asked.asked_by.name}, {self.by.name}"[:200]


def _standing(digest: str) -> publications.Published:
    found = publications.published(digest)
    if found is None or found.withdrawn_at:
        raise Conflict("proposals.does_not_stand")
    return found


def _standard(digest: str) -> str:
    found = publications.published(digest)
    if found is None:
        raise Conflict("proposals.gone")
    return found.standard


def _locked(id: int) -> Withdrawal:  # noqa: A002 - it is the withdrawal's id
    try:
        digest = Withdrawal.objects.only("digest").get(pk=id).digest
    except Withdrawal.DoesNotExist as error:
        raise Conflict("proposals.gone") from error
    take_turn(_standard(digest))
    return Withdrawal.objects.select_for_update().get(pk=id)
