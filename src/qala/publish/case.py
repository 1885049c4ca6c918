"""One area in one period on one basis, with its rows of the assessment, in one language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qala.standard import Indicator, Node, Standard
from qala.texts import Language


@dataclass(frozen=True)
class Case:
    """All rows of one area, by the id of their node or indicator, and the names of all places; robust: how firm nodes
    are, where that was asked; traits: their characteristics.
    """

    standard: Standard
    area: str
    period: str
    basis: str
    language: Language
    rows: Mapping[str, Mapping[str, Any]]
    places: Mapping[str, str]
    findings: Mapping[str, tuple[Mapping[str, Any], ...]]
    robust: Mapping[str, Mapping[str, Any]]
    traits: Mapping[tuple[str, str], Mapping[str, Any]]

    @classmethod
    def of(
        cls, assessment: Mapping[str, Any], standard: Standard, area: str, period: str, basis: str, language: Language
    ) -> "Case":
        """The case of an assessment."""
        rows = {
            row[name]: row
            for table, name in (("nodes", "node"), ("indicators", "indicator"))
            for row in assessment[table]
            if (row["area"], row["period"], row["basis"]) == (area, period, basis)
        }
        places = {row["id"]: row["name"][language] for part in ("rows", "others") for row in assessment["areas"][part]}
        findings: dict[str, tuple[Mapping[str, Any], ...]] = {}
        for finding in assessment["findings"]:
            row = rows.get(finding["indicator"])
            if row and finding["area"] in {row["boundary"], area} and finding["period"] in _periods(row):
                findings[finding["indicator"]] = (*findings.get(finding["indicator"], ()), finding)
        robust = {
            row["node"]: row
            for row in (assessment["robustness"] or {"nodes": ()})["nodes"]
            if (row["area"], row["period"], row["basis"]) == (area, period, basis)
        }
        traits = {
            (row["node"], row["characteristic"]): row
            for row in assessment["characteristics"]
            if (row["area"], row["period"], row["basis"]) == (area, period, basis)
        }
        return cls(standard, area, period, basis, language, rows, places, findings, robust, traits)

    @property
    def name(self) -> str:
        """The name of the area."""
        return self.places[self.area]

    def place(self, id_: str) -> str:
        """The name of a place; its id where it has none."""
        return self.places.get(id_, id_)

    def below(self, node: Node) -> tuple[Indicator, ...]:
        """The indicators asked under a node."""
        return self.standard.asked_below[node.id]

    def in_state(self, node: Node, state: str) -> list[Indicator]:
        """The indicators under a node that are in a state."""
        return [one for one in self.below(node) if self.rows[one.id]["state"] == state]

    def boundaries(self, node: Node) -> tuple[str, ...]:
        """The other places whose figures stand for the area's own under a node."""
        counts = "degree" if self.standard.scores else "value"
        used = [self.rows[one.id] for one in self.below(node) if self.rows[one.id][counts] is not None]
        return tuple(dict.fromkeys(self.place(row["boundary"]) for row in used if row["boundary"] != self.area))

    def open_findings(self, node: Node) -> bool:
        """Whether a finding that someone has to answer stands at a figure that counts under a node."""
        return any(
            finding["severity"] != "note"
            for one in self.below(node)
            if self.rows[one.id]["degree"] is not None
            for finding in self.findings.get(one.id, ())
        )


def _periods(row: Mapping[str, Any]) -> set[str]:
    return {row["period"], row["value_period"] or row["period"], *(one["period"] for one in row["pool"])}
