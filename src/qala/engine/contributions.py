"""How many points of a node's degree each child gave: they add up to the degree, whatever the mean.

Arithmetic mean and sum: exactly what was added. Power means, the geometric among them: the mean is itself a weighted
arithmetic mean of the children, with the weights w d, where d is the slope of x^p (or ln x) between the child's degree
and the mean; for p = 0, w / L(x, M) with the logarithmic mean L. Median and minimum: the children that decide.
Copeland: Shapley values of the wins and losses. Source: Reinsdorf, Diewert and Ehemann (2002), additive decompositions
of Fisher, Tornqvist and geometric mean indexes, section 3; Shapley (1953).
"""

import numpy as np

from qala.engine import elementary
from qala.engine.aggregate import by_case, power_of, shares
from qala.engine.arrays import KNOWN, Floats, States
from qala.engine.grid import Cases
from qala.engine.rollup import Rolled
from qala.engine.shapley import copeland_values
from qala.engine.tree import Tree
from qala.standard import Standard


def contributions(standard: Standard, tree: Tree, rolled: Rolled, states: States, cases: Cases) -> Floats:
    """(items, cases): the points of each item in its parent's degree, NaN where the parent has none.

    The root's is its degree. What a sum adds by itself, or a floor makes up, is the parent's own and not in here.
    """
    found = np.full(rolled.degrees.shape, np.nan)
    for node in range(tree.nodes):
        row, degree = standard.nodes[node], rolled.degrees[node]
        if row.aggregate == "count":
            _counted(standard, tree, states, node, found)
            continue
        items, rows, weights = rolled.family(tree, node)
        if not items:
            continue
        passed = np.array(rows)
        own = rolled.doubts.get(node)
        part = _part(row.aggregate, passed, weights, degree, cases) if own is None else own * passed
        lacking = np.isnan(degree) | rolled.imputed.get(node, np.False_)
        if row.missing == "fail":
            lacking |= np.isnan(passed).any(axis=0)
        found[items] = np.where(lacking, np.nan, part)
    root = standard.nodes.index(standard.root)
    found[root] = rolled.passed(root)
    return found


def _part(method: str, passed: Floats, weights: Floats, degree: Floats, cases: Cases) -> Floats:
    known = ~np.isnan(passed)
    exponent = power_of(method)
    if exponent == 1:
        return np.where(known, shares(known, weights) * passed, np.nan)
    if exponent is not None:
        return power_parts(passed, weights, degree, exponent)
    if method == "sum":
        return by_case(weights) * passed
    if method == "copeland":
        return copeland_values(passed, weights, cases)
    return _deciding(method, passed, weights, degree)


def power_parts(passed: Floats, weights: Floats, degree: Floats, exponent: float) -> Floats:
    """(children, cases): points under a power mean: M = sum of w d x / sum of w d over what is known.

    d = (x^p - M^p) / (x - M), and p M^(p-1) where x = M; for p = 0 with logarithms. A mean of 0 has parts of 0.
    """
    known = ~np.isnan(passed)
    with np.errstate(invalid="ignore", divide="ignore"):
        image = elementary.log if exponent == 0 else lambda values: elementary.power(values, exponent)
        gap = passed - degree
        near = np.abs(gap) <= 1e-7 * np.abs(degree)
        flat = 1 / degree if exponent == 0 else exponent * elementary.power(degree, exponent - 1)
        slope = np.where(near, flat, (image(passed) - image(degree)) / np.where(near, 1.0, gap))
        pull = np.where(known, by_case(weights) * slope, 0.0)
        whole = np.zeros(degree.shape)
        for row in pull:
            whole += row
        part = np.where(known, pull / whole * passed, np.nan)
        exact = np.zeros(degree.shape)
        for row in part:
            exact += np.nan_to_num(row)
        part = part * np.where(exact > 0, degree / exact, 1.0)
    return np.where(known & (degree == 0), 0.0, part)


def _deciding(method: str, passed: Floats, weights: Floats, degree: Floats) -> Floats:
    """The whole degree to the children at it; a median between two children half to each of them."""
    known = ~np.isnan(passed)
    close = 1e-12 * np.maximum(1.0, np.abs(degree))
    if method == "minimum":
        decides = known & (np.abs(passed - degree) <= close)
        return np.where(known, shares(decides, np.ones(weights.shape)) * degree, np.nan)
    with np.errstate(invalid="ignore"):
        below = np.where(passed <= degree + close, passed, np.nan)
        above = np.where(passed >= degree - close, passed, np.nan)
    lower, upper = np.fmax.reduce(below, axis=0), np.fmin.reduce(above, axis=0)
    halves = [shares(known & (passed == end), weights) * end / 2 for end in (lower, upper)]
    return np.where(known, halves[0] + halves[1], np.nan)


def _counted(standard: Standard, tree: Tree, states: States, node: int, found: Floats) -> None:
    """A count: one point for each indicator right below with an own value, and each node below its own count."""
    for item in tree.of(node)[0].tolist():
        if item >= tree.nodes:
            found[item] = np.isin(states[item - tree.nodes], KNOWN)
        else:
            found[item] = np.count_nonzero(np.isin(states[tree.all_below[item]], KNOWN), axis=0)
