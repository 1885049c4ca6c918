"""The rows of an assessment with names beside their ids: what workbooks and CSV files are made of."""

from collections.abc import Iterator, Mapping
from typing import Any

from qala.insight import chosen_of, standard_of
from qala.publish.naming import named
from qala.publish.reasons import unit_of
from qala.standard import Band
from qala.texts import Language

Value = str | int | float | bool | None
Record = dict[str, Value]
Rows = list[Mapping[str, Any]]


class Tables:
    """The tables of an assessment in a language; of one period and basis where they are named, else of all."""

    def __init__(
        self, assessment: Mapping[str, Any], language: Language, period: str | None = None, basis: str | None = None
    ) -> None:
        """Raises BadUse for a period or basis that the assessment does not have."""
        chosen_of(assessment, period, basis)
        self._assessment, self._language = assessment, language
        self._standard = standard_of(assessment)
        self._only = {"period": period, "basis": basis}
        self._places = {
            row["id"]: row["name"][language] for part in ("rows", "others") for row in assessment["areas"][part]
        }

    def nodes(self) -> Iterator[Record]:
        """Each node of each area, period and basis. The rank stands only where the areas can be compared."""
        for row in self._rows("nodes"):
            node, change = self._standard.node[row["node"]], row["change"] or {}
            yield {
                **self._case(row),
                "node_id": node.id,
                "node": named(node, self._language),
                "degree": row["degree"],
                **self._band(row, self._standard.scale_of(node).bands),
                "points": row["points"],
                "rank": row["rank"] if row["comparable"] else None,
                **{name: row[name] for name in ("known", "asked", "coverage", "partial", "weight", "contribution")},
                "state": row["state"],
                "change_degrees": change.get("degrees"),
                "change_from": change.get("from_period"),
                "change_beyond_resolution": change.get("beyond_resolution"),
            }

    def indicators(self) -> Iterator[Record]:
        """Each indicator of each area, period and basis: its value and all that made its degree."""
        for row in self._rows("indicators"):
            indicator = self._standard.indicator[row["indicator"]]
            yield {
                **self._case(row),
                "indicator_id": indicator.id,
                "indicator": named(indicator, self._language),
                "value": row["value"],
                "unit": unit_of(indicator, self._language),
                "value_period": row["value_period"],
                "degree": row["degree"],
                **self._band(row, self._standard.scale_of(indicator).bands),
                **{name: row[name] for name in ("weight", "contribution", "state")},
                "boundary_id": row["boundary"],
                "boundary": self._places.get(row["boundary"], row["boundary"]),
                "low": indicator.low,
                "high": indicator.high,
                "goalposts_basis": indicator.basis,
                **{name: row[name] for name in ("status", "quality", "source", "evidence")},
            }

    def findings(self) -> Iterator[Record]:
        """What the data rules found."""
        for row in self._assessment["findings"]:
            indicator = self._standard.indicator.get(row["indicator"])
            yield {
                "severity": row["severity"],
                "rule": row["rule"],
                "title": row["title"][self._language],
                "area_id": row["area"],
                "area": self._places.get(row["area"], row["area"]),
                "indicator_id": row["indicator"],
                "indicator": named(indicator, self._language) if indicator else "",
                "fact": row["fact"],
                "period": row["period"],
                "said": row["text"][self._language],
            }

    def _rows(self, table: str) -> Rows:
        asked = {name: value for name, value in self._only.items() if value is not None}
        return [row for row in self._assessment[table] if all(row[name] == asked[name] for name in asked)]

    def _case(self, row: Mapping[str, Any]) -> Record:
        name = self._places.get(row["area"], row["area"])
        return {"area_id": row["area"], "area": name, "period": row["period"], "basis": row["basis"]}

    def _band(self, row: Mapping[str, Any], bands: tuple[Band, ...]) -> Record:
        titles = {band.id: named(band, self._language) for band in bands}
        return {"band_id": row["band"], "band": titles.get(row["band"] or "")}
