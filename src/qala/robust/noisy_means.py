"""Errors of figures under means of means, one indicator at a time: draw, scale anew, add up, while all is near.

What `through_engine` does, where nothing else stands between a figure and the mean: no transform, treatment, gap or
limit of the scale in use, every area with a figure of its own.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from qala.engine.arrays import REPORTED, Floats, Ints
from qala.robust.bands import quick_bands, round_in_place
from qala.robust.errors import PLAIN, Errors
from qala.robust.factors import GIVEN
from qala.robust.into import Into
from qala.robust.means import Means, means_of
from qala.robust.problem import Problem, drawn_weights, streams_of
from qala.standard import Indicator, Standard


@dataclass(frozen=True)
class Drawn:
    """An indicator whose figures are drawn side by side: its number, figures and standard errors (areas,), the first of
    the drawn errors, the ends of what is possible.
    """

    indicator: int
    value: Floats
    error: Floats
    start: int
    low: float
    high: float


@dataclass(frozen=True)
class Plan:
    """The indicators in the order of their draws, and each node as a mean of them."""

    drawn: tuple[Drawn, ...]
    means: tuple[Means, ...]


def plan_of(problem: Problem, standard: Standard) -> Plan | None:
    """How errors are drawn; None where the engine itself has to do it."""
    means = [means_of(standard, problem.made.tree, node) for node in problem.nodes]
    plain = [one for one in means if one is not None and one.exponent == 1]
    cases = problem.made.grid.cases
    whole = len(cases.bases) == len(cases.asked) == 1 and cases.assessed.all() and standard.screen <= 0
    if (
        len(plain) < len(means)
        or not whole
        or standard.over != "period"
        or standard.reference not in ("assessed", "all")
    ):
        return None
    leaves = sorted({int(leaf) - problem.made.tree.nodes for one in plain for leaf in one.leaves})
    found = [_drawn(problem, standard.indicators[leaf], leaf) for leaf in leaves]
    known = sorted((one for one in found if one is not None), key=lambda one: one.start)
    bands = any(band.needs for node in problem.nodes for band in standard.scale_of(standard.nodes[node]).bands)
    overlap = any(one.start + one.value.size > other.start for one, other in pairwise(known))
    return None if len(known) < len(found) or bands or overlap else Plan(tuple(known), tuple(plain))


def _drawn(problem: Problem, indicator: Indicator, row: int) -> Drawn | None:
    """An indicator that has a figure everywhere and nothing between it and its min-max degree; else None."""
    grid, errors = problem.made.grid, problem.errors
    plain = indicator.treat == "none" and not indicator.transform.per and not indicator.transform.log
    fit = indicator.normalise.method == "minmax" and indicator.direction in ("higher", "lower")
    if not plain or not fit or (len(errors.shown) > 1 and indicator.window > 1):
        return None
    here = errors.shown[0]
    columns = problem.columns
    mine = np.flatnonzero((here.indicator == row) & (here.case >= columns[0]) & (here.case <= columns[-1]))
    figure = here.figure[mine]
    if mine.size != columns.size or (grid.states[row, columns] != REPORTED).any():
        return None
    key = errors.key[figure]
    if not _plain(errors, figure) or (np.diff(key) != 1).any():
        return None
    ends = float(errors.low[figure[0]]), float(errors.high[figure[0]])
    return Drawn(row, errors.value[figure], errors.above[figure], int(key[0]), *ends)


def _plain(errors: Errors, figure: Ints) -> bool:
    same = np.array_equal(errors.below[figure], errors.above[figure])
    return bool(same and (errors.kind[figure] == PLAIN).all() and not errors.half[figure].any())


def by_noisy_means(problem: Problem, standard: Standard, rows: Ints, into: Into) -> bool:
    """Writes scenarios in which the errors of figures are drawn, and perhaps weights; else says False."""
    values = streams_of(problem, rows, "values")
    if len(values) != 1 or values[0][0].about or GIVEN in values[0][1]:
        return False
    if any(streams_of(problem, rows, source) for source in ("missing", "goalposts")):
        return False
    plan = problem.noisy(standard, rows[0])
    if plan is None:
        return False
    factor, numbers = values[0]
    flat = [one.multiplied(drawn_weights(problem, rows)) for one in plan.means]
    place = [{int(leaf): column for column, leaf in enumerate(one.leaves)} for one in plan.means]
    found = np.empty((len(plan.means), len(rows), problem.columns.size))
    for replication, number in enumerate(numbers):
        weights = [
            {leaf: float(own[replication, column]) for leaf, column in at.items()}
            for own, at in zip(flat, place, strict=True)
        ]
        _replicate(problem, standard, plan, factor.generator(problem.seed, number), weights, found[:, replication])
    if np.isnan(found).any():
        return False
    for node, (number_, degrees) in enumerate(zip(problem.nodes, found, strict=True)):
        scale = standard.scale_of(standard.nodes[number_])
        own = round_in_place(np.ascontiguousarray(degrees.T), scale.round)
        into.put(node, slice(None), own, quick_bands(own, scale))
    return True


def _replicate(
    problem: Problem, standard: Standard, plan: Plan, random: np.random.Generator, weights: list[dict[int, float]],
    out: Floats,
) -> None:  # fmt: skip
    """One replication: out (nodes, areas)."""
    nodes = problem.made.tree.nodes
    error = np.empty(out.shape[1])
    base = np.zeros(len(out))
    out[:] = 0.0
    at = 0
    for one in plan.drawn:
        if one.start > at:
            random.standard_normal(one.start - at)
        random.standard_normal(out=error)
        at = one.start + error.size
        np.multiply(error, one.error, out=error)
        np.add(error, one.value, out=error)
        if np.isfinite(one.low) or np.isfinite(one.high):
            np.clip(error, one.low, one.high, out=error)
        least, greatest = float(np.minimum.reduce(error)), float(np.maximum.reduce(error))
        row = standard.indicators[one.indicator]
        ends = (
            (row.normalise.high, row.normalise.low)
            if row.direction == "lower"
            else (row.normalise.low, row.normalise.high)
        )
        slope = (ends[1] - ends[0]) / (greatest - least) if greatest > least else np.nan
        users = [place for place, own in enumerate(weights) if nodes + one.indicator in own]
        for place in users:
            weight = weights[place][nodes + one.indicator]
            base[place] += weight * (ends[0] - least * slope)
            scaled = np.multiply(error, weight * slope, out=error if len(users) == 1 else None)
            np.add(out[place], scaled, out=out[place])
    np.add(out, base[:, None], out=out)
