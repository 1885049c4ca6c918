"""Shapley values of the children in a Copeland score."""

from itertools import combinations
from math import comb

import numpy as np

from qala.engine.aggregate import copeland
from qala.engine.arrays import Floats
from qala.engine.grid import Cases

MOST_CHILDREN, MOST_AREAS = 12, 500
"""Beyond these the subsets or the pairs are too many, and no points are told."""


def copeland_values(passed: Floats, weights: Floats, cases: Cases) -> Floats:
    """(children, cases): each child's Shapley value in the score; NaN where a child is not known."""
    found = np.full(passed.shape, np.nan)
    for basis in range(len(cases.bases)):
        for period in range(len(cases.periods)):
            columns = cases.span(basis, period).start + np.flatnonzero(cases.assessed)
            found[:, columns] = _values(passed[:, columns], weights)
    return found


def _values(passed: Floats, weights: Floats) -> Floats:
    """Each child's mean marginal wins minus losses over all orders in which the children could be asked."""
    children = passed.shape[0]
    known = ~np.isnan(passed)
    if children > MOST_CHILDREN or passed.shape[1] > MOST_AREAS:
        return np.full(passed.shape, np.nan)
    total: dict[tuple[int, ...], Floats] = {
        subset: _score(passed[list(subset)], weights[list(subset)])
        for size in range(children + 1)
        for subset in combinations(range(children), size)
    }
    found = np.zeros(passed.shape)
    for child in range(children):
        others = [other for other in range(children) if other != child]
        for size in range(children):
            part = 1 / (children * comb(children - 1, size))
            for subset in combinations(others, size):
                with_it = tuple(sorted((*subset, child)))
                found[child] += part * (total[with_it] - total[subset])
    return np.where(known, found, np.nan)


def _score(passed: Floats, weights: Floats) -> Floats:
    """The score from some of the children alone; an area of which none is known neither wins nor loses."""
    return np.nan_to_num(copeland(passed, weights)) if passed.shape[0] else np.zeros(passed.shape[1])
