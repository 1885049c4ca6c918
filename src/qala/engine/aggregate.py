"""From the degrees of children to the degree of a node."""

from dataclasses import dataclass

import numpy as np

from qala.engine import elementary
from qala.engine.arrays import Bools, Floats, Ints
from qala.errors import CannotAssess


@dataclass(frozen=True)
class Family:
    """The children of one node in all cases, in the tree's order.

    passed: (children, cases) what they pass on, NaN where nothing; counted: (children, cases) whether they are asked at
    all; weights: (children,), > 0 for every child that is counted anywhere.
    """

    passed: Floats
    counted: Bools
    weights: Floats

    @property
    def known(self) -> Bools:
        """(children, cases): asked and passing something on."""
        return self.counted & ~np.isnan(self.passed)


def arithmetic(passed: Floats, known: Bools, weights: Floats) -> Floats:
    """Weighted mean of each column, weights renormalised over what is known; NaN where nothing is.

    passed, known: (children, cases); weights: (children,). Children are added one by one in the tree's order.
    Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), section 6.5.
    """
    total, weight = _accumulate(np.where(known, passed, 0.0), known, weights)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(weight > 0, total / weight, np.nan)


def geometric(passed: Floats, known: Bools, weights: Floats, zeros: str, node: str) -> Floats:
    """Weighted geometric mean of each column: exp(sum of w ln d / sum of w).

    Raises CannotAssess where a known degree is 0 and `zeros` is refuse, and always where one is negative.
    """
    least = np.where(known, passed, np.inf)
    if (least < 0).any() or (zeros == "refuse" and (least == 0).any()):
        raise CannotAssess("assess.zero_degree", node=node)
    logs = elementary.log(np.where(known, passed, 1.0))
    total, weight = _accumulate(np.where(known, logs, 0.0), known, weights)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(weight > 0, elementary.exp(total / weight), np.nan)


def shares(known: Bools, weights: Floats) -> Floats:
    """(children, cases): each known child's part of the weight known; 0 for the others."""
    _, weight = _accumulate(np.zeros(known.shape), known, weights)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(known & (weight > 0), weights[:, None] / weight, 0.0)


def gate(family: Family, least: float) -> Bools:
    """(cases,): whether the share of asked children that pass something on reaches `least`, and any does."""
    have, asked = tally(family.known), tally(family.counted)
    return (have > 0) & (have >= least * asked - 1e-12)


def tally(flags: Bools) -> Ints:
    """(cases,): how many of the rows are true."""
    total = np.zeros(flags.shape[1], dtype=np.int64)
    for row in flags:
        total += row
    return total


def _accumulate(terms: Floats, known: Bools, weights: Floats) -> tuple[Floats, Floats]:
    total, weight = np.zeros(terms.shape[1]), np.zeros(terms.shape[1])
    for term, here, own in zip(terms, known, weights, strict=True):
        total += own * term
        weight += own * here
    return total, weight
