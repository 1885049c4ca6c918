"""Drawn weights: Dirichlet around the given ones, uniform within bounds, or mixed from named sets."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from qala.engine.arrays import Bools, Floats, Ints
from qala.engine.document import Computed
from qala.engine.tree import edge_weights
from qala.standard.uncertain import Robust


@dataclass(frozen=True)
class Weights:
    """(edges,) the weights of the assessment, each as a part of its node's whole, and the node of each edge; sets:
    (sets, edges) the same of the named sets.
    """

    rule: Robust
    given: Floats
    node: Ints
    sets: Floats

    def draw(self, random: np.random.Generator) -> Floats:
        """(edges,): one draw, not yet as parts of each node's whole; a weight of 0 stays 0.

        Dirichlet: gamma draws of shape c w, normalised, c = (n - 1) / spread^2 - 1 for n children, so that a mean
        weight has the relative standard deviation `spread`. Uniform: w (1 + b), b uniform in -spread to spread.
        Between: the sets mixed with weights that are themselves drawn evenly.
        """
        if self.rule.weights == "between":
            mix = random.standard_exponential(len(self.sets))
            drawn: Floats = (mix[:, None] / mix.sum() * self.sets).sum(axis=0)
        elif self.rule.weights == "uniform":
            drawn = self.given * (1 + self.rule.spread * (2 * random.random(self.given.size) - 1))
        else:
            drawn = random.standard_gamma(self.shape)
        return drawn

    @cached_property
    def shape(self) -> Floats:
        """(edges,): the shapes of the gamma draws."""
        children = np.bincount(self.node, weights=self.given > 0)[self.node]
        if not self.rule.spread:
            return self.given * 1e12
        return self.given * np.maximum((children - 1) / self.rule.spread**2 - 1, 1e-3)

    def shares(self, drawn: Floats) -> Floats:
        """(sets, edges): draws as parts of each node's whole."""
        return parts(drawn, self.node)

    def at(self, node: int) -> Bools:
        """(edges,): those of one node."""
        return np.asarray(self.node == node)


def parts(weights: Floats, node: Ints) -> Floats:
    """(sets, edges): each weight as a part of its node's whole; 0 where the whole is 0. node: (edges,), in order."""
    starts = np.flatnonzero(np.diff(node, prepend=-1))
    whole = np.repeat(np.add.reduceat(weights, starts, axis=1), np.diff([*starts, node.size]), axis=1)
    return np.where(whole > 0, weights / np.where(whole > 0, whole, 1.0), 0.0)


def weights_of(made: Computed) -> Weights:
    """The weights of an assessment, and of the sets that its standard's [robust] names."""
    tree, rule = made.tree, made.standard.robust
    node = np.repeat(np.arange(tree.nodes), np.diff(tree.start))
    counting = tree.scored[tree.children]
    schemes = [name if name in ("equal", "given") else f"set:{name}" for name in rule.sets]
    sets = [edge_weights(made.standard, tree, scheme) * counting for scheme in schemes]
    return Weights(
        rule,
        parts(tree.weights[None] * counting, node)[0],
        node,
        parts(np.array(sets).reshape(len(sets), node.size), node),
    )
