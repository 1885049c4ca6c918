"""The log of corrections: what changed of published figures after they were signed or published, when, why, by whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from qala.texts import Language
from qala.web.feedback.corrected import corrected
from qala.web.feedback.replaced import changes
from qala.web.publications import services as publications
from qala.web.publications.services import Published

DECIDED = {"reopened": "approver", "withdrawn": "publisher", "replaced": "publisher", "changed": "publisher"}
"""The role that decides, by kind; of all other kinds verifiers do."""
OF_PUBLICATIONS = frozenset({"withdrawn", "replaced"})
"""Kinds that are about a publication as a whole."""


@dataclass(frozen=True)
class Correction:
    """One line. id: never changes; kind: corrected, returned, rejected (verification), granted (an appeal), found (a
    finding), reopened (who signed), withdrawn, replaced (a publication), changed (a figure of one that was replaced).

    digest: of the publication that it is about; other: of what took its place; before, after: None where it is not
    published; why: in the words of who decided, by language, or under "" where they are in one that was not said.
    """

    id: str
    kind: str
    at: datetime
    standard: str
    digest: str
    other: str = ""
    area: str = ""
    fact: str = ""
    period: str = ""
    before: float | None = None
    after: float | None = None
    why: Mapping[str, str] | None = None

    @property
    def role(self) -> str:
        """The role of who decided."""
        return DECIDED.get(self.kind, "verifier")

    def reason(self, language: Language) -> str:
        """Why, in the language where it was said in it."""
        said = self.why or {}
        return said.get(language) or next((one for one in said.values() if one), "")


def all_corrections() -> list[Correction]:
    """All of them, the newest first."""
    every = publications.all_published()
    found = [
        *(_withdrawn(one) for one in every if one.withdrawn_at),
        *(line for one in every for line in _replaced(one, publications.before(one, every))),
        *(Correction(**vars(one)) for one in corrected(every)),
    ]
    return sorted(found, key=lambda one: (one.at, one.id), reverse=True)


def correction_of(id_: str) -> Correction | None:
    """One of them; None where there is none of that id."""
    return next((one for one in all_corrections() if one.id == id_), None)


def _withdrawn(one: Published) -> Correction:
    at = one.withdrawn_at or one.published_at
    return Correction(f"withdrawn-{one.short[:16]}", "withdrawn", at, one.standard, one.digest, why=one.reason)


def _replaced(one: Published, before: Published | None) -> list[Correction]:
    """A publication that took the place of another in a period that both have, with the figures that it changed."""
    if before is None or not set(one.periods) & set(before.periods):
        return []
    same: dict[str, Any] = {
        "at": one.published_at,
        "standard": one.standard,
        "digest": before.digest,
        "other": one.digest,
    }
    key = one.short[:16]
    return [
        Correction(f"replaced-{key}", "replaced", **same),
        *(
            Correction(f"changed-{key}-{each.area}-{each.fact}-{each.period}", "changed", **same, **vars(each))
            for each in changes(before.digest, one.digest)
        ),
    ]
