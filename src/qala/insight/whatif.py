"""What if: an indicator were left out, or had not been reported; a weight were another; two indicators count one thing.

Every answer comes from rolling the tree up anew from the degrees that an assessment holds.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np

from qala.engine.arrays import MISSING, NOT_APPLICABLE, STATES, Floats, Ints
from qala.engine.bands import BandsOf, rank
from qala.engine.grid import Cases
from qala.engine.rollup import Graded, roll_up
from qala.engine.tree import Tree
from qala.engine.verify import method_in
from qala.errors import BadUse
from qala.insight.explain import chosen_of, rows_of
from qala.insight.pairs import Pair, pairs_among
from qala.standard import Standard

STEPS, HALVINGS = 24, 32
"""Weights are tried from a sixteenth to sixteen times the given one, in so many steps each way, then halved in."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Degree, band and rank of the node; None where there is none."""

    degree: float | None
    band: str | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class Without:
    """The node without one indicator: left out of the standard for all, or not reported by this area alone.

    skipping: points that silence would win (above 0) or lose; None where the degree would then be withheld.
    """

    indicator: str
    left_out: Standing
    not_reported: Standing
    skipping: float | None


@dataclass(frozen=True, slots=True)
class Flip:
    """The weight of something below the node nearest to its own, `factor` times it, at which band or rank changes."""

    child: str
    what: str
    factor: float
    weight: float
    standing: Standing


@dataclass(frozen=True, slots=True)
class WhatIf:
    """All of it, for one area and node."""

    area: str
    node: str
    period: str
    basis: str
    now: Standing
    without: tuple[Without, ...]
    flips: tuple[Flip, ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class _Field:
    """All areas of one period and basis, as arrays (indicators, areas)."""

    standard: Standard
    tree: Tree
    node: int
    area: int
    degrees: Floats
    values: Floats
    states: Ints

    def standing(self, degrees: Floats | None = None, states: Ints | None = None, tree: Tree | None = None) -> Standing:
        """The area's standing when some degrees, states or weights are others."""
        degrees = self.degrees if degrees is None else degrees
        states = self.states if states is None else states
        size = degrees.shape[1]
        full = np.full((self.tree.nodes + degrees.shape[0], size), np.nan)
        full[self.tree.nodes :] = degrees
        everyone = np.ones(size, dtype=np.bool_)
        cases = Cases(("verified",), ("now",), ("now",), tuple(map(str, range(size))), everyone)
        values = np.where(np.isnan(degrees), np.nan, self.values)
        rolled = roll_up(self.standard, tree or self.tree, Graded(full, values, states.astype(np.int8)), cases)
        row = rolled.degrees[self.node]
        scale = self.standard.scale_of(self.standard.nodes[self.node])
        band = int(BandsOf(self.standard, rolled.degrees, values).of(self.node)[self.area])
        degree = float(row[self.area])
        known = not np.isnan(degree)
        place = int(rank(row, scale.round)[self.area])
        return Standing(degree if known else None, scale.bands[band].id if band >= 0 else None, place or None)


def what_if(
    assessment: Mapping[str, Any], area: str, node: str | None = None, bound: float = 0.9,
    period: str | None = None, basis: str | None = None,
) -> WhatIf:  # fmt: skip
    """Leaves out each indicator in turn, moves each weight until something flips, and looks for double counting.

    bound: the least absolute correlation of a pair that is told. Raises BadUse for what the assessment does not have.
    """
    if not 0 < bound <= 1:
        raise BadUse("explain.bound", value=f"{bound:g}")
    chosen, on = chosen_of(assessment, period, basis)
    standard, tree = method_in(assessment)
    if not standard.scores:
        raise BadUse("readiness.no_effects", standard=standard.id)
    name = node or standard.root.id
    rows_of(assessment, area, name, chosen, on)
    field = _field(assessment, standard, tree, name, area, (chosen, on))
    now = field.standing()
    below = [int(index) for index in tree.below[field.node]]
    without = tuple(sorted(_without(field, below, now), key=lambda one: -(one.skipping or 0.0)))
    flips = tuple(_flips(field, now)) if now.degree is not None else ()
    return WhatIf(area, name, chosen, on, now, without, flips, tuple(_pairs(assessment, standard, below, bound)))


def _field(
    assessment: Mapping[str, Any], standard: Standard, tree: Tree, node: str, area: str, case: tuple[str, str]
) -> _Field:
    areas = [row["id"] for row in assessment["areas"]["rows"]]
    number = {one.id: index for index, one in enumerate(standard.indicators)}
    shape = (len(number), len(areas))
    degrees, values = np.full(shape, np.nan), np.full(shape, np.nan)
    states = np.full(shape, MISSING, dtype=np.int64)
    for row in assessment["indicators"]:
        if (row["period"], row["basis"]) == case:
            at = number[row["indicator"]], areas.index(row["area"])
            states[at] = STATES.index(row["state"])
            degrees[at] = np.nan if row["degree"] is None else row["degree"]
            values[at] = np.nan if row["transformed"] is None else row["transformed"]
    return _Field(standard, tree, standard.nodes.index(standard.node[node]), areas.index(area), degrees, values, states)


def _without(field: _Field, below: list[int], now: Standing) -> Iterator[Without]:
    for index in below:
        if np.isnan(field.degrees[index, field.area]):
            continue
        degrees, states = field.degrees.copy(), field.states.copy()
        degrees[index], states[index] = np.nan, NOT_APPLICABLE
        left_out = field.standing(degrees, states)
        degrees, states = field.degrees.copy(), field.states.copy()
        degrees[index, field.area], states[index, field.area] = np.nan, MISSING
        silent = field.standing(degrees, states)
        won = None if silent.degree is None or now.degree is None else silent.degree - now.degree
        yield Without(field.standard.indicators[index].id, left_out, silent, won)


def _flips(field: _Field, now: Standing) -> Iterator[Flip]:
    items = [node.id for node in field.standard.nodes] + [one.id for one in field.standard.indicators]
    for place, child in _edges(field):
        weight = float(field.tree.weights[place])

        def at(factor: float, place: int = place, weight: float = weight) -> Standing:
            changed = field.tree.weights.copy()
            changed[place] = weight * factor
            return field.standing(tree=replace(field.tree, weights=changed))

        ways = [[1.0, *(16.0 ** (way * step / STEPS) for step in range(1, STEPS + 1))] for way in (1, -1)]
        ladders = [[(factor, at(factor)) for factor in way] for way in ways]
        for what in ("band", "rank"):
            factor = _nearest(at, what, now, ladders)
            if factor is not None:
                yield Flip(items[child], what, factor, weight * factor, at(factor))


def _edges(field: _Field) -> Iterator[tuple[int, int]]:
    """The places of the weights at and below the node, and whose they are: of what counts and has known siblings."""
    waiting = [field.node]
    while waiting:
        node = waiting.pop(0)
        start = int(field.tree.start[node])
        children = [int(child) for child in field.tree.of(node)[0]]
        known = [child for child in children if field.tree.scored[child] and _known(field, child)]
        if len(known) > 1:
            yield from ((start + children.index(child), child) for child in known)
        waiting += [child for child in known if child < field.tree.nodes]


def _known(field: _Field, item: int) -> bool:
    below = field.tree.below[item] if item < field.tree.nodes else [item - field.tree.nodes]
    return not bool(np.isnan(field.degrees[below, field.area]).all())


def _nearest(
    at: Callable[[float], Standing], what: str, now: Standing, ladders: list[list[tuple[float, Standing]]]
) -> float | None:
    """The factor nearest to 1, by ratio, at which the band or rank is another; None where none within 16 is."""
    found = []
    for ladder in ladders:
        for (same, _), (other, standing) in pairwise(ladder):
            if getattr(standing, what) != getattr(now, what):
                found.append(_halved(at, what, now, same, other))
                break
    return min(found, key=lambda factor: max(factor, 1 / factor), default=None)


def _halved(at: Callable[[float], Standing], what: str, now: Standing, same: float, other: float) -> float:
    for _ in range(HALVINGS):
        middle = (same * other) ** 0.5
        if getattr(at(middle), what) == getattr(now, what):
            same = middle
        else:
            other = middle
    return other


def _pairs(assessment: Mapping[str, Any], standard: Standard, below: list[int], bound: float) -> Iterator[Pair]:
    place = {standard.indicators[index].id: row for row, index in enumerate(below)}
    known = [row for row in assessment["indicators"] if row["indicator"] in place and row["degree"] is not None]
    cases = sorted({(row["area"], row["period"], row["basis"]) for row in known})
    column = {case: number for number, case in enumerate(cases)}
    degrees = np.full((len(place), len(cases)), np.nan)
    for row in known:
        degrees[place[row["indicator"]], column[row["area"], row["period"], row["basis"]]] = row["degree"]
    for pair in pairs_among(tuple(place), degrees):
        if abs(pair.correlation) >= bound:
            yield pair
