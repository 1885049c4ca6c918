"""Every figure of an indicator that came in: places by periods, each with its source."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qala.areas.breaks import breaks_between
from qala.areas.model import AreaEvent
from qala.standard import Indicator
from qala.texts import Language, number, text
from qala.values.model import MEASURES

_STANDING = ("verified", "official", "measured", "declared", "questioned", "rejected")
_LAST_KIND = "country"

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Figure:
    """A figure of a place in a period; value: as the language writes it, note: the number of its source, 0 where the
    line says it for all; of: the place that it describes where that is another; said: what else must be known of it;
    questioned: whether a finding keeps it from counting; former: whether another figure goes before it.
    """

    value: str
    note: int
    of: str
    said: str
    questioned: bool
    former: bool


@dataclass(frozen=True)
class Line:
    """A place; note: the number of the source of all its figures, 0 where they have several; stands_for: the assessed
    areas that its figures stand for; cells: the figures of each period, the one that counts first.
    """

    area: str
    name: str
    assessed: bool
    note: int
    stands_for: tuple[str, ...]
    cells: tuple[tuple[Figure, ...], ...]


@dataclass(frozen=True)
class Series:
    """periods: each with whether it is assessed; sources: numbered from 1."""

    periods: tuple[tuple[str, bool], ...]
    lines: tuple[Line, ...]
    sources: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def others(self) -> tuple[Line, ...]:
        """The places that are not assessed."""
        return tuple(line for line in self.lines if not line.assessed)

    @property
    def assessed(self) -> tuple[Line, ...]:
        """The areas that are assessed."""
        return tuple(line for line in self.lines if line.assessed)


def series_of(
    rows: Sequence[Row], assessed: Sequence[str], places: Mapping[str, tuple[str, str]], periods: Sequence[str],
    language: Language, questioned: Collection[tuple[str, str]] = (), events: Sequence[AreaEvent] = (),
) -> Series:  # fmt: skip
    """The table of some rows of values.

    assessed: the ids of the assessed areas in order; places: id to name and kind; periods: those that are assessed;
    questioned: the places and periods at which a serious finding stands; events: what happened to places.
    """
    order = _places(rows, assessed, places)
    ranked = sorted(rows, key=lambda row: (order.index(row["area"]), row["period"], _rank(row), _newest(row)))
    sources = tuple(dict.fromkeys(row["source"] for row in ranked if row["source"]))
    spans = sorted({row["period"] for row in rows})
    notes = {source: note for note, source in enumerate(sources, 1)}
    table = _Table(places, notes, tuple(spans), frozenset(questioned), language, tuple(events))
    by_area: dict[str, list[Row]] = {}
    for row in ranked:
        by_area.setdefault(row["area"], []).append(row)
    stood = _stood_for(ranked, assessed)
    lines = tuple(
        table.line(area, area in assessed, [table.name(one) for one in stood.get(area, ())], by_area[area])
        for area in order
    )
    return Series(tuple((one, one in periods) for one in spans), lines, sources, tuple(ranked))


def in_own_unit(rows: Sequence[Row], indicator: Indicator) -> Sequence[Row]:
    """Rows of the values of an indicator's fact in the unit of the indicator."""
    if indicator.factor == 1:
        return rows
    known = ({name: row[name] for name in MEASURES if row.get(name) is not None} for row in rows)
    converted = ({name: value * indicator.factor for name, value in one.items()} for one in known)
    return [{**row, **one} for row, one in zip(rows, converted, strict=True)]


def _places(rows: Iterable[Row], assessed: Sequence[str], places: Mapping[str, tuple[str, str]]) -> list[str]:
    """The places that have figures: assessed ones first, the country last."""
    there = {row["area"] for row in rows}

    def key(area: str) -> tuple[bool, str, str]:
        name, kind = places.get(area, (area, ""))
        return kind == _LAST_KIND, name.casefold(), area

    return [*(area for area in assessed if area in there), *sorted(there.difference(assessed), key=key)]


def _stood_for(rows: Iterable[Row], assessed: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in rows:
        named = found.setdefault(row["boundary"], [])
        if row["area"] in assessed and row["boundary"] != row["area"] and row["area"] not in named:
            named.append(row["area"])
    return found


def _rank(row: Row) -> tuple[bool, int]:
    """Those that nothing has replaced first, then by standing."""
    status = row["status"]
    return bool(row["known_until"]), _STANDING.index(status) if status in _STANDING else len(_STANDING)


def _newest(row: Row) -> int:
    return -int(str(row["recorded_at"]).replace("-", "")[:8] or 0)


@dataclass(frozen=True)
class _Table:
    places: Mapping[str, tuple[str, str]]
    notes: Mapping[str, int]
    periods: tuple[str, ...]
    questioned: frozenset[tuple[str, str]]
    language: Language
    events: tuple[AreaEvent, ...]

    def name(self, area: str) -> str:
        return self.places.get(area, (area, ""))[0]

    def line(self, area: str, assessed: bool, stands_for: list[str], rows: list[Row]) -> Line:
        notes = {self.notes.get(row["source"], 0) for row in rows}
        note = notes.pop() if len(notes) == 1 else 0
        cells: dict[str, list[Figure]] = {period: [] for period in self.periods}
        before = None
        for row in rows:
            former = bool(cells[row["period"]])
            cells[row["period"]].append(self._figure(row, alone=not note, former=former, before=before))
            before = before if former else row
        return Line(area, self.name(area), assessed, note, tuple(stands_for), tuple(map(tuple, cells.values())))

    def _figure(self, row: Row, alone: bool, former: bool, before: Row | None) -> Figure:
        value = "–" if row["value"] is None else number(row["value"], self.language, 3)
        note = self.notes.get(row["source"], 0) if alone else 0
        of = self.name(row["boundary"]) if row["boundary"] not in ("", row["area"]) else ""
        out = not former and (row["area"], row["period"]) in self.questioned
        said = [self._said(row)]
        if before is not None and not former and self._broken(before, row):
            said.append(text("series.other_boundary", self.language))
        return Figure(value, note, of, ", ".join(filter(None, said)), out, former)

    def _broken(self, before: Row, row: Row) -> bool:
        """Whether two figures of a place describe other boundaries."""
        one, other = (each["boundary"] or each["area"] for each in (before, row))
        return one != other or bool(breaks_between(self.events, (row["area"], other), before["period"], row["period"]))

    def _said(self, row: Row) -> str:
        said = [text(f"indicator.status_{row['status']}", self.language)] if row["status"] != "official" else []
        if row["known_until"]:
            said.append(text("indicator.until", self.language, date=row["known_until"]))
        if row["reason"]:
            said.append(str(row["reason"]))
        return ", ".join(said)
