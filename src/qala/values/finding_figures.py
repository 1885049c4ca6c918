"""What rules of findings look at, and what they give."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from qala.areas.breaks import breaks_between
from qala.areas.model import Area, AreaEvent, Areas
from qala.standard.finding_rules import FindingRule
from qala.values.model import POPULATION

Key = tuple[str, str, str]
"""Area, fact and period."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule (`rule` is its id) that struck a value, and the numbers it compared."""

    rule: str
    severity: str
    area: str
    fact: str
    period: str
    fields: Mapping[str, float | str] = field(default_factory=dict)

    @property
    def key(self) -> Key:
        """Which value it struck."""
        return self.area, self.fact, self.period


@dataclass(frozen=True, slots=True)
class Row:
    """One value that counts."""

    area: str
    fact: str
    period: str
    value: float
    numerator: float | None
    denominator: float | None
    status: str
    boundary: str

    @property
    def key(self) -> Key:
        """Which value it is."""
        return self.area, self.fact, self.period


def rows_of(frame: pl.DataFrame) -> Iterator[Row]:
    """The rows of a frame of values that are known."""
    return (Row(*cells) for cells in frame.select(list(Row.__dataclass_fields__)).iter_rows())


@dataclass(frozen=True)
class Figures:
    """The values that count, and the places.

    rows: by area, fact and period; by_fact: the same; looked_at: those at which findings are looked for; pairs: the
    declared and the measured value where there are both.
    """

    rows: Mapping[Key, Row]
    by_fact: Mapping[str, tuple[Row, ...]]
    looked_at: Mapping[str, tuple[Row, ...]]
    pairs: Mapping[Key, tuple[Row, Row]]
    areas: Areas

    @staticmethod
    def of(
        rows: Iterable[Row], areas: Areas, pairs: Mapping[Key, tuple[Row, Row]], area: str | None = None
    ) -> "Figures":
        """From one row for each area, fact and period; area: the only one that findings are looked for at."""
        known = {row.key: row for row in rows}
        by_fact = _by_fact(known.values())
        return Figures(
            rows=known,
            by_fact=by_fact,
            looked_at=by_fact if area is None else _by_fact(row for row in known.values() if row.area == area),
            pairs=pairs,
            areas=areas,
        )

    @cached_property
    def places(self) -> Mapping[str, Area]:
        """Each place as it was last."""
        return {one.id: one for one in self.areas.records}

    def kind(self, id_: str) -> str:
        """The kind of a place; blank where it is not known."""
        return self.places[id_].kind if id_ in self.places else ""

    def asked(self, rule: FindingRule) -> Iterator[Row]:
        """The rows of the rule's facts at which it looks."""
        return (row for fact in rule.facts for row in self.looked_at.get(fact, ()))

    def all_asked(self, rule: FindingRule) -> Iterator[Row]:
        """All rows of the rule's facts."""
        return (row for fact in rule.facts for row in self.by_fact.get(fact, ()))

    def at(self, row: Row, fact: str) -> Row | None:
        """Another fact of the same area and period, where it describes the same place."""
        found = self.rows.get((row.area, fact, row.period))
        return found if found and found.boundary == row.boundary else None

    def before(self, row: Row, years: int = 1) -> Row | None:
        """The same area and fact so many years earlier (or, below 0, later)."""
        return self.rows.get((row.area, row.fact, shifted(row.period, -years)))

    def own(self, row: Row) -> bool:
        """Whether the row describes its own area, and not one shown in its place, the country or an urban part."""
        return row.boundary in ("", row.area) and self.kind(row.area) not in ("country", "urban-part")

    def breaks(self, earlier: Row, row: Row) -> list[AreaEvent]:
        """What changed the boundary of the area, or of what is shown in its place, between two figures.

        A renaming changes nothing.
        """
        touched = {row.area, row.boundary, earlier.boundary}
        return list(breaks_between(self.areas.events, touched, earlier.period, row.period))

    def population(self, row: Row) -> float | None:
        """The population of the row's boundary; of an urban part its whole, which is never fewer."""
        boundary = row.boundary or row.area
        whole = self.places[boundary].parent if self.kind(boundary) == "urban-part" else ""
        for id_ in (boundary, whole):
            for holder in (id_, row.area):
                found = self.rows.get((holder, POPULATION, row.period))
                if found and id_ and (found.boundary or found.area) == id_:
                    return found.value
        return None

    def people(self, row: Row) -> float | None:
        """The population of the row's boundary in its period, else as the table of places has it."""
        place = self.places.get(row.boundary or row.area)
        return self.population(row) or (place.population if place else None)


def _by_fact(rows: Iterable[Row]) -> Mapping[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.fact].append(row)
    return {fact: tuple(those) for fact, those in found.items()}


def shifted(period: str, years: int) -> str:
    """The period so many years later: `2022-Q3` and -1 give `2021-Q3`."""
    return f"{int(period[:4]) + years:04d}{period[4:]}"
