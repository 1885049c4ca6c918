"""All that follows from degrees: bands, ranks, coverage, shares and contributions, for the assessment's own rows."""

from dataclasses import dataclass

import numpy as np

from qala.engine.aggregate import shares
from qala.engine.arrays import CARRIED, IMPUTED, KNOWN, NOT_APPLICABLE, Bools, Floats, Ints, States
from qala.engine.bands import BandsOf, rank
from qala.engine.contributions import contributions
from qala.engine.grid import Cases
from qala.engine.rollup import Rolled
from qala.engine.tree import Tree
from qala.standard import Standard


@dataclass(frozen=True)
class Result:
    """Items are nodes, then indicators, in the standard's order; arrays (items, cases) unless said otherwise.

    share: the part of its parent's known weight that an item has in a case, 0 where it has no degree or does not count;
    contribution: the points that it gives its parent's degree, NaN where none can be told; nominal: (items,) the part
    of its parent's whole weight; states: (indicators, cases); ranks: (nodes, cases), 0 where none; known, asked,
    filled: (nodes, cases) indicators at any depth; partial, imputed: (nodes, cases).
    """

    degrees: Floats
    passed: Floats
    bands: Ints
    ranks: Ints
    share: Floats
    contribution: Floats
    nominal: Floats
    states: States
    known: Ints
    asked: Ints
    filled: Ints
    partial: Bools
    imputed: Bools


def results(standard: Standard, tree: Tree, rolled: Rolled, values: Floats, states: States, cases: Cases) -> Result:
    """The bands, ranks, counts and contributions of rolled-up degrees."""
    degrees = rolled.degrees
    items = degrees.shape[0]
    bands = BandsOf(standard, degrees, values)
    share, nominal = weights_in_force(standard, tree, rolled)
    known, asked, filled, partial = _coverage(tree, states)
    return Result(
        degrees=degrees,
        passed=np.array([rolled.passed(item) for item in range(items)]),
        bands=np.array([bands.of(item) for item in range(items)]),
        ranks=np.array([_ranks(standard, degrees[node], node, cases) for node in range(tree.nodes)]),
        share=share,
        contribution=contributions(standard, tree, rolled, states, cases),
        nominal=nominal,
        states=states,
        known=known,
        asked=asked,
        filled=filled,
        partial=partial,
        imputed=np.array([rolled.imputed.get(node, np.zeros(cases.size, dtype=bool)) for node in range(tree.nodes)]),
    )


def weights_in_force(standard: Standard, tree: Tree, rolled: Rolled) -> tuple[Floats, Floats]:
    """Each item's part of its parent's known weight (items, cases), and of its whole weight (items,)."""
    found = np.zeros(rolled.degrees.shape)
    nominal = np.zeros(rolled.degrees.shape[0])
    for node in range(tree.nodes):
        items, rows, weights = rolled.family(tree, node)
        if items:
            found[items] = _shares(rolled, node, np.array(rows), weights)
            nominal[items] = weights / sum(weights.tolist())
    return found, nominal


def _shares(rolled: Rolled, node: int, rows: Floats, weights: Floats) -> Floats:
    """(children, cases): the part of the known weight; with the benefit of the doubt, the part of the degree."""
    if node not in rolled.doubts:
        return shares(~np.isnan(rows), weights)
    points = np.nan_to_num(rolled.doubts[node] * rows)
    degree = rolled.degrees[node]
    return np.where(degree > 0, points / np.where(degree > 0, degree, 1.0), 0.0)


def _coverage(tree: Tree, states: States) -> tuple[Ints, Ints, Ints, Bools]:
    known, asked, filled = np.zeros((3, tree.nodes, states.shape[1]), dtype=np.int64)
    partial = np.zeros((tree.nodes, states.shape[1]), dtype=np.bool_)
    for node in (item for item in tree.order if item < tree.nodes):
        for indicator in tree.below[node]:
            row = states[indicator]
            asked[node] += row != NOT_APPLICABLE
            known[node] += np.isin(row, KNOWN)
            filled[node] += (row == CARRIED) | (row == IMPUTED)
        partial[node] = (asked[node] > 0) & (known[node] == 0)
        for child in tree.of(node)[0]:
            if child < tree.nodes:
                partial[node] |= partial[child]
    return known, asked, filled, partial


def _ranks(standard: Standard, row: Floats, node: int, cases: Cases) -> Ints:
    """(cases,): ranks among the assessed areas of each basis and period."""
    found = np.zeros(cases.size, dtype=np.int64)
    decimals = standard.scale_of(standard.nodes[node]).round
    for basis in range(len(cases.bases)):
        for period in range(len(cases.periods)):
            span = cases.span(basis, period)
            found[span] = rank(np.where(cases.assessed, row[span], np.nan), decimals)
    return found
