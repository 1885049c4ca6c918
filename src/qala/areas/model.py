"""Places with dated names, parents and boundaries, and the events that changed them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from qala.texts import Language

FICTIONAL = "fictional"
"""The column that says of a place that it is none."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text in the three languages."""

    kk: str
    ru: str
    en: str

    def text(self, language: Language) -> str:
        """The text in `language`; in English, Russian or Kazakh (the first there is) where that one is empty."""
        asked: str = getattr(self, language)
        return asked or self.en or self.ru or self.kk


@dataclass(frozen=True, slots=True)
class Area:
    """A city, district or region as it was from `valid_from` to before `valid_to` (ISO dates; blank: open)."""

    id: str
    name: Text
    parent: str = ""
    kind: str = ""
    valid_from: str = ""
    valid_to: str = ""
    successor: str = ""
    population: float | None = None
    area_km2: float | None = None
    lon: float | None = None
    lat: float | None = None
    groups: Mapping[str, str] = field(default_factory=dict)

    @property
    def fictional(self) -> bool:
        """Whether there is no such place: the further column `fictional` says yes."""
        return self.groups.get(FICTIONAL) == "yes"


@dataclass(frozen=True, slots=True)
class AreaEvent:
    """A split, merger, renaming or change of boundary on a date: `share` of `from_` went to `to`, by `basis`."""

    date: str
    kind: str
    from_: str
    to: str
    share: float | None
    basis: str


@dataclass(frozen=True)
class Areas:
    """All places known, each as a series of dated records, and the events between them."""

    records: tuple[Area, ...]
    events: tuple[AreaEvent, ...] = ()

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id, at any date."""
        return frozenset(area.id for area in self.records)

    def at(self, period: str) -> dict[str, Area]:
        """The places as they were at the end of a period (`2019`, `2019-Q3`, `2019-07`, `2019-07-15`), by id."""
        end = period_end(period)
        found: dict[str, Area] = {}
        for area in sorted(self.records, key=lambda area: (area.id, area.valid_from)):
            if area.valid_from <= end and (not area.valid_to or end < area.valid_to):
                found[area.id] = area
        return found

    def name(self, id_: str, period: str) -> Text:
        """The name at the end of a period; outside its dates the nearest record's; the id where it is not known."""
        area = self.at(period).get(id_)
        if area is None:
            known = [record for record in self.records if record.id == id_]
            area = known[-1] if known else None
        return area.name if area else Text(id_, id_, id_)


def period_end(period: str) -> str:
    """The last day of a period as a sortable date: `2019` is `2019-12-31`, `2022-Q3` is `2022-09-31`."""
    if len(period) == 4:
        return f"{period}-12-31"
    if "Q" in period:
        year, quarter = period.split("-Q")
        return f"{year}-{int(quarter) * 3:02d}-31"
    return f"{period}-31" if len(period) == 7 else period
