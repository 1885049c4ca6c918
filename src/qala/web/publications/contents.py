"""What published assessments hold: whole, and in the parts that pages ask for."""

import gzip
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from qala.insight import standard_of
from qala.standard import Standard
from qala.values.model import COLUMNS
from qala.web.publications.models import Case, Publication, Series, Sheet
from qala.web.publications.parts import Document, joined, unpacked


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


def all_documents(database: str) -> Iterator[tuple[str, Document]]:
    """Every publication of one of Django's databases, whole, with the digest that it goes by."""
    rows = Publication.objects.using(database).order_by("number").values_list("digest", "document")
    yield from ((digest, unpacked(content)) for digest, content in rows.iterator(chunk_size=1))


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
