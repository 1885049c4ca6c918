"""Normalising and aggregating 10,000 areas x 100 indicators over 4 levels, 2 % missing.

Beside it, in the same run: a bare copy of the array (what memory allows), and the same work in plain NumPy (a peer that
does what most scripts do). Then ten and a hundred times the areas, to see that the cost grows with them and no faster.
"""

import tracemalloc
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from benchmarks.line import Line, best_of
from qala.engine.grid import Cases
from qala.engine.peers import Block
from qala.engine.rollup import Graded, roll_up
from qala.engine.score import degrees_of
from qala.engine.tree import Tree, flatten
from qala.standard import Standard, parse_standard

AREAS, INDICATORS, PILLARS, BRANCHES = 10_000, 100, 20, 5
Matrix = npt.NDArray[np.float64]


def standard() -> Standard:
    """100 indicators under 20 pillars under 5 branches under the root; min-max, arithmetic means."""
    tree = ["id,parent,weight", "root,,1"]
    tree += [f"b{branch},root,{1 + branch % 3}" for branch in range(BRANCHES)]
    tree += [f"p{pillar},b{pillar % BRANCHES},{1 + pillar % 2}" for pillar in range(PILLARS)]
    rows = ["id,parent,weight,direction"]
    rows += [f"i{one},p{one % PILLARS},{1 + one % 4},{'lower' if one % 3 else 'higher'}" for one in range(INDICATORS)]
    about = '[standard]\nid = "bench"\ntitle = "bench"\n[normalise]\nmethod = "minmax"\n'
    return parse_standard({"standard.toml": about, "tree.csv": "\n".join(tree), "indicators.csv": "\n".join(rows)})


def values(areas: int) -> Matrix:
    """(indicators, areas): uniform, one in fifty missing."""
    random = np.random.default_rng(7)
    table = random.random((INDICATORS, areas))
    table[random.random(table.shape) < 0.02] = np.nan
    return table


def engine(method: Standard, tree: Tree, table: Matrix) -> Callable[[], Matrix]:
    """What qala assess does between reading and writing: (nodes and indicators, areas)."""
    areas = table.shape[1]
    cases = Cases(("verified",), ("2020",), ("2020",), tuple(map(str, range(areas))), np.ones(areas, dtype=bool))
    blocks = (Block(slice(0, areas), np.arange(areas)),)
    states = np.zeros(table.shape, dtype=np.int8)

    def work() -> Matrix:
        degrees = np.empty((tree.nodes + INDICATORS, areas))
        degrees_of(method, table, blocks, degrees[tree.nodes :])
        return roll_up(method, tree, Graded(degrees, table, states), cases).degrees

    return work


def plain_numpy(method: Standard, table: Matrix) -> Matrix:
    """The same in plain NumPy, level by level, with matrix products: the root's degrees. table: (areas, indicators)."""
    low, high = np.nanmin(table, axis=0), np.nanmax(table, axis=0)
    falls = np.array([one.direction == "lower" for one in method.indicators])
    share = (table - low) / (high - low)
    degrees = 100 * np.where(falls, 1 - share, share)
    column = {one.id: number for number, one in enumerate(method.indicators)}
    for level in (method.nodes[1 + BRANCHES :], method.nodes[1 : 1 + BRANCHES], method.nodes[:1]):
        found = np.empty((table.shape[0], len(level)))
        for number, node in enumerate(level):
            children = method.children[node.id]
            weights = np.array([(method.node.get(child) or method.indicator[child]).weight for child in children])
            below = degrees[:, [column[child] for child in children]]
            known = ~np.isnan(below)
            found[:, number] = np.where(known, below, 0) @ weights / (known @ weights)
        column, degrees = {node.id: number for number, node in enumerate(level)}, found
    root: Matrix = degrees[:, 0]
    return root


def lines() -> list[Line]:
    """Time against the peer, against the limit, by size; and peak memory."""
    method = standard()
    tree = flatten(method)
    table = values(AREAS)
    by_area = np.ascontiguousarray(table.T)
    run = engine(method, tree, table)
    own = best_of(15, run) * 1000
    peer = best_of(7, lambda: plain_numpy(method, by_area)) * 1000
    copy = best_of(15, table.copy) * 1000
    np.testing.assert_allclose(run()[0], plain_numpy(method, by_area), rtol=1e-12)
    work = "assess 10,000 x 100"
    return [
        Line(work, own, "plain NumPy", peer, peer, "ms"),
        Line(work, own, "half of plain NumPy", peer / 2, peer / 2, "ms"),
        Line(work, own, "bare copy of the array", copy, None, "ms"),
        memory(run, table.nbytes / 1e6),
        *(larger(method, tree, times, own) for times in (10, 100)),
    ]


def memory(run: Callable[[], Matrix], size: float) -> Line:
    """Peak memory beyond the input."""
    tracemalloc.start()
    run()
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return Line("assess, peak memory", peak, "the input", size, 6 * size, "MB")


def larger(method: Standard, tree: Tree, times: int, single: float) -> Line:
    """The cost of many times the areas against as many times the cost of one."""
    cost = best_of(2, engine(method, tree, values(AREAS * times))) * 1000
    return Line(f"assess {AREAS * times:,} x 100", cost, f"{times} times 10,000", single * times, None, "ms")
