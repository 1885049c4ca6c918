"""Proposing an assessment for publication."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from gzip import compress
from hashlib import sha256
from json import dumps
from typing import Any

from django.db import IntegrityError, transaction

from qala.web.people import services as people
from qala.web.proposals.actions.common import about, bounded, record, require_duty
from qala.web.proposals.checking import check_document
from qala.web.proposals.models import Proposal
from qala.web.proposals.queries import content_of
from qala.web.publications import services as publications
from qala.web.refusals import Conflict


@dataclass(frozen=True)
class Propose:
    """By whom, the content of assessment.json, and what the publisher should know."""

    by: people.Person
    content: bytes
    note: str
    at: datetime

    def check(self) -> Mapping[str, Any]:
        """The assessment. Raises NotAllowed, Conflict, and what check_document raises."""
        require_duty(self.by, "method_team")
        bounded(self.note)
        document = check_document(self.content)
        if publications.is_published(document["digest"]):
            raise Conflict("proposals.published_already")
        return document

    def do(self) -> Proposal:
        """Opens the proposal."""
        document = self.check()
        try:
            with transaction.atomic():
                made = Proposal.objects.create(**self._row(document))
                content = sha256(content_of(made)).hexdigest()
                event = about(made.digest, "proposed", self.by, made.note, content=content)
                record(made.standard, event, self.by, self.at)
        except IntegrityError as error:
            raise Conflict("proposals.open_already") from error
        return made

    def _row(self, document: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "digest": document["digest"],
            "standard": document["standard"]["id"],
            "edition": document["standard"]["edition"],
            "periods": document["settings"]["periods"],
            "bases": document["settings"]["bases"],
            "document": compress(dumps(document, ensure_ascii=False, allow_nan=False).encode(), mtime=0),
            "proposed_by_id": self.by.pk,
            "proposed_at": self.at,
            "note": self.note.strip().replace("\r\n", "\n"),
        }
