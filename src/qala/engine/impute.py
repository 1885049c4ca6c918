"""Filling gaps, each filled cell marked: from peers, from the area's own past and future, from its other indicators."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from qala.engine.arrays import IMPUTED, MISSING, REPORTED, Bools, Floats, Ints, States
from qala.engine.exact import mean, median
from qala.engine.grid import Grid
from qala.engine.peers import Block
from qala.engine.periods import before
from qala.engine.tree import Tree
from qala.errors import CannotAssess
from qala.standard import Standard
from qala.standard.model import PEER_IMPUTATIONS


@dataclass(frozen=True)
class Peers:
    """What peers' means need: a block for each period, and the group of each area (-1: none)."""

    blocks: tuple[Block, ...]
    groups: Ints


def impute(
    standard: Standard, tree: Tree, grid: Grid, values: Floats, states: States, peers: Peers, stage: str
) -> None:
    """Fills the gaps of (indicators, cases) values or degrees and marks their states, both in place.

    Only what is missing is filled, by the first method in turn that has anything to fill it with: not what is
    questioned, withheld, not applicable or left unscored.
    """
    known = values.copy()
    for index, indicator in enumerate(standard.indicators):
        if not indicator.scored:
            continue
        for method in indicator.impute:
            if stage != ("degrees" if method == "node-mean" else standard.impute.stage):
                continue
            if method == "node-mean":
                filled = _from_node(standard, tree, known, index)
            elif method in PEER_IMPUTATIONS:
                filled = from_peers(known[index], method, peers)
            else:
                filled = _from_own_series(standard, grid, known, states, index, method)
            _fill(values, states, index, filled)


def _fill(values: Floats, states: States, index: int, filled: Floats) -> None:
    gap = (states[index] == MISSING) & ~np.isnan(filled)
    values[index, gap] = filled[gap]
    states[index, gap] = IMPUTED


def from_peers(row: Floats, method: str, peers: Peers) -> Floats:
    """(cases,): the mean or median of the reference areas of the same period, for group methods of the same group."""
    found = np.full_like(row, np.nan)
    centre = median if method.endswith("median") else mean
    for block in peers.blocks:
        here = found[block.inside]
        reference = block.reference - block.inside.start
        inside = row[block.inside]
        for members, among in _circles(method, peers.groups, reference):
            sample = inside[among]
            here[members] = centre(sample[~np.isnan(sample)])
    return found


def _circles(method: str, groups: Ints, reference: Ints) -> Iterable[tuple[Bools, Ints]]:
    if not method.startswith("group"):
        yield np.ones(groups.shape, dtype=bool), reference
        return
    for group in np.unique(groups[groups >= 0]):
        yield groups == group, reference[groups[reference] == group]


def _from_node(standard: Standard, tree: Tree, degrees: Floats, index: int) -> Floats:
    """(cases,): the plain mean of the known degrees under the node that is the scope."""
    scope = standard.impute.scope
    parent = standard.indicators[index].parent
    name = {"parent": parent, "root": standard.root.id}.get(scope, scope)
    if name not in standard.node:
        raise CannotAssess("assess.no_scope", scope=scope)
    total, number = np.zeros(degrees.shape[1]), np.zeros(degrees.shape[1])
    for below in tree.below[standard.nodes.index(standard.node[name])]:
        known = ~np.isnan(degrees[below])
        total += np.where(known, degrees[below], 0.0)
        number += known
    with np.errstate(invalid="ignore"):
        return total / np.where(number > 0, number, np.nan)


def _from_own_series(standard: Standard, grid: Grid, values: Floats, states: States, index: int, method: str) -> Floats:
    """(cases,): carried forward from, or on the line between, the nearest reported neighbours within max_age."""
    cases = grid.cases
    own = np.where(states[index] == REPORTED, values[index], np.nan)
    found = np.full_like(own, np.nan)
    places = {period: number for number, period in enumerate(cases.periods)}
    for basis in range(len(cases.bases)):
        for number, period in enumerate(cases.periods):
            span = cases.span(basis, number)
            ages = range(1, standard.impute.max_age + 1)
            past = [(age, places.get(before(period, age))) for age in ages]
            earlier = _nearest(grid, own, index, basis, [(age, at) for age, at in past if at is not None], number)
            if method == "carry-forward":
                found[span] = earlier.value
                continue
            future = [(age, places.get(before(period, -age))) for age in ages]
            later = _nearest(grid, own, index, basis, [(age, at) for age, at in future if at is not None], number)
            slope = (later.value - earlier.value) / (later.age + earlier.age)
            same = later.boundary == earlier.boundary
            found[span] = np.where(same, earlier.value + slope * earlier.age, np.nan)
    return found


@dataclass(frozen=True)
class _Neighbour:
    value: Floats
    age: Floats
    boundary: Ints


def _nearest(grid: Grid, own: Floats, index: int, basis: int, ages: list[tuple[int, int]], number: int) -> _Neighbour:
    cases = grid.cases
    size = len(cases.areas)
    value, age_of = np.full(size, np.nan), np.full(size, np.nan)
    boundary = np.full(size, -1, dtype=np.int64)
    for age, at in ages:
        span = cases.span(basis, at)
        place = grid.boundaries[index, span]
        first, last = sorted((at, number))
        broken = grid.places.broken(cases.periods[first], cases.periods[last])[np.maximum(place, 0)]
        take = np.isnan(value) & ~np.isnan(own[span]) & ~broken
        value[take], age_of[take], boundary[take] = own[span][take], age, place[take]
    return _Neighbour(value, age_of, boundary)
