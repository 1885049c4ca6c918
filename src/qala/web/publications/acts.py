"""Publishing an assessment, and withdrawing one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from qala.web.jobs.services import enqueue
from qala.web.ledger import services as ledger
from qala.web.publications.anew import recomputed
from qala.web.publications.keys import signature_of
from qala.web.publications.models import Case, Publication, Series, Sheet
from qala.web.publications.parts import Document, cases_of, fingerprint, frame_of, packed, series_of, sheets_of
from qala.web.publications.published import HEAVY, Published, published, published_of

_HEAR: list[Callable[[str], None]] = []


def after_publishing(function: Callable[[str], None]) -> Callable[[str], None]:
    """Registers who is told the digest of everything that is published."""
    if function not in _HEAR:
        _HEAR.append(function)
    return function


def chain_of(standard: str) -> str:
    """The chain of the ledger that tells what was done about the publications of a standard."""
    return f"publications/{standard}"


@dataclass(frozen=True)
class Prepared:
    """An assessment as it was computed anew, by `prepare` alone."""

    document: Document


def prepare(document: Document) -> Prepared:
    """Computes an assessment anew from its inputs, which takes seconds: before a transaction, not within.

    Raises ValueError where its digest is not that of what is computed.
    """
    return Prepared(recomputed(document))


def publish(document: Document | Prepared, at: datetime, *, proposed_by: str = "", approved_by: str = "") -> Published:
    """Publishes an assessment as it is computed anew from its inputs, signed by the site, current from now on; one that
    is published already stays as it is.

    Raises what `prepare` raises, and BadUse where the site has no key to sign with.
    """
    document = (document if isinstance(document, Prepared) else prepare(document)).document
    digest, standard = document["digest"], document["standard"]["id"]
    with transaction.atomic():
        ledger.locked(chain_of(standard))
        there = published(digest)
        if there:
            return there
        row = _row(document, at)
        told = {name: row[name] for name in ("standard", "edition", "periods", "bases")}
        by = {"proposed_by": proposed_by, "approved_by": approved_by}
        told["content"] = fingerprint(row["document"])
        ledger.add(chain_of(standard), ledger.Event("published", f"publication:{digest}", told, by), None, at)
        signature = signature_of(digest, at, [chain_of(standard)]).text
        made = Publication.objects.create(digest=digest, signature=signature, **row, **by)
        _cut(document, made)
        transaction.on_commit(lambda: _follow(digest))
    return published_of(made)


def _follow(digest: str) -> None:
    enqueue("draw", {"digest": digest}, dedupe_key=digest)
    for hear in _HEAR:
        hear(digest)


def _row(document: Document, at: datetime) -> dict[str, Any]:
    return {
        "standard": document["standard"]["id"],
        "edition": document["standard"]["edition"],
        "periods": document["settings"]["periods"],
        "bases": document["settings"]["bases"],
        "published_at": at,
        "document": packed(document),
        "frame": packed(frame_of(document)),
        "findings": packed(document["findings"]),
    }


def _cut(document: Document, made: Publication) -> None:
    about = {"standard": made.standard, "edition": made.edition}
    sheets = [
        Sheet(publication=made, **about, period=period, basis=basis, current=True, content=packed(content))
        for (period, basis), content in sheets_of(document)
    ]
    for sheet in sheets:
        Sheet.objects.filter(**about, period=sheet.period, basis=sheet.basis, current=True).update(current=False)
    Sheet.objects.bulk_create(sheets)
    Case.objects.bulk_create(
        (
            Case(publication=made, area=area, period=period, basis=basis, content=packed(content))
            for (area, period, basis), content in cases_of(document)
        ),
        batch_size=200,
    )
    Series.objects.bulk_create(
        Series(publication=made, fact=fact, content=packed(rows)) for fact, rows in series_of(document)
    )


def withdraw(digest: str, reason: Mapping[str, str], by: str, at: datetime) -> Published:
    """Withdraws a publication: it stays at its address under a notice; what was current before it is so again.

    Raises Publication.DoesNotExist where it is not published, ValueError where it is withdrawn already.
    """
    with transaction.atomic():
        found = Publication.objects.select_for_update().defer(*HEAVY).get(digest=digest)
        if found.withdrawn_at:
            raise ValueError(digest)
        event = ledger.Event("withdrawn", f"publication:{digest}", {"reason": dict(reason)})
        ledger.add(chain_of(found.standard), event, None, at)
        found.withdrawn_at, found.withdrawn_by, found.reason = at, by, dict(reason)
        found.save(update_fields=["withdrawn_at", "withdrawn_by", "reason"])
        for sheet in list(Sheet.objects.filter(publication=found, current=True).defer("content")):
            _hand_back(sheet)
    return published_of(found)


def _hand_back(sheet: Sheet) -> None:
    Sheet.objects.filter(pk=sheet.pk).update(current=False)
    same = {name: getattr(sheet, name) for name in ("standard", "edition", "period", "basis")}
    former = Sheet.objects.filter(**same, publication__withdrawn_at=None).order_by("-publication").first()
    if former:
        Sheet.objects.filter(pk=former.pk).update(current=True)
