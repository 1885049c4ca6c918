"""The tree of one area, on which trials are made: what its nodes would be with other degrees of its indicators."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from qala.engine.arrays import CARRIED, IMPUTED, MISSING, REPORTED, STATES, Floats, Ints
from qala.engine.bands import BandsOf
from qala.engine.grid import Cases
from qala.engine.normalise import needs_target
from qala.engine.rollup import Graded, Rolled, roll_up
from qala.engine.tree import Tree
from qala.standard import Indicator, Standard
from qala.standard.model import FINAL_METHODS


@dataclass(frozen=True)
class Bench:
    """start, best: the degrees of the indicators as they are and at their best; values: in the unit of the degrees."""

    standard: Standard
    tree: Tree
    start: Floats
    states: Ints
    values: Floats
    best: Floats

    def rolled(self, degrees: Floats) -> tuple[Rolled, Floats]:
        """The whole tree in each trial, and the values of each. degrees: (indicators, trials), NaN: not known."""
        size = degrees.shape[1]
        full = np.full((self.tree.nodes + degrees.shape[0], size), np.nan)
        full[self.tree.nodes :] = degrees
        known, here = ~np.isnan(degrees), self.states[:, None]
        states = np.where((here == MISSING) & known, REPORTED, here)
        states = np.where(np.isin(here, (REPORTED, CARRIED, IMPUTED)) & ~known, MISSING, states).astype(np.int8)
        names = tuple(map(str, range(size)))
        cases = Cases(("verified",), ("trial",), ("trial",), names, np.ones(size, dtype=bool))
        values = np.repeat(self.values[:, None], size, axis=1)
        return roll_up(self.standard, self.tree, Graded(full, values, states), cases), values

    def trial(self, degrees: Floats, node: int, band: int) -> tuple[Floats, np.ndarray[Any, np.dtype[np.bool_]]]:
        """(trials,) each: a node's degree, and whether it reaches a band. degrees: (indicators, trials)."""
        rolled, values = self.rolled(degrees)
        bands = BandsOf(self.standard, rolled.degrees, values).of(node)
        return rolled.degrees[node], bands >= band

    def moved(self, members: Ints, shares: Floats) -> Floats:
        """(indicators, trials): some indicators gone a share of the way from where they are to their best.

        An indicator of which nothing is known starts from its worst.
        """
        degrees = np.repeat(self.start[:, None], shares.size, axis=1)
        bottom = np.array([worst(self.standard.indicators[index]) for index in members])
        here = np.where(np.isnan(self.start[members]), bottom, self.start[members])
        degrees[members] = here[:, None] + shares * (self.best[members] - here)[:, None]
        return degrees


def bench_of(standard: Standard, tree: Tree, rows: Mapping[str, Mapping[str, Any]]) -> Bench:
    """The bench of an area from its rows, by the id of their indicator."""
    mine = [rows[one.id] for one in standard.indicators]

    def numbers(name: str) -> Floats:
        return np.array([np.nan if row[name] is None else row[name] for row in mine], dtype=np.float64)

    top = np.array([best(one, row) for one, row in zip(standard.indicators, mine, strict=True)])
    states = np.array([STATES.index(row["state"]) for row in mine], dtype=np.int64)
    return Bench(standard, tree, numbers("degree"), states, numbers("transformed"), top)


def can_move(row: Mapping[str, Any]) -> bool:
    """Whether an indicator counts, or would if it were known."""
    return STATES.index(row["state"]) in (REPORTED, CARRIED, IMPUTED, MISSING)


def best(indicator: Indicator, row: Mapping[str, Any]) -> float:
    """The highest degree that an indicator can have; where there is no end to it, the present one; NaN for one that is
    left unscored for want of a target.
    """
    rule = indicator.normalise
    if needs_target(indicator):
        return float("nan")
    if rule.method == "levels":
        return max(rule.levels or (100.0,))
    if rule.method == "steps":
        return max([indicator.steps_from, *(step.degree for step in indicator.steps)])
    if rule.method in FINAL_METHODS:
        return float("nan") if row["degree"] is None else float(row["degree"])
    return max(rule.low, rule.high)


def worst(indicator: Indicator) -> float:
    """The lowest degree that an indicator can have."""
    rule = indicator.normalise
    if rule.method == "levels":
        return min(rule.levels or (0.0,))
    if rule.method == "steps":
        return min([indicator.steps_from, *(step.degree for step in indicator.steps)])
    return min(rule.low, rule.high)
