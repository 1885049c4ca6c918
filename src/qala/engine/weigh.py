"""Weights that are derived: from how the children vary and agree (pca, entropy, critic, equal-influence), or from
pairwise judgements (ahp).

They are taken once for a whole assessment, from the degrees that the given weights make: of the reference areas in all
periods asked for, on the first basis, where all children of the node are known. The same weights then hold everywhere,
so that areas and periods stay comparable; they stand in the assessment under `parameters.weights`.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from qala.engine import elementary
from qala.engine.arrays import Floats, Ints
from qala.engine.exact import deviation
from qala.engine.grid import Cases
from qala.engine.matrix import as_floats, correlations, first_component
from qala.engine.peers import Block
from qala.engine.rollup import Rolled
from qala.engine.tree import Tree
from qala.errors import CannotAssess
from qala.standard import Node, Standard
from qala.standard.judgements import Weighed, weighed

LEAST = 3
"""So many cases at least, with all children known, are needed to see how children vary."""


@dataclass(frozen=True, slots=True)
class Derived:
    """The weights that a method gave the children of a node, numbered as items; ratio: AHP's consistency ratio."""

    node: int
    method: str
    children: tuple[int, ...]
    weights: tuple[float, ...]
    ratio: float | None = None


def derives(standard: Standard) -> bool:
    """Whether any node's weights are derived."""
    return any(node.weights in METHODS or node.weights == "ahp" for node in standard.nodes)


def derive(
    standard: Standard, tree: Tree, rolled: Rolled, cases: Cases, by_period: tuple[Block, ...]
) -> tuple[Derived, ...]:
    """The derived weights of all nodes that name a method.

    Raises CannotAssess where the figures or judgements do not allow it.
    """
    columns = [
        block.reference
        for block, period in zip(by_period[: len(cases.periods)], cases.periods, strict=True)
        if period in cases.asked
    ]
    reference = np.concatenate(columns)
    found = []
    for number, node in enumerate(standard.nodes):
        items, rows, given = rolled.family(tree, number)
        if node.weights == "ahp":
            found.append(_ahp(standard, node, number, items))
        elif node.weights in METHODS and len(items) > 1:
            sample = _complete(node, np.array(rows), reference)
            weights = METHODS[node.weights](node, sample, given)
            found.append(Derived(number, node.weights, tuple(items), tuple(as_floats(weights).tolist())))
    return tuple(found)


def with_weights(tree: Tree, derived: tuple[Derived, ...]) -> Tree:
    """The tree with derived weights in place of the given ones."""
    weights = tree.weights.copy()
    for one in derived:
        span = range(int(tree.start[one.node]), int(tree.start[one.node + 1]))
        new = dict(zip(one.children, one.weights, strict=True))
        for place in span:
            weights[place] = new.get(int(tree.children[place]), weights[place])
    return replace(tree, weights=weights)


def _complete(node: Node, rows: Floats, reference: Ints) -> Floats:
    """(children, n): the reference cases in which all children are known."""
    sample = rows[:, reference]
    sample = sample[:, ~np.isnan(sample).any(axis=0)]
    if sample.shape[1] < LEAST:
        raise CannotAssess("assess.too_few_for_weights", node=node.id, have=sample.shape[1], needed=LEAST)
    return sample


def principal_component(node: Node, sample: Floats, _given: Floats) -> list[float]:
    """The absolute loadings of the first principal component of the correlations.

    Source: OECD/JRC Handbook (2008), section 6.1; absolute, since the sign of a component is arbitrary.
    """
    return [abs(loading) for loading in first_component(_related(node, sample))[1]]


def entropy(node: Node, sample: Floats, _given: Floats) -> list[float]:
    """1 minus the entropy of each child's shares over the cases: what is the same everywhere tells nothing.

    p = x / sum x; e = -sum p ln p / ln n. Raises CannotAssess for negatives. Source: Hwang and Yoon (1981), 2.2.
    """
    if (sample < 0).any():
        raise CannotAssess("assess.entropy_negative", node=node.id)
    found = []
    for row in sample:
        whole = math.fsum(row.tolist())
        share = row[row > 0] / whole if whole > 0 else np.array([1.0])
        spread = -math.fsum((share * elementary.log(share)).tolist()) / math.log(row.size)
        found.append(1 - spread if 1 - spread > 1e-9 else 0.0)
    return _not_all_zero(node, found)


def critic(node: Node, sample: Floats, _given: Floats) -> list[float]:
    """The standard deviation of each child times the sum of 1 minus its correlations: contrast and conflict.

    Source: Diakoulaki, Mavrotas and Papayannakis (1995), equations 2 to 5.
    """
    related = _related(node, sample)
    conflict = [math.fsum(1 - cell for cell in row) for row in related]
    return _not_all_zero(node, [deviation(row) * own for row, own in zip(sample, conflict, strict=True)])


def equal_influence(node: Node, sample: Floats, given: Floats) -> list[float]:
    """Weights under which the squared correlations of the children with their weighted mean stand to each other as the
    given weights do: what is meant as importance becomes influence.

    Source: Becker, Saisana, Paruolo and Vandecasteele (2017), section 4, with linear correlation ratios.
    Raises CannotAssess where no weights do that, as where a child runs against the others.
    """
    related = np.array(_related(node, sample))
    spread = np.array([deviation(row) for row in sample])
    wanted = given / math.fsum(given.tolist())
    weights = wanted / spread
    for _ in range(20_000):
        pull = [math.fsum((row * weights * spread).tolist()) for row in related]
        if min(pull) <= 0:
            break
        squares = np.array([cell * cell for cell in pull])
        share = squares / math.fsum(squares.tolist())
        if np.abs(share - wanted).max() < 1e-12:
            whole = math.fsum(weights.tolist())
            return [weight / whole for weight in weights.tolist()]
        weights = weights * np.sqrt(np.sqrt(wanted / share))
    raise CannotAssess("assess.no_equal_influence", node=node.id)


METHODS: dict[str, Callable[[Node, Floats, Floats], list[float]]] = {
    "pca": principal_component,
    "entropy": entropy,
    "critic": critic,
    "equal-influence": equal_influence,
}


def _related(node: Node, sample: Floats) -> list[list[float]]:
    found = correlations(sample)
    if any(math.isnan(cell) for row in found for cell in row):
        raise CannotAssess("assess.constant_child", node=node.id)
    return found


def _not_all_zero(node: Node, weights: list[float]) -> list[float]:
    if not any(weight > 0 for weight in weights):
        raise CannotAssess("assess.constant_child", node=node.id)
    return weights


def _ahp(standard: Standard, node: Node, number: int, items: list[int]) -> Derived:
    """The weights of pairwise judgements, from ahp.csv, and how consistent they are: see qala.standard.judgements."""
    names = [_name(standard, item) for item in items]
    found = weighed(standard.judgements.get(node.id, {}), names)
    if not isinstance(found, Weighed):
        raise CannotAssess("assess.no_judgement", node=node.id, one=found[0], other=found[1])
    if found.ratio > standard.consistency:
        limit = f"{standard.consistency:g}"
        raise CannotAssess("assess.inconsistent", node=node.id, ratio=f"{found.ratio:.2f}", limit=limit)
    return Derived(number, "ahp", tuple(items), tuple(as_floats(list(found.weights)).tolist()), max(0.0, found.ratio))


def _name(standard: Standard, item: int) -> str:
    nodes = len(standard.nodes)
    return standard.nodes[item].id if item < nodes else standard.indicators[item - nodes].id
