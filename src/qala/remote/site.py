"""What `qala.connect` gives."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import polars as pl

from qala.engine.digest import assessment_digest
from qala.engine.verify import values_in
from qala.errors import BadFile, BadUse, Place
from qala.library import Assessment
from qala.remote.fetch import JSON, Address, Asked, checked, fetched, received, told
from qala.texts import Language
from qala.values.model import Values

LATEST = "latest"
LARGEST = 512 * 2**20
"""Bytes of an answer."""
TIMEOUT = 60.0
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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

    def rounds(self) -> list[Mapping[str, Any]]:
        """The rounds in which the person of the key answers, as the API has them. Raises BadFile."""
        found = fetched(self.address, "rounds")
        try:
            return list(found["rows"])
        except (KeyError, TypeError) as error:
            raise self._not_api("rounds") from error

    def form(self, name: str, area: str) -> Mapping[str, Any]:
        """What the person of the key is asked about an area in a round, as the API has it. Raises BadFile."""
        found: Mapping[str, Any] = told(self.address, Asked(_part(name, area, "form")))
        return found

    def workbook(self, name: str, area: str, language: Language = "en") -> bytes:
        """The same as a workbook to be filled in. Raises BadFile."""
        asked = Asked(_part(name, area, "form"), {"format": "xlsx"}, XLSX, language=language)
        return received(self.address, asked)

    def answer(
        self,
        name: str,
        area: str,
        answers: bytes | Sequence[Mapping[str, Any]],
        *,
        dry_run: bool = False,
        language: Language = "en",
    ) -> Mapping[str, Any]:
        """Sends answers, as rows of the API or a filled workbook; what they changed, or with dry_run would.

        All are taken or none: then raises BadFile, with a sentence for each row in `fields["problems"]`.
        """
        book = isinstance(answers, bytes)
        body = answers if isinstance(answers, bytes) else json.dumps(list(answers)).encode()
        asked = Asked(
            _part(name, area, "answers"), {"dry_run": "true"} if dry_run else {}, body=body,
            kind=XLSX if book else JSON, language=language,
        )  # fmt: skip
        found: Mapping[str, Any] = told(self.address, asked)
        if not (isinstance(found, dict) and isinstance(found.get("rows"), list)):
            raise self._not_api(asked.path)
        return found

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


def connect(url: str, *, key: str = "", timeout: float = TIMEOUT, largest: int = LARGEST) -> Site:
    """A site at its address, such as https://qala.example. Nothing is asked yet.

    key: made on the pages of work, for what is not public; timeout: seconds that it may be silent; largest: bytes that
    an answer may have. Raises BadUse for no address, and where a key would go to it in the clear.
    """
    return Site(checked(url, timeout, largest, key))


def _part(name: str, area: str, what: str) -> str:
    """The path of a form or of answers."""
    return f"rounds/{quote(name, safe='')}/areas/{quote(area, safe='')}/{what}"


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
