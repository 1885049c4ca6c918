"""Corrections in words: as rows of a page, as records of a table, as entries of a feed."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from qala.publish.naming import named
from qala.publish.news import Entry
from qala.publish.tables import Record
from qala.standard import Indicator
from qala.texts import day, number
from qala.web.feedback import services as feedback
from qala.web.feedback.services import Correction
from qala.web.public.reading import Reading
from qala.web.public.shelf import Shelf

COLUMNS = (
    "id", "day", "kind", "standard", "publication", "in_its_place", "area_id", "area", "fact", "indicator_id",
    "indicator", "period", "before", "after", "reason", "decided_by",
)  # fmt: skip
"""Names for programs, the same in every language."""


@dataclass(frozen=True)
class Line:
    """A correction in words. about: what it is of, with the address of its page, blank where it has none; values: from
    and to, blank where it is of no figure; other: the address of the publication that took the place of another.
    """

    correction: Correction
    day: str
    kind: str
    about: str
    address: str
    values: str
    other: str
    why: str
    who: str


def line_of(one: Correction, shelf: Shelf) -> Line:
    """A correction as a page shows it."""
    reading = shelf.reading(one.digest, one.period)
    asked = _indicator(one, reading)
    return Line(
        correction=one,
        day=day(one.at, reading.language),
        kind=reading.say(f"feedback.kind_{one.kind}"),
        about=_about(one, reading, asked),
        address=_address(one, reading, asked),
        values=_values(one, reading),
        other=shelf.reading(one.other).link("map") if one.other else "",
        why=one.reason(reading.language),
        who=reading.say(f"feedback.by_{one.role}"),
    )


def record_of(one: Correction, shelf: Shelf) -> Record:
    """A correction as a row of a table."""
    reading = shelf.reading(one.digest, one.period)
    asked = _indicator(one, reading)
    return {
        "id": one.id,
        "day": one.at.date().isoformat(),
        "kind": one.kind,
        "standard": one.standard,
        "publication": one.digest,
        "in_its_place": one.other,
        "area_id": one.area,
        "area": _place(one, reading),
        "fact": one.fact,
        "indicator_id": asked.id if asked else "",
        "indicator": named(asked, reading.language) if asked else "",
        "period": one.period,
        "before": one.before,
        "after": one.after,
        "reason": one.reason(reading.language),
        "decided_by": one.role,
    }


def entry_of(one: Correction, shelf: Shelf, host: str) -> Entry:
    """A correction as a piece of news; host: the scheme and host before its address."""
    line = line_of(one, shelf)
    said = (part for part in (line.values, line.why, line.who) if part)
    page = f"{reverse('corrections', args=[shelf.language])}?id={one.id}"
    named_ = f"urn:qala:correction:{one.id}:{shelf.language}"
    return Entry(named_, f"{line.kind}: {line.about}", tuple(said), one.at, host + page)


def _indicator(one: Correction, reading: Reading) -> Indicator | None:
    return next((each for each in reading.standard.indicators if one.fact and each.fact == one.fact), None)


def _place(one: Correction, reading: Reading) -> str:
    return reading.places.get(one.area, (one.area, ""))[0]


def _about(one: Correction, reading: Reading, asked: Indicator | None) -> str:
    if one.kind in feedback.OF_PUBLICATIONS:
        parts = [f"{one.standard}@{reading.published.edition}", reading.date(reading.published.published_at)]
    else:
        parts = [_place(one, reading), named(asked, reading.language) if asked else one.fact, one.period]
    return " · ".join(part for part in parts if part)


def _address(one: Correction, reading: Reading, asked: Indicator | None) -> str:
    """The cell of the figure, the indicator where the area has none, the Map."""
    if asked is None:
        return reading.link("map")
    if one.area not in reading.areas:
        return reading.link("indicator", asked.id)
    above = list(_above(reading, asked.parent))
    industry = next((node for node in above if node in {each.id for each in reading.standard.industries}), above[-1])
    return reading.link("cell", one.area, industry)


def _above(reading: Reading, node: str) -> Iterator[str]:
    while node:
        yield node
        node = reading.standard.node[node].parent


def _values(one: Correction, reading: Reading) -> str:
    if one.kind in feedback.OF_PUBLICATIONS:
        return ""
    before, after = ("–" if one_ is None else number(one_, reading.language) for one_ in (one.before, one.after))
    return f"{before} → {after}"
