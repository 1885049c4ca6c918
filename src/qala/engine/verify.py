"""Recomputing an assessment from what it holds, and comparing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from qala.areas.model import Area, AreaEvent, Areas, Text
from qala.engine.document import Settings
from qala.engine.run import as_asked, assess
from qala.engine.tree import Tree, flatten
from qala.engine.weigh import Derived, with_weights
from qala.standard import Standard, parse_standard
from qala.values.model import COLUMNS, Values


@dataclass(frozen=True)
class Verdict:
    """What came of recomputing: both digests, the largest difference of a degree, every cell whose band changed."""

    said: str
    found: str
    engines: tuple[str, str]
    largest: float
    largest_at: tuple[str, str, str, str] | None
    bands: tuple[tuple[str, str, str, str, str | None, str | None], ...]
    inputs: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether the digests are equal."""
        return self.said == self.found


def verify(document: Mapping[str, Any], standard: Standard | None = None, values: Values | None = None) -> Verdict:
    """Recomputes an assessment, with another standard or other values where they are given.

    inputs names those of standard, areas, values whose digest is not the one that the assessment says.
    """
    own = standard or parse_standard(document["standard"]["pack"])
    table = values or values_in(document)
    asked = settings_in(document)
    again = assess(own, table, asked, areas_in(document))
    key = ("area", "node", "period", "basis")
    former = {tuple(cell[name] for name in key): cell for cell in document["nodes"]}
    largest, largest_at, bands = 0.0, None, []
    for cell in again["nodes"]:
        at = tuple(cell[name] for name in key)
        before = former.get(at, {"degree": None, "band": None})
        if cell["band"] != before["band"]:
            bands.append((*at, before["band"], cell["band"]))
        one, other = cell["degree"], before["degree"]
        gap = abs(one - other) if one is not None and other is not None else 0.0 if one is other else float("inf")
        if gap > largest:
            largest, largest_at = gap, at
    inputs = tuple(
        name for name in ("standard", "areas", "values") if again[name]["sha256"] != document[name]["sha256"]
    )
    engines = (document["engine"], again["engine"])
    return Verdict(document["digest"], again["digest"], engines, largest, largest_at, tuple(bands), inputs)


def settings_in(document: Mapping[str, Any]) -> Settings:
    """What an assessment was asked for."""
    settings = document["settings"]
    return Settings(
        tuple(settings["periods"]),
        tuple(settings["bases"]),
        document["values"]["known_at"],
        settings.get("weights"),
        tuple(settings.get("own_weights", {}).items()),
        settings.get("kind"),
        settings["seed"],
    )


def method_in(document: Mapping[str, Any], own: Standard | None = None) -> tuple[Standard, Tree]:
    """The standard of an assessment and its tree, with the weights that were asked for and those that were derived.

    own: the standard as the assessment's pack has it, where it is read already.
    """
    standard = as_asked(own or parse_standard(document["standard"]["pack"]), settings_in(document))
    number = {node.id: index for index, node in enumerate(standard.nodes)}
    number |= {one.id: index for index, one in enumerate(standard.indicators, len(number))}
    rows: dict[str, list[tuple[int, float]]] = {}
    for row in document["parameters"].get("weights", []):
        rows.setdefault(row["node"], []).append((number[row["child"]], row["weight"]))
    derived = tuple(
        Derived(number[node], "", tuple(child for child, _ in found), tuple(weight for _, weight in found))
        for node, found in rows.items()
    )
    return standard, with_weights(flatten(standard), derived)


def values_in(document: Mapping[str, Any]) -> Values:
    """The values that an assessment holds."""
    return Values.of(pl.DataFrame(document["values"]["table"], schema=COLUMNS))


def areas_in(document: Mapping[str, Any]) -> Areas:
    """The places that an assessment holds."""
    records = tuple(Area(**{**row, "name": Text(**row["name"])}) for row in document["areas"]["records"])
    return Areas(records, tuple(AreaEvent(*event) for event in document["areas"]["events"]))
