"""The figures of the world that ship: cities and countries measured as those at home are."""

import csv
from collections.abc import Iterator, Mapping
from functools import cache

from qala.areas.model import Text
from qala.insight.benchmark import World, WorldMeasure, WorldPlace
from qala.packs import HERE

FOLDER = HERE / "figures" / "world"
KINDS = {"cities.csv": "city", "countries.csv": "country"}


@cache
def world() -> World:
    """All of them."""
    tables = {name: tuple(_rows(name)) for name in KINDS}
    places = {row["id"]: _place(row, kind) for name, kind in KINDS.items() for row in tables[name]}
    return World(places, tuple(_measure(row, tables[row["file"]]) for row in _rows("measures.csv")))


def _rows(name: str) -> Iterator[Mapping[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _place(row: Mapping[str, str], kind: str) -> WorldPlace:
    population = float(row["population"]) if row.get("population") else None
    return WorldPlace(row["id"], kind, row["name"], row["country"], population, row["home"])


def _measure(row: Mapping[str, str], table: tuple[Mapping[str, str], ...]) -> WorldMeasure:
    fact = row["fact"]
    unit, title, note = (
        Text(row[f"{name}_kk"], row[f"{name}_ru"], row[f"{name}_en"]) for name in ("unit", "title", "note")
    )
    values = {one["id"]: float(one[fact]) for one in table if one[fact]}
    return WorldMeasure(fact, row["period"], row["direction"], unit, title, note, row["source"], values)
