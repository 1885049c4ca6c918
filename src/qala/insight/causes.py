"""Why degrees differ between two cases: value, coverage, boundary, method.

Along one method, the rows of both say all that is needed; where the methods differ, each is also computed anew from
what it holds with the method of the other. Along one method, value and boundary are the change over the indicators
known both times, boundary where the figure describes another place than before, and coverage is the rest: what
indicators known only once make, and the gates that they open or close. Along two methods the mean is taken of changing
the figures first and the method first; method is what remains. The four add up to the change.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from qala.engine.arrays import STATES, Floats
from qala.engine.document import Computed, Settings
from qala.engine.grid import Cases
from qala.engine.rollup import Graded, roll_up
from qala.engine.run import compute
from qala.engine.tree import Tree
from qala.engine.verify import areas_in, method_in, settings_in, values_in
from qala.insight.explain import chosen_of, standard_of
from qala.standard import Standard
from qala.values.model import Values

CAUSES = ("value", "coverage", "boundary", "method")
Split = dict[tuple[str, str], dict[str, float]]


@dataclass(frozen=True)
class Half:
    """One of two assessments that are compared: its document, method and settings, and which period and basis."""

    document: Mapping[str, Any]
    standard: Standard
    settings: Settings
    period: str
    basis: str

    @classmethod
    def of(cls, document: Mapping[str, Any], period: str | None, basis: str | None) -> "Half":
        """An assessment's last period and first basis where none is named. Raises BadUse for unknown ones."""
        chosen, on = chosen_of(document, period, basis)
        return cls(document, standard_of(document), settings_in(document), chosen, on)

    @cached_property
    def values(self) -> Values:
        """Its figures."""
        return values_in(self.document)

    @property
    def method(self) -> tuple[object, ...]:
        """What makes the method: the standard, the weights asked for, and those that were derived."""
        derived = tuple(tuple(sorted(row.items())) for row in self.document["parameters"].get("weights", ()))
        return self.standard.sha256, self.settings.weights, self.settings.own_weights, derived

    def by(self, other: "Half") -> "View":
        """This half's figures by the other's method, with the facts that only the other one keeps."""
        lacking = other.values.frame.filter(~pl.col("fact").is_in(self.values.frame["fact"].unique().to_list()))
        table = Values.of(pl.concat([self.values.frame, lacking])) if lacking.height else self.values
        asked = replace(self.settings, weights=other.settings.weights, own_weights=other.settings.own_weights)
        return View.of(compute(other.standard, table, asked, areas_in(self.document)), self.period, self.basis)


@dataclass(frozen=True)
class View:
    """One period and basis of an assessment, over some areas.

    whole: (nodes, areas) degrees of the nodes; graded: the indicators; boundaries: (indicators, areas) the places.
    """

    standard: Standard
    tree: Tree
    areas: tuple[str, ...]
    whole: Floats
    graded: Graded
    boundaries: "np.typing.NDArray[np.str_]"

    @classmethod
    def of(cls, made: Computed, period: str, basis: str) -> "View":
        """The columns of a period and a basis."""
        cases, nodes = made.grid.cases, made.tree.nodes
        span = cases.span(cases.bases.index(basis), cases.periods.index(period))
        graded = Graded(made.scores.degrees[:, span], made.scores.transformed[:, span], made.scores.states[:, span])
        names = np.array([*made.grid.places.code, ""])
        whole = made.result.degrees[:nodes, span]
        return cls(made.standard, made.tree, cases.areas, whole, graded, names[made.grid.boundaries[:, span]])

    @classmethod
    def told(cls, half: Half, areas: tuple[str, ...]) -> "View":
        """What the rows of an assessment say of some areas; where there is none, nothing is known."""
        standard, tree = method_in(half.document, half.standard)
        whole = _told(half, "nodes", [one.id for one in standard.nodes], areas)
        rows = _told(half, "indicators", [one.id for one in standard.indicators], areas)
        degrees = np.vstack([_numbers(whole, "degree"), _numbers(rows, "degree")])
        states = np.array([[STATES.index(row.get("state", "missing")) for row in line] for line in rows], dtype=np.int8)
        graded = Graded(degrees, _numbers(rows, "transformed"), states)
        places = np.array([[row.get("boundary", "") for row in line] for line in rows])
        return cls(standard, tree, areas, degrees[: tree.nodes].copy(), graded, places)

    def over(self, areas: tuple[str, ...]) -> "View":
        """The view over some of its areas."""
        columns = [self.areas.index(area) for area in areas]
        graded = self.graded
        few = Graded(graded.degrees[:, columns], graded.values[:, columns], graded.states[:, columns])
        return replace(
            self, areas=areas, whole=self.whole[:, columns], graded=few, boundaries=self.boundaries[:, columns]
        )

    @property
    def indicators(self) -> Floats:
        """(indicators, areas): the degrees of the indicators."""
        found: Floats = self.graded.degrees[self.tree.nodes :]
        return found

    def rolled(self, indicators: Floats) -> Floats:
        """(nodes, areas): degrees of the nodes from other degrees of the indicators, without gates."""
        nodes, here = self.tree.nodes, np.ones(len(self.areas), dtype=np.bool_)
        degrees = np.full(self.graded.degrees.shape, np.nan)
        degrees[nodes:] = indicators
        values = np.where(np.isnan(indicators), np.nan, self.graded.values)
        one = Cases(("",), ("",), ("",), self.areas, here)
        graded = Graded(degrees, values, self.graded.states)
        return roll_up(self.standard, self.tree, graded, one, gates=False).degrees[:nodes]


def _told(half: Half, table: str, ids: list[str], areas: tuple[str, ...]) -> list[list[Mapping[str, Any]]]:
    """The rows of a table by id and area; an empty one where there is none."""
    found = {
        (row[table[:-1]], row["area"]): row
        for row in half.document[table]
        if (row["period"], row["basis"]) == (half.period, half.basis)
    }
    return [[found.get((id_, area), {}) for area in areas] for id_ in ids]


def _numbers(rows: list[list[Mapping[str, Any]]], name: str) -> Floats:
    cells = [[row.get(name) for row in line] for line in rows]
    return np.array([[np.nan if cell is None else cell for cell in line] for line in cells], dtype=np.float64)


def causes(before: Half, after: Half, areas: tuple[str, ...]) -> Split:
    """(area, node): the four parts of the change, where the degree is known both times."""
    if before.method == after.method:
        old, new = View.told(before, areas), View.told(after, areas)
        return {key: {**parts, "method": 0.0} for key, parts in _data(old, new).items()}
    old, new = before.by(before).over(areas), after.by(after).over(areas)
    by_old = _data(old, after.by(before).over(areas))
    by_new = _data(before.by(after).over(areas), new)
    start, end = _degrees(old), _degrees(new)
    found: Split = {}
    for key in start.keys() & end.keys():
        ways = [split[key] for split in (by_old, by_new) if key in split]
        parts = {cause: sum(way[cause] for way in ways) / max(1, len(ways)) for cause in CAUSES[:3]}
        found[key] = {**parts, "method": end[key] - start[key] - sum(parts.values())}
    return found


def _degrees(view: View) -> dict[tuple[str, str], float]:
    return {
        (area, node.id): float(view.whole[number, column])
        for number, node in enumerate(view.standard.nodes)
        for column, area in enumerate(view.areas)
        if not np.isnan(view.whole[number, column])
    }


def _data(one: View, other: View) -> Split:
    """The change by one method from the figures of one view to those of another: value, boundary, coverage."""
    old, new = one.indicators, other.indicators
    common = ~np.isnan(old) & ~np.isnan(new)
    moved = common & (one.boundaries != other.boundaries)

    def rolled(indicators: Floats) -> Floats:
        return one.rolled(np.where(common, indicators, np.nan))

    start, end = rolled(old), rolled(new)
    values_first, places_first = rolled(np.where(moved, old, new)), rolled(np.where(moved, new, old))
    nothing = np.isnan(start)
    value = np.where(nothing, 0.0, ((values_first - start) + (end - places_first)) / 2)
    boundary = np.where(nothing, 0.0, ((end - values_first) + (places_first - start)) / 2)
    whole = other.whole - one.whole
    parts = {"value": value, "boundary": boundary, "coverage": whole - value - boundary}
    return {
        (area, node.id): {cause: float(part[number, column]) for cause, part in parts.items()}
        for number, node in enumerate(one.standard.nodes)
        for column, area in enumerate(one.areas)
        if not np.isnan(whole[number, column])
    }
