"""Signing what an area answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db import transaction

from qala.errors import BadUse
from qala.publish.cms import Signed, verify
from qala.publish.statement import Submission, read_statement, statement
from qala.web.collection import states
from qala.web.collection.actions.common import require, require_open, tell
from qala.web.collection.models import Question, Report, Signing, State
from qala.web.collection.policies import ReportPolicy
from qala.web.collection.submission import Moment, answers_of, submission_of, unexplained
from qala.web.ledger import services as ledger
from qala.web.people import services as people
from qala.web.refusals import Conflict, NotAllowed

FILE = "statement.json"
HEAD = "1.2.398.3.3.4.1.2.1"
"""The role of the head of an organisation, in a certificate."""


@dataclass(frozen=True)
class Sign:
    """By whom, the report, the statement as they signed it, and their CMS signature of it."""

    by: people.Person
    report: int
    statement: bytes
    signature: bytes
    at: datetime

    def do(self) -> Signing:
        """Signs all that is answered; nothing of it changes any more but by what is told in the ledger.

        Raises NotAllowed for who may not sign for the area, Conflict where the statement is not what would be signed
        now, BadUse where answers want an explanation, and what reading the statement and the signature raises.
        """
        report = Report.objects.select_related("round", "akimat").get(pk=self.report)
        self._check(report)
        said = read_statement(self.statement, FILE)
        moment = Moment(said.made_at, said.ledger, said.order)
        if statement(submission_of(report, moment)) != self.statement or not _is_head(report, said):
            raise Conflict("signing.changed")
        signed = verify(self.statement, self.signature, authorities(), self.at)
        _check_right(report, said, signed)
        with transaction.atomic():
            return self._signed(report, said, signed)

    def _check(self, report: Report) -> None:
        require_open(report.round)
        require(ReportPolicy().may(people.rights_of(self.by), "sign", report), "signing.not_yours")
        if report.akimat is None:
            raise BadUse("signing.no_akimat")

    def _signed(self, report: Report, said: Submission, signed: Signed) -> Signing:
        held = report.questions.select_for_update().order_by("pk")
        rows = [row for row in held if row.state == State.ANSWERED]
        if not rows:
            raise Conflict("signing.nothing")
        if tuple(answers_of(report)) != said.answers:
            raise Conflict("signing.changed")
        lacking = unexplained(rows)
        if lacking:
            raise BadUse("signing.unexplained", count=len(lacking))
        for row in rows:
            row.state = states.after(row, "sign")
        Question.objects.bulk_update(rows, ["state"], batch_size=200)
        made = Signing.objects.create(
            report=report,
            number=report.signings.count() + 1,
            statement=self.statement,
            digest=sha256(self.statement).hexdigest(),
            signature=self.signature,
            signer=signed.row,
            order={"number": said.order.number, "date": said.order.date} if said.order else {},
            by=self.by,
            at=self.at,
        )
        self._tell(report, made, signed, len(rows))
        return made

    def _tell(self, report: Report, made: Signing, signed: Signed, count: int) -> None:
        told = {
            "area": report.area,
            "number": made.number,
            "statement": made.digest,
            "signature": sha256(self.signature).hexdigest(),
            "certificate": signed.fingerprint,
            "answers": count,
        }
        event = ledger.Event("signed", f"report:{report.pk}", told, {"name": signed.common_name, "order": made.order})
        tell(report.round, event, self.by, self.at)


def authorities() -> Sequence[bytes]:
    """The certificates of the authorities that the site trusts. Raises BadUse where it has none."""
    file = settings.SIGNING_AUTHORITIES
    if not file.is_file():
        raise BadUse("signing.no_authorities", file=file)
    return [file.read_bytes()]


def _is_head(report: Report, said: Submission) -> bool:
    """Whether the chain of the round had the head that the statement tells."""
    head = said.ledger
    if head.chain != report.round.chain:
        return False
    return ledger.Entry.objects.filter(chain=head.chain, number=head.length, hash=head.hash).exists()


def _check_right(report: Report, said: Submission, signed: Signed) -> None:
    """Raises NotAllowed where the certificate is not of who signs for the area."""
    if report.akimat is None or signed.bin != report.akimat.bin:
        raise NotAllowed(
            "signing.other_organisation", bin=signed.bin or "–", wanted=report.akimat and report.akimat.bin
        )
    if not signed.may_sign:
        raise NotAllowed("signing.no_right", name=signed.common_name)
    if HEAD not in signed.roles and said.order is None:
        raise NotAllowed("signing.needs_order", name=signed.common_name)
