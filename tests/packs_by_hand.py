"""Small standards and values for tests, written by hand."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from qala.areas.model import Area, AreaEvent, Areas, Text
from qala.engine import Settings, assess
from qala.standard import Standard, parse_standard
from qala.values.model import COLUMNS, NUMBERS, Values

BANDS = """
[scale]
bands = [
  { id = "1", from = 0, points = 1, title = { kk = "a", ru = "b", en = "low" }, colour = "#b2182b" },
  { id = "2", from = 50, points = 2, title = { kk = "a", ru = "b", en = "middle" }, colour = "#cccccc" },
  { id = "3", from = 80, points = 3, title = { kk = "a", ru = "b", en = "high" }, colour = "#2166ac" },
]
"""


def standard(tree: str, indicators: str, settings: str = "", **files: str) -> Standard:
    """A standard from its two tables; `settings` are further tables of standard.toml."""
    toml = '[standard]\nid = "by-hand"\nedition = "1"\ntitle = { kk = "k", ru = "r", en = "e" }\n' + settings
    if "[scale]" not in settings:
        toml += BANDS
    named = {name.replace("_csv", ".csv"): text for name, text in files.items()}
    return parse_standard({"standard.toml": toml, "tree.csv": tree, "indicators.csv": indicators, **named})


def values(rows: Sequence[Mapping[str, Any]]) -> Values:
    """Values from rows in which only what matters is written."""
    blank: dict[str, Any] = {name: None if name in NUMBERS else "" for name in COLUMNS}
    full = [{**blank, "status": "official", "boundary": row["area"], **row} for row in rows]
    return Values.of(pl.DataFrame(full, schema=COLUMNS))


def long(**by_area: Mapping[str, float | None]) -> Values:
    """Values of 2020: area = {fact: value}."""
    return values(
        [
            {"area": area, "fact": fact, "period": "2020", "value": value}
            for area, facts in by_area.items()
            for fact, value in facts.items()
        ]
    )


def areas(*ids: str, events: Sequence[AreaEvent] = (), **kinds: str) -> Areas:
    """Places by id; keyword: their kinds."""
    records = [Area(id_, Text(id_, id_, id_), kind="city") for id_ in ids]
    records += [Area(id_, Text(id_, id_, id_), kind=kind) for id_, kind in kinds.items()]
    return Areas(tuple(records), tuple(events))


def assessed(method: Standard, table: Values, places: Areas | None = None, **settings: Any) -> "Answer":
    """The assessment of 2020 unless told otherwise."""
    return Answer(assess(method, table, Settings(**{"periods": ("2020",), **settings}), places))


class Answer:
    """An assessment with its cells by key."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document

    def node(self, area: str, node: str, period: str = "2020", basis: str = "verified") -> dict[str, Any]:
        """A cell of a node."""
        return self._cell("nodes", "node", area, node, period, basis)

    def indicator(self, area: str, indicator: str, period: str = "2020", basis: str = "verified") -> dict[str, Any]:
        """A cell of an indicator."""
        return self._cell("indicators", "indicator", area, indicator, period, basis)

    def _cell(self, table: str, name: str, area: str, id_: str, period: str, basis: str) -> dict[str, Any]:
        wanted = (area, id_, period, basis)
        found: list[dict[str, Any]] = [
            row for row in self.document[table] if (row["area"], row[name], row["period"], row["basis"]) == wanted
        ]
        assert len(found) == 1, wanted
        return found[0]
