"""What hangs on each value of an area: how far a correction could move the degrees of the Map, and whether a band.

Every value is tried at its best, at its worst and rejected, all side by side in one way up the tree, by the engine
itself; what is filled from elsewhere (imputed) stays as it is. A value on which a band of an industry or of the whole
hangs is material: it has to be verified.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from qala.engine.arrays import Floats
from qala.engine.bands import BandsOf
from qala.engine.tree import Tree
from qala.insight.bench import Bench, bench_of, can_move, worst
from qala.standard import Standard

TRIALS = ("best", "worst", "rejected")


@dataclass(frozen=True, slots=True)
class Stake:
    """What hangs on the value of an indicator.

    industry: the column of the Map that it counts in; up, down, gone: points that this column would win (above 0) or
    lose with the value at its best, at its worst, rejected; None where there is no degree before or after. whole: the
    same of the whole, the largest of the three, without its sign. moves: the columns, the root among them, whose band
    could be another, or whose degree could come or go.
    """

    indicator: str
    industry: str
    up: float | None
    down: float | None
    gone: float | None
    whole: float
    moves: tuple[str, ...]

    @property
    def material(self) -> bool:
        """Whether a band of the Map hangs on it."""
        return bool(self.moves)

    @property
    def points(self) -> float:
        """The most that its column could move; 0 where it never has a degree."""
        return max((abs(one) for one in (self.up, self.down, self.gone) if one is not None), default=0.0)


def stakes(standard: Standard, tree: Tree, rows: Mapping[str, Mapping[str, Any]]) -> tuple[Stake, ...]:
    """The stake of each scored indicator that has a value, in the order of the standard.

    rows: all of one area in one case, by the id of their node or indicator. Where areas are ranked against each other,
    or weighted each to its advantage, the trials stand against each other and nothing can be told: none are given. A
    mean that a degree of 0 does not allow has no degree in that trial.
    """
    bench = bench_of(replace(standard, zeros="withhold") if standard.zeros == "refuse" else standard, tree, rows)
    asked = [
        index
        for index, one in enumerate(standard.indicators)
        if one.scored and can_move(rows[one.id]) and not np.isnan(bench.start[index])
    ]
    if not asked or any(one.aggregate == "copeland" or one.weights == "benefit-of-the-doubt" for one in standard.nodes):
        return ()
    return tuple(_stakes(bench, asked))


def _stakes(bench: Bench, asked: list[int]) -> Iterator[Stake]:
    columns = _columns(bench.standard)
    rolled, values = bench.rolled(_trials(bench, asked))
    degrees = rolled.degrees
    judged = BandsOf(bench.standard, degrees, values)
    bands = {node: judged.of(node) for node in columns.values()}
    for place, index in enumerate(asked):
        mine = slice(1 + 3 * place, 4 + 3 * place)
        one = bench.standard.indicators[index]
        industry = _industry(bench.standard, one.parent)
        moved = [_points(degrees[columns[industry], mine], degrees[columns[industry], 0])]
        whole = _points(degrees[columns[bench.standard.root.id], mine], degrees[columns[bench.standard.root.id], 0])
        yield Stake(
            indicator=one.id,
            industry=industry,
            up=moved[0][0],
            down=moved[0][1],
            gone=moved[0][2],
            whole=max((abs(step) for step in whole if step is not None), default=0.0),
            moves=tuple(name for name, node in columns.items() if (bands[node][mine] != bands[node][0]).any()),
        )


def _trials(bench: Bench, asked: list[int]) -> Floats:
    """(indicators, 1 + 3 x asked): as it is, then each of those asked at its best, at its worst, rejected."""
    made = np.repeat(bench.start[:, None], 1 + len(TRIALS) * len(asked), axis=1)
    for place, index in enumerate(asked):
        bottom = worst(bench.standard.indicators[index])
        made[index, 1 + 3 * place : 4 + 3 * place] = (bench.best[index], bottom, np.nan)
    return made


def _columns(standard: Standard) -> dict[str, int]:
    """The numbers of the nodes that the Map shows, the root first."""
    number = {one.id: index for index, one in enumerate(standard.nodes)}
    return {one.id: number[one.id] for one in (standard.root, *standard.industries)}


def _industry(standard: Standard, node: str) -> str:
    """The column of the Map that a node lies in; the root for what lies right under it."""
    while node != standard.root.id and standard.node[node].parent != standard.root.id:
        node = standard.node[node].parent
    return node


def _points(after: Floats, before: float) -> list[float | None]:
    return [None if np.isnan(one) else float(one) for one in after - before]
