"""Means of means as matrix products: where every node below one is the same power mean, nothing is withheld and no
points are passed, the whole tree is one weighted mean of the indicators, and many replications one product.

An area in which an indicator is missing is corrected node by node: the weights known there no longer add up to 1.
Source: nested power means of one exponent are one power mean with multiplied weights (Hardy, Littlewood and Polya
1934, Inequalities, 2.9).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from qala.engine import elementary
from qala.engine.aggregate import power_of
from qala.engine.arrays import Bools, Floats, Ints
from qala.engine.tree import Tree
from qala.standard import Standard

ROWS = 64
"""Products are of multiples of so many replications."""
CASES = 512
"""So many cases are worked on at a time: what is done to them then stays in the processor's own memory."""


@dataclass(frozen=True)
class Family:
    """A node whose children are all indicators: its number among the nodes, the places of its children's weights among
    the edges, and of the children among the leaves.
    """

    node: int
    edges: Ints
    leaves: Ints


@dataclass(frozen=True)
class Means:
    """The tree below one node: steps (edge, node above, item below) from the top down, which items are indicators,
    and the families of indicators; leaves: (leaves,) the indicators, as items.
    """

    exponent: float
    top: int
    steps: tuple[tuple[int, int, int], ...]
    leaves: Ints
    families: tuple[Family, ...]

    def image(self, degrees: Floats) -> Floats:
        """What is averaged arithmetically: x^p, or ln x."""
        if self.exponent == 1:
            return degrees
        return elementary.log(degrees) if self.exponent == 0 else elementary.power(degrees, self.exponent)

    def back(self, image: Floats) -> Floats:
        """From the mean of images to the mean."""
        if self.exponent == 1:
            return image
        return elementary.exp(image) if self.exponent == 0 else elementary.power(image, 1 / self.exponent)

    def refused(self, degrees: Floats) -> Bools:
        """(cases,): in which a power mean does not exist."""
        if self.exponent == 1:
            return np.zeros(degrees.shape[1], dtype=np.bool_)
        with np.errstate(invalid="ignore"):
            return np.asarray((degrees <= 0 if self.exponent <= 0 else degrees < 0).any(axis=0))

    def multiplied(self, weights: Floats) -> Floats:
        """(replications, leaves): weights (replications, edges) multiplied down the tree."""
        above: dict[int, Floats] = {self.top: np.ones(len(weights))}
        found = np.empty((len(weights), self.leaves.size))
        place = {int(leaf): number for number, leaf in enumerate(self.leaves)}
        for edge, node, item in self.steps:
            whole = above[node] * weights[:, edge]
            if item in place:
                found[:, place[item]] = whole
            else:
                above[item] = whole
        return found


def means_of(standard: Standard, tree: Tree, top: int) -> Means | None:
    """The tree below a node as one mean; None where it is none."""
    exponent = power_of(standard.nodes[top].aggregate)
    if exponent is None or (exponent <= 0 and standard.zeros == "keep"):
        return None
    steps: list[tuple[int, int, int]] = []
    families: list[Family] = []
    leaves: list[int] = []
    for node in _downward(tree, top):
        row = standard.nodes[node]
        plain = row.missing == "exclude" and not row.min_coverage and not row.impute
        plain &= row.weights != "benefit-of-the-doubt"
        start = int(tree.start[node])
        taken = [
            (start + place, int(child)) for place, child in enumerate(tree.of(node)[0]) if _counts(tree, start + place)
        ]
        if not plain or power_of(row.aggregate) != exponent or not taken:
            return None
        if any(_points(standard, tree, child) for _, child in taken):
            return None
        below = [child for _, child in taken if child >= tree.nodes]
        if below and len(below) < len(taken):
            return None
        if below:
            edges = np.array([edge for edge, _ in taken])
            families.append(Family(node, edges, len(leaves) + np.arange(len(below))))
            leaves += below
        steps += [(edge, node, child) for edge, child in taken]
    return Means(exponent, top, tuple(steps), np.array(leaves), tuple(families))


def _counts(tree: Tree, edge: int) -> bool:
    return bool(tree.scored[tree.children[edge]] and tree.weights[edge] > 0)


def _points(standard: Standard, tree: Tree, item: int) -> bool:
    row = standard.nodes[item] if item < tree.nodes else standard.indicators[item - tree.nodes]
    return bool(row.points)


def _downward(tree: Tree, top: int) -> Iterator[int]:
    waiting = [top]
    while waiting:
        node = waiting.pop(0)
        yield node
        start = int(tree.start[node])
        waiting += [
            child
            for place, child in enumerate(tree.of(node)[0].tolist())
            if child < tree.nodes and _counts(tree, start + place)
        ]


@dataclass(frozen=True)
class Gap:
    """Cases in which the same indicators of a family are missing: the known and the missing places within it, and the
    images of the known, (cases, known).
    """

    family: Family
    known: Ints
    missing: Ints
    cases: Ints
    images: Floats


@dataclass(frozen=True)
class Prepared:
    """The images of the degrees under a node, (cases, leaves), 0 where missing; the gaps; the cases without a mean."""

    means: Means
    images: Floats
    gaps: tuple[Gap, ...]
    refused: Bools

    def degrees(self, weights: Floats) -> Iterator[tuple[slice, Floats]]:
        """Some cases at a time: which, and (cases, replications) their degrees under weights (replications, edges).

        Weights are padded to a multiple of ROWS: the bits of a product then do not hang on how many there are.
        """
        count = len(weights)
        full = np.concatenate([weights, np.repeat(weights[-1:], -count % ROWS, axis=0)])
        flat = np.ascontiguousarray(self.means.multiplied(full).T)
        whole = self._corrected(full, flat) if self.gaps else None
        for start in range(0, len(self.images), CASES):
            cases = slice(start, start + CASES)
            part = self.means.back(self.images[cases] @ flat if whole is None else whole[cases])
            part[self.refused[cases]] = np.nan
            yield cases, part[:, :count]

    def _corrected(self, weights: Floats, flat: Floats) -> Floats:
        """(cases, replications): the means of the images, where something is missing divided by the weights known."""
        whole = self.images @ flat
        for gap in self.gaps:
            family = gap.family
            lost = np.add.reduce(weights[:, family.edges[gap.missing]], axis=1)
            with np.errstate(divide="ignore", invalid="ignore"):
                scaled = flat[family.leaves[gap.known]] * (lost / (1 - lost))
            whole[gap.cases] += gap.images @ scaled
        return whole


def prepared(means: Means, degrees: Floats) -> Prepared | None:
    """For degrees (items, cases); None where a whole family is missing somewhere, so that nodes above would change."""
    own = degrees[means.leaves]
    missing = np.isnan(own)
    refused = means.refused(own)
    gone = bool(missing.any())
    images = np.where(missing, 0.0, means.image(np.where(missing, 1.0, own))).T if gone else means.image(own).T
    if refused.any():
        images = np.where(refused[:, None], 0.0, images)
    gaps: list[Gap] = []
    for family in means.families:
        here = missing[family.leaves]
        at = np.flatnonzero(here.any(axis=0))
        if not at.size:
            continue
        if here[:, at].all(axis=0).any():
            return None
        patterns, group = np.unique(here[:, at], axis=1, return_inverse=True)
        for number in range(patterns.shape[1]):
            cases = at[group.reshape(-1) == number]
            known, lost = np.flatnonzero(~patterns[:, number]), np.flatnonzero(patterns[:, number])
            gaps.append(Gap(family, known, lost, cases, images[np.ix_(cases, family.leaves[known])]))
    return Prepared(means, np.ascontiguousarray(images), tuple(gaps), refused)
