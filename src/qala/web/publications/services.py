"""What other parts of the site may do with publications and ask of them."""

import gzip
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, models, transaction

from qala.insight import standard_of
from qala.publish.signature import written_keys
from qala.standard import Standard
from qala.values.model import COLUMNS
from qala.web.jobs.services import enqueue
from qala.web.publications import keys as keys  # noqa: PLC0414 - commands use it from here
from qala.web.publications.anew import recomputed
from qala.web.publications.models import Case, Kept, Product, Publication, Series, Sheet
from qala.web.publications.parts import (
    Document,
    cases_of,
    frame_of,
    joined,
    packed,
    series_of,
    sheets_of,
    unpacked,
)
from qala.web.publications.products import Made

HEAVY = ("document", "frame", "findings")
TEXTS = ("image/svg+xml", "text/csv", "text/html", "application/json", "text/javascript")


class Overtaken(Exception):
    """Another assessment of the same standard, edition, period and basis was published at the same time."""


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


def publish(document: Document, at: datetime, *, proposed_by: str = "", approved_by: str = "") -> Published:
    """Publishes an assessment as it is computed anew from its inputs, signed by the site, current from now on; one that
    is published already stays as it is.

    Raises ValueError where the digest is not that of what is computed, Overtaken where another became current
    meanwhile, and BadUse where the site has no key to sign with.
    """
    document = recomputed(document)
    about = {"proposed_by": proposed_by, "approved_by": approved_by}
    about["signature"] = keys.signature_of(document["digest"], at).text
    try:
        with transaction.atomic():
            made, new = Publication.objects.get_or_create(
                digest=document["digest"], defaults={**_row(document, at), **about}
            )
            if new:
                _cut(document, made)
                transaction.on_commit(lambda: _draw(made.digest))
    except IntegrityError as error:
        raise Overtaken(document["digest"]) from error
    return _published(made)


def _draw(digest: str) -> None:
    enqueue("draw", {"digest": digest}, dedupe_key=digest)


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
        found = Publication.objects.select_for_update().get(digest=digest)
        if found.withdrawn_at:
            raise ValueError(digest)
        found.withdrawn_at, found.withdrawn_by, found.reason = at, by, dict(reason)
        found.save(update_fields=["withdrawn_at", "withdrawn_by", "reason"])
        for sheet in list(Sheet.objects.filter(publication=found, current=True).defer("content")):
            _hand_back(sheet)
    return _published(found)


def _hand_back(sheet: Sheet) -> None:
    Sheet.objects.filter(pk=sheet.pk).update(current=False)
    same = {name: getattr(sheet, name) for name in ("standard", "edition", "period", "basis")}
    former = Sheet.objects.filter(**same, publication__withdrawn_at=None).order_by("-publication").first()
    if former:
        Sheet.objects.filter(pk=former.pk).update(current=True)


def latest() -> Published | None:
    """The newest publication that stands."""
    found = Publication.objects.defer(*HEAVY).filter(withdrawn_at=None).first()
    return _published(found) if found else None


def all_published() -> list[Published]:
    """All publications, the newest first, withdrawn ones too."""
    return [_published(one) for one in Publication.objects.defer(*HEAVY)]


def published(digest: str) -> Published | None:
    """The publication with this digest; None where there is none."""
    found = Publication.objects.defer(*HEAVY).filter(digest=digest).first()
    return _published(found) if found else None


def is_published(digest: str) -> bool:
    """Whether there is a publication with this digest."""
    return Publication.objects.filter(digest=digest).exists()


def keys_file() -> str:
    """The public keys of the site, as the file keys.json."""
    return written_keys(keys.public_keys())


def stamp() -> tuple[int, ...]:
    """What changes whenever a publication is made or withdrawn, or a file of one."""
    numbers = Publication.objects.aggregate(
        newest=models.Max("number"), withdrawn=models.Count("withdrawn_at"), products=models.Count("product")
    )
    return tuple(int(one or 0) for one in numbers.values())


def _published(row: Publication) -> Published:
    names = ("number", "digest", "standard", "edition", "published_at", "proposed_by", "approved_by", "signature")
    same = {name: getattr(row, name) for name in (*names, "withdrawn_at", "withdrawn_by", "reason")}
    return Published(**same, periods=tuple(row.periods), bases=tuple(row.bases))


def packed_content_of(digest: str) -> bytes:
    """The assessment's JSON, compressed by gzip. Raises Publication.DoesNotExist."""
    return bytes(Publication.objects.only("document").get(digest=digest).document)


def content_of(digest: str) -> bytes:
    """The assessment's JSON. Raises Publication.DoesNotExist."""
    return gzip.decompress(packed_content_of(digest))


def document_of(digest: str) -> Document:
    """The assessment whole. Raises Publication.DoesNotExist."""
    found: Document = unpacked(packed_content_of(digest))
    return found


@lru_cache(maxsize=8)
def frame(digest: str) -> Document:
    """The assessment without its rows: what is published never changes. Raises Publication.DoesNotExist."""
    found: Document = unpacked(Publication.objects.only("frame").get(digest=digest).frame)
    return found


def standard(digest: str) -> Standard:
    """The standard of a publication. Raises Publication.DoesNotExist."""
    return standard_of(frame(digest))


@lru_cache(maxsize=8)
def findings(digest: str) -> tuple[Mapping[str, Any], ...]:
    """All findings. Raises Publication.DoesNotExist."""
    return tuple(unpacked(Publication.objects.only("findings").get(digest=digest).findings))


@lru_cache(maxsize=32)
def sheet(digest: str, period: str, basis: str) -> Mapping[str, Any]:
    """The degrees of all areas in a period on a basis, as sheets_of says. Raises Sheet.DoesNotExist."""
    found = Sheet.objects.only("content").get(publication__digest=digest, period=period, basis=basis)
    content: Mapping[str, Any] = unpacked(found.content)
    return content


def part(digest: str, areas: Iterable[str], periods: Iterable[str], basis: str) -> Document:
    """The assessment of some areas in some periods on one basis, in the shape of the whole; without the rest of its
    findings, and its values.
    """
    wanted = Case.objects.filter(
        publication__digest=digest, area__in=list(areas), period__in=list(periods), basis=basis
    )
    cases = {(one.area, one.period, one.basis): unpacked(one.content) for one in wanted}
    order = {row["id"]: place for place, row in enumerate(frame(digest)["areas"]["rows"])}
    return joined(frame(digest), dict(sorted(cases.items(), key=lambda item: (order[item[0][0]], item[0][1]))))


def series(digest: str, fact: str) -> tuple[Mapping[str, Any], ...]:
    """All values of a fact that the assessment rests on; none where there are none."""
    found = Series.objects.filter(publication__digest=digest, fact=fact).first()
    return tuple(unpacked(found.content)) if found else ()


def several_series(digest: str, facts: Iterable[str]) -> dict[str, tuple[Mapping[str, Any], ...]]:
    """The same for several facts at once, those that there are."""
    found = Series.objects.filter(publication__digest=digest, fact__in=list(facts))
    return {one.fact: tuple(unpacked(one.content)) for one in found}


@lru_cache(maxsize=2)
def table(digest: str) -> Mapping[str, tuple[Any, ...]]:
    """All values as columns, the way an assessment holds them."""
    rows = [
        {**row, "fact": one.fact}
        for one in Series.objects.filter(publication__digest=digest).order_by("fact")
        for row in unpacked(one.content)
    ]
    return {name: tuple(row[name] for row in rows) for name in COLUMNS}


@lru_cache(maxsize=32)
def sources(digest: str) -> Mapping[str, int]:
    """How many values have each source."""
    return Counter(
        row["source"] for one in Series.objects.filter(publication__digest=digest) for row in unpacked(one.content)
    )


@dataclass(frozen=True)
class File:
    """A file of a publication; content is compressed by gzip where it says so."""

    media_type: str
    content: bytes
    compressed: bool


def products(digest: str) -> dict[str, int]:
    """The names of all files that were made of a publication, with their sizes in bytes."""
    return dict(Product.objects.filter(publication__digest=digest).values_list("name", "size"))


def product(digest: str, name: str) -> File | None:
    """A file that was made of a publication; None where there is none."""
    found = Product.objects.select_related("kept").filter(publication__digest=digest, name=name).first()
    return File(found.kept.media_type, bytes(found.kept.content), found.kept.compressed) if found else None


@dataclass(frozen=True)
class Chart:
    """A chart of a publication. stem: of its files, `.svg`, `.json`, `.narrow.svg`, `.narrow.json`; bundle: the program
    that makes it live; sizes: width and height in pixels, wide and for a phone.
    """

    stem: str
    title: str
    alt: str
    bundle: str
    size: tuple[int, int]
    narrow_size: tuple[int, int]


def chart(digest: str, name: str, language: str) -> Chart | None:
    """The chart of a name in a language; None where it is not drawn, or not yet."""
    stem = f"{name}.{language}"
    rows = Product.objects.filter(publication__digest=digest, name__in=(f"{stem}.svg", f"{stem}.narrow.svg"))
    found = {row.name: row.about for row in rows}
    if len(found) < 2:
        return None
    wide, narrow = found[f"{stem}.svg"], found[f"{stem}.narrow.svg"]
    sizes = ((one["width"], one["height"]) for one in (wide, narrow))
    return Chart(stem, wide["title"], wide["alt"], wide["bundle"], *sizes)


def keep_product(digest: str, made: Made) -> None:
    """Keeps a file of a publication, in place of a former one of the name; text is kept compressed.

    Raises Publication.DoesNotExist.
    """
    text = made.media_type in TEXTS
    row = {"media_type": made.media_type, "compressed": text}
    kept, _ = Kept.objects.get_or_create(
        digest=sha256(made.content).hexdigest(),
        defaults={**row, "content": gzip.compress(made.content, 9, mtime=0) if text else made.content},
    )
    publication = Publication.objects.only("number").get(digest=digest)
    Product.objects.update_or_create(
        publication=publication,
        name=made.name,
        defaults={"kept": kept, "size": len(made.content), "about": dict(made.about)},
    )
