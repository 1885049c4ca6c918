"""What must change for a node to reach a band: indicator by indicator, and by who can change it.

Every question is asked of the engine itself: the tree is rolled up anew with one indicator, or all of one group, moved
towards its best, all trials side by side. Whatever the means, gates and points between, the answer is what the next
assessment would say.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from qala.areas.model import Text
from qala.engine.arrays import CARRIED, IMPUTED, MISSING, REPORTED, STATES, Floats, Ints
from qala.engine.bands import BandsOf
from qala.engine.grid import Cases
from qala.engine.rollup import Graded, roll_up
from qala.engine.tree import Tree
from qala.engine.verify import method_in
from qala.errors import BadUse
from qala.insight.explain import chosen_of, rows_of
from qala.insight.invert import value_of
from qala.standard import Indicator, Standard
from qala.standard.model import FINAL_METHODS

HALVINGS = 50


@dataclass(frozen=True, slots=True)
class Lever:
    """One indicator under the node: where it stands, how far it reaches, and what would do.

    best: the degree at its best; reached: the node's degree then, None where it has none; alone: the least degree at
    which the node reaches the band with nothing else changed, None where it cannot; value: the value with that degree
    (with the best one where it cannot), None where it cannot be told.
    """

    indicator: str
    title: Text
    unit: str
    state: str
    now: float | None
    value_now: float | None
    best: float
    reached: float | None
    alone: float | None
    value: float | None
    influence: str
    owner: str


@dataclass(frozen=True, slots=True)
class Group:
    """All indicators that one kind of actor can change, moved together.

    reached: the node's degree with all of them at their best; share: the least part of the way to its best that each
    must go for the node to reach the band, None where even all of it does not do.
    """

    influence: str
    indicators: int
    reached: float | None
    share: float | None


@dataclass(frozen=True, slots=True)
class Need:
    """Another node's degree that the band asks for."""

    node: str
    least: float
    now: float | None


@dataclass(frozen=True, slots=True)
class Gap:
    """How far an area's node is from a band. `groups` ends with all actors together (influence blank)."""

    area: str
    node: str
    period: str
    basis: str
    now: float | None
    band_now: str | None
    band: str
    start: float
    needs: tuple[Need, ...]
    levers: tuple[Lever, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class _Bench:
    """The tree of one area, on which trials are made: columns of degrees of the indicators."""

    standard: Standard
    tree: Tree
    node: int
    start: Floats
    states: Ints
    values: Floats
    best: Floats
    band: int

    def trial(self, degrees: Floats) -> tuple[Floats, np.ndarray[Any, np.dtype[np.bool_]]]:
        """(trials,) each: the node's degree, and whether it reaches the band. degrees: (indicators, trials)."""
        size = degrees.shape[1]
        full = np.full((self.tree.nodes + degrees.shape[0], size), np.nan)
        full[self.tree.nodes :] = degrees
        states = np.where(
            (self.states[:, None] == MISSING) & ~np.isnan(degrees), REPORTED, self.states[:, None]
        ).astype(np.int8)
        names = tuple(map(str, range(size)))
        cases = Cases(("verified",), ("trial",), ("trial",), names, np.ones(size, dtype=bool))
        values = np.repeat(self.values[:, None], size, axis=1)
        rolled = roll_up(self.standard, self.tree, Graded(full, values, states), cases)
        bands = BandsOf(self.standard, rolled.degrees, values).of(self.node)
        return rolled.degrees[self.node], bands >= self.band

    def moved(self, members: Ints, shares: Floats) -> Floats:
        """(indicators, trials): some indicators gone a share of the way from where they are to their best.

        An indicator of which nothing is known starts from its worst.
        """
        degrees = np.repeat(self.start[:, None], shares.size, axis=1)
        worst = np.array([_worst(self.standard.indicators[index]) for index in members])
        here = np.where(np.isnan(self.start[members]), worst, self.start[members])
        degrees[members] = here[:, None] + shares * (self.best[members] - here)[:, None]
        return degrees


def gap(
    assessment: Mapping[str, Any], area: str, node: str, band: str | None = None, period: str | None = None,
    basis: str | None = None,
) -> Gap:  # fmt: skip
    """What a node lacks to a band, by default the next one; see Lever and Group.

    Raises BadUse for what the assessment does not have, for a band that is reached, and for a node under which areas
    are ranked against each other, since there one area's gap hangs on the others.
    """
    chosen, on = chosen_of(assessment, period, basis)
    (standard, tree), rows = method_in(assessment), rows_of(assessment, area, node, chosen, on)
    _refuse_copeland(standard, node)
    scale = standard.scale_of(standard.node[node])
    ids = [one.id for one in scale.bands]
    at = _band(rows[node], ids, band)
    bench = _bench(standard, tree, rows, node, at)
    below = [int(index) for index in bench.tree.below[bench.node] if _can_move(rows[standard.indicators[index].id])]
    levers = _levers(bench, below, rows)
    groups = tuple(_groups(bench, below))
    needs = tuple(Need(id_, least, rows[id_]["degree"]) for id_, least in scale.bands[at].needs.items())
    row = rows[node]
    return Gap(
        area, node, chosen, on, row["degree"], row["band"], ids[at], scale.bands[at].start, needs, levers, groups
    )


def _refuse_copeland(standard: Standard, node: str) -> None:
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if one in standard.node:
            if standard.node[one].aggregate == "copeland" or standard.node[one].weights == "benefit-of-the-doubt":
                raise BadUse("explain.gap_copeland", node=one)
            waiting += standard.children[one]


def _band(row: Mapping[str, Any], ids: list[str], asked: str | None) -> int:
    if not ids:
        raise BadUse("explain.no_scale", node=row["node"])
    now = ids.index(row["band"]) if row["band"] in ids else -1
    if asked is not None and asked not in ids:
        raise BadUse("explain.no_band", value=asked, known=", ".join(ids))
    wanted = min(now + 1, len(ids)) if asked is None else ids.index(asked)
    if wanted <= now or wanted == len(ids):
        raise BadUse("explain.band_reached", node=row["node"], band=row["band"])
    return wanted


def _bench(standard: Standard, tree: Tree, rows: Mapping[str, Mapping[str, Any]], node: str, band: int) -> _Bench:
    mine = [rows[one.id] for one in standard.indicators]

    def numbers(name: str) -> Floats:
        return np.array([np.nan if row[name] is None else row[name] for row in mine], dtype=np.float64)

    best = np.array([_best(one, row) for one, row in zip(standard.indicators, mine, strict=True)])
    states = np.array([STATES.index(row["state"]) for row in mine], dtype=np.int64)
    number = standard.nodes.index(standard.node[node])
    return _Bench(standard, tree, number, numbers("degree"), states, numbers("transformed"), best, band)


def _can_move(row: Mapping[str, Any]) -> bool:
    return STATES.index(row["state"]) in (REPORTED, CARRIED, IMPUTED, MISSING)


def _best(indicator: Indicator, row: Mapping[str, Any]) -> float:
    """The highest degree that an indicator can have; where there is no end to it, the present one."""
    rule = indicator.normalise
    if rule.method == "levels":
        return max(rule.levels or (100.0,))
    if rule.method == "steps":
        return max([indicator.steps_from, *(step.degree for step in indicator.steps)])
    if rule.method in FINAL_METHODS:
        return float("nan") if row["degree"] is None else float(row["degree"])
    return max(rule.low, rule.high)


def _worst(indicator: Indicator) -> float:
    rule = indicator.normalise
    if rule.method == "levels":
        return min(rule.levels or (0.0,))
    if rule.method == "steps":
        return min([indicator.steps_from, *(step.degree for step in indicator.steps)])
    return min(rule.low, rule.high)


def _levers(bench: _Bench, below: list[int], rows: Mapping[str, Mapping[str, Any]]) -> tuple[Lever, ...]:
    found = []
    for index in below:
        one = bench.standard.indicators[index]
        row, best = rows[one.id], float(bench.best[index])
        if np.isnan(best):
            continue
        share, reached = _least(bench, np.array([index]))
        worst = _worst(one) if row["degree"] is None else row["degree"]
        alone = None if share is None else worst + share * (best - worst)
        value = value_of(one, rows, best if alone is None else alone)
        found.append(
            Lever(
                one.id,
                one.title,
                one.unit,
                row["state"],
                row["degree"],
                row["value"],
                best,
                reached,
                alone,
                value,
                one.influence,
                one.owner,
            )
        )
    return tuple(sorted(found, key=lambda lever: (-(lever.reached or 0.0), lever.indicator)))


def _groups(bench: _Bench, below: list[int]) -> Iterable[Group]:
    influences = dict.fromkeys(bench.standard.indicators[index].influence for index in below)
    for influence in [*sorted(name for name in influences if name), ""]:
        members = [
            index
            for index in below
            if (not influence or bench.standard.indicators[index].influence == influence)
            and not np.isnan(bench.best[index])
        ]
        if members:
            share, reached = _least(bench, np.array(members))
            yield Group(influence, len(members), reached, share)


def _least(bench: _Bench, members: Ints) -> tuple[float | None, float | None]:
    """The least share of the way at which the band is reached, by halving, and the degree at the whole way."""

    def reaches(share: float) -> tuple[bool, float]:
        degree, good = bench.trial(bench.moved(members, np.array([share])))
        return bool(good[0]), float(degree[0])

    good, degree = reaches(1.0)
    return (_halved(reaches) if good else None), (None if np.isnan(degree) else degree)


def _halved(reaches: Callable[[float], tuple[bool, float]]) -> float:
    low, high = 0.0, 1.0
    if reaches(low)[0]:
        return low
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if reaches(middle)[0]:
            high = middle
        else:
            low = middle
    return high
