"""The page of an indicator in one language: its passport, its values, and every figure that came in."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt

from qala.publish.case import Case
from qala.publish.csv_file import safe
from qala.publish.leaf import Leaf, leaf_of
from qala.publish.map_model import BandLook, band_at, looks_of
from qala.publish.naming import named
from qala.publish.reasons import owner_of, unit_of
from qala.standard import Indicator, Standard
from qala.texts import Language, number, percent, text

Row = Mapping[str, Any]
COLUMNS = ("area_id", "area", "period", "value", "unit", "figures_of", "status", "source", "recorded_at")


@dataclass(frozen=True)
class Held:
    """An indicator in one city."""

    area: str
    name: str
    leaf: Leaf
    band: BandLook | None


@dataclass(frozen=True)
class Figure:
    """A figure that came in; source: its number in the list of sources; other: whose figure it is where not its own."""

    value: str
    source: int
    other: str


@dataclass(frozen=True)
class Place:
    """A row of the series: a city, or another place; one figure for each year, None where there is none."""

    name: str
    city: bool
    figures: tuple[Figure | None, ...]


@dataclass(frozen=True)
class Series:
    """Every figure of a fact."""

    years: tuple[str, ...]
    places: tuple[Place, ...]
    sources: tuple[str, ...]


def about(indicator: Indicator, standard: Standard, language: Language) -> list[tuple[str, str]]:
    """What an indicator is, as names and words; what the standard does not say is left out."""
    parent = standard.node.get(indicator.parent)
    traits = ", ".join(text(f"map.{one}", language) for one in indicator.characteristics)
    share = percent(indicator.weight / _siblings(indicator, standard), language) if indicator.scored else ""
    told = {
        "unit": unit_of(indicator, language),
        "direction": text(f"indicator.direction_{indicator.direction}", language),
        "goalposts": _goalposts(indicator, language),
        "rest_on": indicator.basis,
        "numerator": indicator.numerator,
        "denominator": indicator.denominator,
        "weight": f"{share} ({named(parent, language)})" if share and parent else "",
        "characteristics": traits,
        "boundary_rule": text(f"indicator.boundary_{indicator.boundary_rule.replace('-', '_')}", language)
        if indicator.boundary_rule
        else "",
        "owner": owner_of(indicator, language),
        "influence": text(f"map.influence_{indicator.influence}", language) if indicator.influence else "",
        "sdg": indicator.sdg,
        "evidence": indicator.evidence,
    }
    return [(text(f"indicator.{name}", language), said) for name, said in told.items() if said]


def _siblings(indicator: Indicator, standard: Standard) -> float:
    own = [standard.indicator[one] for one in standard.children[indicator.parent] if one in standard.indicator]
    return sum(one.weight for one in own if one.scored) or 1.0


def _goalposts(indicator: Indicator, language: Language) -> str:
    if indicator.low is None or indicator.high is None:
        return ""
    low, high = number(indicator.low, language), number(indicator.high, language)
    return f"{high} → {low}" if indicator.direction == "lower" else f"{low} → {high}"


@lru_cache(maxsize=256)
def passport_of(source: str, language: Language) -> str:
    """The part of a passport in a language, as HTML; what is written as HTML in it is shown as text."""
    found = re.search(rf"^## {language}\s*$(.*?)(?=^## |\Z)", source, re.MULTILINE | re.DOTALL)
    made: str = MarkdownIt("commonmark", {"html": False}).render(found[1]) if found else ""
    return made


def held_of(case: Case, indicator: Indicator) -> Held:
    """The indicator in a case."""
    scale = case.standard.scale_of(indicator)
    looks = {one.id: one for one in looks_of(scale.bands, case.standard.normalise.high, case.language)}
    band = looks.get(band_at(scale, case.rows[indicator.id]["degree"]))
    return Held(case.area, case.name, leaf_of(case, indicator), band)


def series_of(rows: Sequence[Row], cities: Sequence[str], names: Mapping[str, str], language: Language) -> Series:
    """All figures of a fact: the cities first, then other places by name. The last to be known of a year counts."""
    sources = list(dict.fromkeys(row["source"] for row in rows))
    years = sorted({row["period"] for row in rows})
    cells: dict[tuple[str, str], Row] = {}
    for row in sorted(rows, key=lambda one: one["recorded_at"]):
        cells[row["area"], row["period"]] = row
    others = sorted({row["area"] for row in rows} - set(cities), key=lambda one: names.get(one, one))
    shown = [one for one in cities if any(area == one for area, _ in cells)]

    def figure(area: str, year: str) -> Figure | None:
        row = cells.get((area, year))
        if row is None or row["value"] is None:
            return None
        other = names.get(row["boundary"], row["boundary"]) if row["boundary"] not in ("", area) else ""
        return Figure(number(row["value"], language, 3), sources.index(row["source"]) + 1, other)

    places = (
        Place(names.get(area, area), area in cities, tuple(figure(area, year) for year in years))
        for area in (*shown, *others)
    )
    return Series(tuple(years), tuple(places), tuple(sources))


def values_csv(rows: Iterable[Row], unit: str, names: Mapping[str, str]) -> bytes:
    """Every figure of a fact as CSV: UTF-8 with a byte order mark, decimal points, no cell that a program would run."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        told = (row["area"], names.get(row["area"], ""), row["period"], row["value"], unit)
        more = (names.get(row["boundary"], row["boundary"]), row["status"], row["source"], row["recorded_at"])
        writer.writerow([safe(cell) for cell in (*told, *more)])
    return made.getvalue().encode("utf-8-sig")
