"""What is asked of the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from qala.web.ledger.adding import parsed
from qala.web.ledger.models import Entry

if TYPE_CHECKING:
    from qala.web.people.services import Person


@dataclass(frozen=True)
class Told:
    """An entry as it is read. by: the number of the person's account, None for the site itself; private: empty where
    there is none, or it was forgotten.
    """

    chain: str
    number: int
    subject: str
    version: int
    kind: str
    at: datetime
    by: int | None
    payload: Mapping[str, Any]
    private: Mapping[str, Any]


def history(subject: str) -> list[Told]:
    """All that was done about a subject, in the order it was done."""
    return list(_told(Entry.objects.filter(subject=subject).order_by("at", "pk")))


def by(person: Person) -> list[Told]:
    """All that somebody did, in the order it was done."""
    return list(_told(Entry.objects.filter(by_id=person.pk).order_by("at", "pk")))


def all_in(chain: str) -> Iterator[Told]:
    """All entries of a chain, in order."""
    return _told(Entry.objects.filter(chain=chain))


def of_kind(kind: str, chains: Iterable[str]) -> list[Told]:
    """All entries of a kind in some chains, in order. Quick for RARE alone, which has an index."""
    return list(_told(Entry.objects.filter(kind=kind, chain__in=list(chains))))


def _told(rows: Any) -> Iterator[Told]:
    for row in rows.select_related("private").iterator(chunk_size=2000):
        private = getattr(row, "private", None)
        yield Told(
            chain=row.chain_id,
            number=row.number,
            subject=row.subject,
            version=row.version,
            kind=row.kind,
            at=row.at,
            by=row.by_id,
            payload=parsed(row.said)["payload"],
            private=parsed(private.said) if private else {},
        )
