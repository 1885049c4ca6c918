"""Which things rise and fall together: correlations over the cases in which both are known."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from qala.engine.arrays import Floats, count
from qala.engine.exact import within_reach
from qala.engine.matrix import correlations

LEAST = 5
"""Correlations are told over so many cases at least."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two indicators or nodes whose degrees correlate so over `cases` areas and periods."""

    one: str
    other: str
    correlation: float
    cases: int


def related(one: Floats, other: Floats) -> tuple[float | None, int]:
    """Pearson's correlation of two rows (cases,), NaN where not known, and over how many cases.

    None under LEAST cases, and where one of them does not vary.
    """
    both = ~(np.isnan(one) | np.isnan(other))
    cases = count(both)
    if cases < LEAST:
        return None, cases
    found = correlations(np.array([within_reach(row[both])[0] for row in (one, other)]))[0][1]
    return (None if math.isnan(found) else min(1.0, max(-1.0, found))), cases


def pairs_among(names: Sequence[str], rows: Floats) -> Iterator[Pair]:
    """All pairs of the rows (names, cases) whose correlation can be told, in the order of the names."""
    for one, other in combinations(range(len(names)), 2):
        found, cases = related(rows[one], rows[other])
        if found is not None:
            yield Pair(names[one], names[other], found, cases)


def chance(correlation: float, cases: int) -> float:
    """The probability of so strong a correlation, either way, between two normal variables that have none: p of 0..1.

    Student's t with cases - 2 degrees of freedom; its angle's sine is the correlation itself, so that the finite sums
    for whole degrees of freedom need no inverse. NaN under three cases. Source: Abramowitz and Stegun (1964), 26.7.3
    and 26.7.4.
    """
    freedom = cases - 2
    if freedom < 1:
        return math.nan
    sine = abs(correlation)
    square = max(0.0, 1 - sine * sine)
    odd = freedom % 2
    term, terms = (math.sqrt(square) if odd else 1.0), []
    for step in range(1, freedom // 2 + 1):
        terms.append(term)
        term *= square * ((2 * step) / (2 * step + 1) if odd else (2 * step - 1) / (2 * step))
    whole = sine * math.fsum(terms)
    inside = 2 / math.pi * (math.asin(min(1.0, sine)) + whole) if odd else whole
    return min(1.0, max(0.0, 1 - inside))
