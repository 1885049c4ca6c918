"""What is published, without its content."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import models

from qala.web.ledger import services as ledger
from qala.web.publications.models import Publication

HEAVY = ("document", "frame", "findings")


@dataclass(frozen=True)
class Published:
    """A publication without its content. reason: why it was withdrawn, in each language; empty where it stands."""

    number: int
    digest: str
    standard: str
    edition: str
    periods: tuple[str, ...]
    bases: tuple[str, ...]
    published_at: datetime
    proposed_by: str
    approved_by: str
    signature: str
    withdrawn_at: datetime | None
    withdrawn_by: str
    reason: Mapping[str, str]

    @property
    def short(self) -> str:
        """The 64 digits of the digest, as addresses have them."""
        return self.digest.partition(":")[2]


def published_of(row: Publication) -> Published:
    """A row without its content."""
    names = ("number", "digest", "standard", "edition", "published_at", "proposed_by", "approved_by", "signature")
    same = {name: getattr(row, name) for name in (*names, "withdrawn_at", "withdrawn_by", "reason")}
    return Published(**same, periods=tuple(row.periods), bases=tuple(row.bases))


def latest() -> Published | None:
    """The newest publication that stands."""
    found = Publication.objects.defer(*HEAVY).filter(withdrawn_at=None).first()
    return published_of(found) if found else None


def all_published() -> list[Published]:
    """All publications, the newest first, withdrawn ones too."""
    return [published_of(one) for one in Publication.objects.defer(*HEAVY)]


def before(one: Published, every: Sequence[Published]) -> Published | None:
    """The newest earlier publication of the standard that stood when this one was made; every: the newest first."""
    earlier = (
        other
        for other in every
        if other.number < one.number
        and other.standard == one.standard
        and (other.withdrawn_at is None or other.withdrawn_at > one.published_at)
    )
    return next(earlier, None)


def published(digest: str) -> Published | None:
    """The publication with this digest; None where there is none."""
    found = Publication.objects.defer(*HEAVY).filter(digest=digest).first()
    return published_of(found) if found else None


def is_published(digest: str) -> bool:
    """Whether there is a publication with this digest."""
    return Publication.objects.filter(digest=digest).exists()


def stamp() -> tuple[int, ...]:
    """What changes whenever a publication is made or withdrawn, or a file of one, and whenever a key changes."""
    numbers = Publication.objects.aggregate(
        newest=models.Max("number"), withdrawn=models.Count("withdrawn_at"), products=models.Count("product")
    )
    told = sum(one.length for one in ledger.heads("keys"))
    return (*(int(one or 0) for one in numbers.values()), told)
