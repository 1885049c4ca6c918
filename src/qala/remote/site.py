"""What `qala.connect` gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import polars as pl

from qala.engine.digest import assessment_digest
from qala.engine.verify import values_in
from qala.errors import BadFile, BadUse, Place
from qala.library import Assessment
from qala.remote.fetch import Address, checked, fetched
from qala.values.model import Values

LATEST = "latest"
LARGEST = 512 * 2**20
"""Bytes of an answer."""
TIMEOUT = 60.0


@dataclass(frozen=True)
class Publication:
    """A published assessment. withdrawn: why it was withdrawn, by language; None where it stands."""

    digest: str
    standard: str
    edition: str
    periods: tuple[str, ...]
    bases: tuple[str, ...]
    published_at: datetime
    withdrawn: Mapping[str, str] | None


@dataclass(frozen=True, eq=False)
class Site:
    """A site of Qala at an address."""

    address: Address
    _kept: dict[str, Assessment] = field(default_factory=dict, repr=False)

    def publications(self) -> list[Publication]:
        """All publications, the newest first, withdrawn ones too. Raises BadFile."""
        found: list[Publication] = []
        query: dict[str, str | int] = {"limit": 1000}
        while True:
            page = fetched(self.address, "publications", query)
            try:
                found += [_publication(row) for row in page["rows"]]
                onward = page["next"]
            except (KeyError, TypeError, ValueError) as error:
                raise self._not_api("publications") from error
            if not onward or not page["rows"]:
                return found
            query["cursor"] = parse_qs(urlsplit(str(onward)).query)["cursor"][0]

    def assessment(self, digest: str = LATEST) -> Assessment:
        """An assessment, its digest verified on arrival: the type that `qala.assess` gives. Raises BadFile."""
        known = self._kept.get(digest)
        if known is not None:
            return known
        if digest != LATEST and not digest.removeprefix("sha256:").isalnum():
            raise BadUse("remote.not_digest", value=digest[:80])
        path = f"publications/{digest}/assessment"
        found = self._verified(fetched(self.address, path), digest, path)
        self._kept.clear()
        self._kept[str(found["digest"])] = Assessment(found)
        return self._kept[str(found["digest"])]

    def values(
        self,
        digest: str = LATEST,
        *,
        area: str | Sequence[str] | None = None,
        fact: str | Sequence[str] | None = None,
        period: str | Sequence[str] | None = None,
    ) -> Values:
        """The values that an assessment rests on, of some areas, facts, periods; checked by their own digest too.

        Raises BadFile.
        """
        document = self.assessment(digest).document
        found = values_in(document)
        if found.sha256 != document["values"]["sha256"]:
            raise self._wrong(document["values"]["sha256"], found.sha256, "values")
        frame = found.frame
        for column, wanted in (("area", area), ("fact", fact), ("period", period)):
            if wanted is not None:
                frame = frame.filter(pl.col(column).is_in([wanted] if isinstance(wanted, str) else list(wanted)))
        return Values.of(frame)

    def _verified(self, document: Any, asked: str, path: str) -> Mapping[str, Any]:
        try:
            said, found = document["digest"], assessment_digest(document)
        except (KeyError, TypeError, ValueError) as error:
            raise self._not_api(path) from error
        for one in (said, LATEST if asked == LATEST else f"sha256:{asked.removeprefix('sha256:')}"):
            if one not in (found, LATEST):
                raise self._wrong(one, found, path)
        checked_document: Mapping[str, Any] = document
        return checked_document

    def _not_api(self, path: str) -> BadFile:
        return BadFile("remote.not_api", Place(f"{self.address.url}/api/v1/{path}"), kind="application/json")

    def _wrong(self, said: str, found: str, path: str) -> BadFile:
        return BadFile("remote.other_content", Place(f"{self.address.url}/api/v1/{path}"), said=said, found=found)


def connect(url: str, *, timeout: float = TIMEOUT, largest: int = LARGEST) -> Site:
    """A site at its address, such as https://qala.example. Nothing is asked yet.

    timeout: seconds that it may be silent; largest: bytes that an answer may have. Raises BadUse for no address.
    """
    return Site(checked(url, timeout, largest))


def _publication(row: Mapping[str, Any]) -> Publication:
    withdrawn = row["withdrawn"]
    return Publication(
        digest=row["digest"],
        standard=row["standard"],
        edition=row["edition"],
        periods=tuple(row["periods"]),
        bases=tuple(row["bases"]),
        published_at=datetime.fromisoformat(row["published_at"]),
        withdrawn=dict(withdrawn["reason"]) if withdrawn else None,
    )
