"""What every node of an area would be if all that one kind of actor can change were at its best.

All groups are tried side by side in one way up the tree, by the engine itself: means, gates and weights are its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from qala.engine.tree import Tree
from qala.insight.bench import bench_of, can_move
from qala.standard import Standard
from qala.standard.model import INFLUENCES


@dataclass(frozen=True)
class Reach:
    """One kind of actor: how many scored indicators it can change, how many of them are known, and the degree of each
    node with all of them at their best; None where the node has no degree even then, or where it cannot be told.
    """

    influence: str
    asked: int
    known: int
    degrees: Mapping[str, float | None]


def reach(standard: Standard, tree: Tree, rows: Mapping[str, Mapping[str, Any]]) -> tuple[Reach, ...]:
    """A reach for each kind of actor that can change any scored indicator, the blank kind last.

    rows: all of one area in one case, by the id of their node or indicator. What is not known yet counts as known, at
    its best; a questioned figure stays out. Under a node where areas are ranked against each other, or weighted each to
    its advantage, nothing can be told.
    """
    bench = bench_of(standard, tree, rows)
    movable = [can_move(rows[one.id]) and one.scored for one in standard.indicators]
    order = {name: place for place, name in enumerate((*INFLUENCES, ""))}
    names = sorted({one.influence for one in standard.indicators if one.scored}, key=lambda name: order.get(name, 99))
    groups = [
        [
            index
            for index, one in enumerate(standard.indicators)
            if movable[index] and one.influence == name and not np.isnan(bench.best[index])
        ]
        for name in names
    ]
    trials = [bench.moved(np.array(group, dtype=np.int64), np.ones(1)) for group in groups]
    if not trials:
        return ()
    degrees = bench.rolled(np.concatenate(trials, axis=1))[0].degrees
    told = [index for index, node in enumerate(standard.nodes) if not against_others(standard, node.id)]
    found = []
    for trial, name in enumerate(names):
        mine = [one for one in standard.indicators if one.scored and one.influence == name and _asked(rows[one.id])]
        reached = {standard.nodes[index].id: _or_none(degrees[index, trial]) for index in told}
        known = sum(rows[one.id]["degree"] is not None for one in mine)
        found.append(Reach(name, len(mine), known, reached))
    return tuple(found)


def _asked(row: Mapping[str, Any]) -> bool:
    return bool(row["state"] != "not-applicable")


def _or_none(degree: float) -> float | None:
    return None if np.isnan(degree) else float(degree)


def against_others(standard: Standard, node: str) -> bool:
    """Whether a node, or one under it, hangs on the other areas."""
    one = standard.node.get(node)
    if one is None:
        return False
    own = one.aggregate == "copeland" or one.weights == "benefit-of-the-doubt"
    return own or any(against_others(standard, child) for child in standard.children[node])
