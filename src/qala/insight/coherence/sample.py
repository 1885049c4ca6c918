"""The degrees and values of an assessment as arrays, one column a case: an area in a period."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from qala.engine.arrays import KNOWN, NOT_APPLICABLE, STATES, Bools, Floats
from qala.engine.tree import Tree
from qala.engine.verify import method_in
from qala.standard import Standard

OWN = frozenset(STATES[state] for state in KNOWN)


@dataclass(frozen=True)
class Sample:
    """cases: (area, period), sorted; degrees: (items, cases), nodes then indicators, NaN where there is none; values:
    (indicators, cases) own values after their transforms, NaN where there is none; known, asked: (indicators, cases).
    """

    standard: Standard
    tree: Tree
    cases: tuple[tuple[str, str], ...]
    degrees: Floats
    values: Floats
    known: Bools
    asked: Bools

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The ids of the items."""
        return (*(node.id for node in self.standard.nodes), *(one.id for one in self.standard.indicators))

    @cached_property
    def number(self) -> Mapping[str, int]:
        """The items by id."""
        return {name: index for index, name in enumerate(self.names)}

    @property
    def root(self) -> int:
        """The item that is the whole."""
        return self.number[self.standard.root.id]

    @cached_property
    def scored(self) -> tuple[int, ...]:
        """The indicators that count, as items, in the standard's order."""
        return tuple(sorted(self.tree.nodes + int(index) for index in self.tree.below[self.root]))

    @cached_property
    def industries(self) -> tuple[int, ...]:
        """The industries that count, as items."""
        items = [self.number[node.id] for node in self.standard.industries]
        return tuple(item for item in items if self.tree.scored[item])

    def family(self, node: int) -> tuple[list[int], list[float]]:
        """The children that count for a node, as items, and their weights."""
        children, weights = self.tree.of(node)
        pairs = zip(children.tolist(), weights.tolist(), strict=True)
        taken = [(child, weight) for child, weight in pairs if self.tree.scored[child] and weight > 0]
        return [child for child, _ in taken], [weight for _, weight in taken]

    def industry_of(self, item: int) -> int | None:
        """The industry that an item belongs to; None for what hangs right under the root."""
        while int(self.tree.parent[item]) != self.root:
            item = int(self.tree.parent[item])
        return item if item < self.tree.nodes else None


def sample_of(assessment: Mapping[str, Any], basis: str) -> Sample:
    """All cases of an assessment on a basis."""
    standard, tree = method_in(assessment)
    number = {one.id: index for index, one in enumerate(standard.indicators)}
    node = {one.id: index for index, one in enumerate(standard.nodes)}
    cases = sorted({(row["area"], row["period"]) for row in assessment["nodes"] if row["basis"] == basis})
    column = {case: index for index, case in enumerate(cases)}
    degrees = np.full((tree.nodes + len(number), len(cases)), np.nan)
    values = np.full((len(number), len(cases)), np.nan)
    known, asked = np.zeros((2, len(number), len(cases)), dtype=np.bool_)
    for row in assessment["nodes"]:
        if row["basis"] == basis and row["degree"] is not None:
            degrees[node[row["node"]], column[row["area"], row["period"]]] = row["degree"]
    for row in assessment["indicators"]:
        if row["basis"] != basis:
            continue
        at = number[row["indicator"]], column[row["area"], row["period"]]
        asked[at] = row["state"] != STATES[NOT_APPLICABLE]
        known[at] = row["state"] in OWN
        if row["degree"] is not None:
            degrees[tree.nodes + at[0], at[1]] = row["degree"]
        if row["transformed"] is not None and known[at]:
            values[at] = row["transformed"]
    return Sample(standard, tree, tuple(cases), degrees, values, known, asked)
