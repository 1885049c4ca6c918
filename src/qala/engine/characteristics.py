"""The second reading of the same indicators: comfort, safety, efficiency, environmental friendliness."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from qala.engine.aggregate import arithmetic
from qala.engine.arrays import NOT_APPLICABLE, Floats, Ints
from qala.engine.results import Result
from qala.engine.tree import Tree
from qala.standard import Indicator, Node, Standard
from qala.standard.model import CHARACTERISTICS


@dataclass(frozen=True)
class Reading:
    """One characteristic of one industry or of the whole: degrees, known and asked, (cases,) each."""

    node: str
    characteristic: str
    degrees: Floats
    known: Ints
    asked: Ints


def readings(standard: Standard, tree: Tree, result: Result) -> Iterator[Reading]:
    """The weighted mean of the degrees of the indicators that name a characteristic, each counting in full.

    The weight of an indicator is its part among its siblings, multiplied down the path from the node. The node's
    missing rule holds, and a characteristic is given only in cases in which the node itself has a degree.
    """
    items: list[Node | Indicator] = [*standard.nodes, *standard.indicators]
    number = {item.id: index for index, item in enumerate(items)}
    for row in (standard.root, *standard.industries):
        node = number[row.id]
        for name in CHARACTERISTICS:
            below = [int(i) for i in tree.below[node] if name in standard.indicators[int(i)].characteristics]
            if not below:
                continue
            weights = np.array([_path_weight(tree, result, tree.nodes + i, node) for i in below])
            degrees = result.degrees[[tree.nodes + i for i in below]]
            counted = result.states[below] != NOT_APPLICABLE
            known = counted & ~np.isnan(degrees)
            if row.missing == "zero":
                degrees, known = np.where(known, degrees, standard.normalise.low), counted
            found = arithmetic(list(np.where(known, degrees, np.nan)), weights)
            complete = (known == counted).all(axis=0)
            if row.missing == "withhold":
                found = np.where(complete, found, np.nan)
            elif row.missing == "fail":
                found = np.where(complete, found, standard.normalise.low)
            found = np.where(np.isnan(result.degrees[node]), np.nan, found)
            yield Reading(row.id, name, found, known.astype(np.int64).sum(axis=0), counted.astype(np.int64).sum(axis=0))


def _path_weight(tree: Tree, result: Result, item: int, node: int) -> float:
    weight = 1.0
    while item != node:
        weight *= float(result.nominal[item])
        item = int(tree.parent[item])
    return weight
