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
from qala.engine.arrays import Ints
from qala.engine.verify import method_in
from qala.errors import BadUse
from qala.insight.bench import Bench, bench_of, can_move, worst
from qala.insight.explain import chosen_of, rows_of
from qala.insight.invert import value_of
from qala.standard import Standard

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
class _Question:
    """Whether a node reaches a band."""

    bench: Bench
    node: int
    band: int


def gap(
    assessment: Mapping[str, Any], area: str, node: str, band: str | None = None, period: str | None = None,
    basis: str | None = None,
) -> Gap:  # fmt: skip
    """What a node lacks to a band, by default the next one; see Lever and Group.

    Raises BadUse for what the assessment does not have, for a band that is reached, for a node under which areas are
    ranked against each other, since there one area's gap hangs on the others, and where the standard scores nothing.
    """
    chosen, on = chosen_of(assessment, period, basis)
    (standard, tree), rows = method_in(assessment), rows_of(assessment, area, node, chosen, on)
    _refuse_copeland(standard, node)
    if not standard.scores:
        raise _unscored(standard, rows[node], band)
    scale = standard.scale_of(standard.node[node])
    ids = [one.id for one in scale.bands]
    at = _band(rows[node], ids, band)
    asked = _Question(bench_of(standard, tree, rows), standard.nodes.index(standard.node[node]), at)
    below = [int(index) for index in tree.below[asked.node] if can_move(rows[standard.indicators[index].id])]
    levers = _levers(asked, below, rows)
    groups = tuple(_groups(asked, below))
    needs = tuple(Need(id_, least, rows[id_]["degree"]) for id_, least in scale.bands[at].needs.items())
    row = rows[node]
    return Gap(
        area, node, chosen, on, row["degree"], row["band"], ids[at], scale.bands[at].start, needs, levers, groups
    )


def _unscored(standard: Standard, row: Mapping[str, Any], band: str | None) -> BadUse:
    """What there is to say of a node of a standard that scores nothing: how many more a count needs to the band."""
    node = standard.node[row["node"]]
    bands = standard.scale_of(node).bands
    if row["degree"] is None or not bands:
        return BadUse("readiness.no_bands", standard=standard.id, node=node.id)
    wanted = bands[_band(row, [one.id for one in bands], band)]
    return BadUse("readiness.counted", node=node.id, more=f"{wanted.start - row['degree']:g}", band=wanted.id)


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


def _levers(asked: _Question, below: list[int], rows: Mapping[str, Mapping[str, Any]]) -> tuple[Lever, ...]:
    found = []
    for index in below:
        one = asked.bench.standard.indicators[index]
        row, best = rows[one.id], float(asked.bench.best[index])
        if np.isnan(best):
            continue
        share, reached = _least(asked, np.array([index]))
        here = worst(one) if row["degree"] is None else row["degree"]
        alone = None if share is None else here + share * (best - here)
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


def _groups(asked: _Question, below: list[int]) -> Iterable[Group]:
    bench = asked.bench
    influences = dict.fromkeys(bench.standard.indicators[index].influence for index in below)
    for influence in [*sorted(name for name in influences if name), ""]:
        members = [
            index
            for index in below
            if (not influence or bench.standard.indicators[index].influence == influence)
            and not np.isnan(bench.best[index])
        ]
        if members:
            share, reached = _least(asked, np.array(members))
            yield Group(influence, len(members), reached, share)


def _least(asked: _Question, members: Ints) -> tuple[float | None, float | None]:
    """The least share of the way at which the band is reached, by halving, and the degree at the whole way."""

    def reaches(share: float) -> tuple[bool, float]:
        degree, good = asked.bench.trial(asked.bench.moved(members, np.array([share])), asked.node, asked.band)
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
