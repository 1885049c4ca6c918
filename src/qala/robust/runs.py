"""Running scenarios, many replications at a time, on threads.

What can be is run as matrix products (`means`), all else through the engine itself. Tiles are of a size that depends on
the problem alone, and every stream of draws on its number alone: the bits are the same on any number of threads.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from qala.engine.arrays import Floats, Ints
from qala.robust.bands import quick_bands, round_in_place
from qala.robust.into import Into
from qala.robust.means import ROWS
from qala.robust.noisy_means import by_noisy_means
from qala.robust.problem import DRAWN, Problem, drawn_weights, streams_of
from qala.robust.through_engine import through_engine
from qala.standard import Standard

TILE = 65_536
"""So many cases go through the engine at a time."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Sample:
    """degrees: (nodes, replications, columns), rounded as their scales say; bands: the same, the number of each band,
    -1 for none; nodes: which; columns: which cases of the assessment: the assessed ones of the periods asked for;
    stopped: whether the run was interrupted.
    """

    degrees: Floats
    bands: npt.NDArray[np.int8]
    nodes: tuple[int, ...]
    columns: Ints
    stopped: bool = False

    @property
    def replications(self) -> int:
        """How many there are."""
        return int(self.degrees.shape[1])


def run(problem: Problem, scenarios: Ints, threads: int = 2, progress: Progress | None = None) -> Sample:
    """The nodes' degrees in all scenarios (replications, factors).

    Interrupted (KeyboardInterrupt), it keeps the replications up to the first that is not done; none done: it raises.
    """
    problem.prepare(scenarios)
    size, count = problem.made.grid.cases.size, len(scenarios)
    tile = 1 << max(0, min(10, (TILE // size).bit_length() - 1))
    tile = max(tile, 4 * ROWS) if problem.is_product(scenarios) else tile
    shape = (len(problem.nodes), problem.columns.size, count)
    degrees, bands = np.empty(shape), np.empty(shape, dtype=np.int8)
    starts = range(0, count, tile)

    def work(start: int) -> int:
        rows = scenarios[start : start + tile]
        for members in _alike(problem, rows):
            here = start + members if len(members) < len(rows) else slice(start, start + len(rows))
            _together(problem, rows[members], Into(degrees, bands, here))
        return start + len(rows)

    done, stopped = _in_order(work, starts, threads, count, progress)
    by_replication = (0, 2, 1)
    kept = degrees[:, :, :done].transpose(by_replication), bands[:, :, :done].transpose(by_replication)
    return Sample(*kept, problem.nodes, problem.columns, stopped)


def _in_order(
    work: Callable[[int], int], starts: range, threads: int, count: int, progress: Progress | None
) -> tuple[int, bool]:  # fmt: skip
    """Runs all tiles on some threads: how many replications are done without a gap, and whether it was stopped."""
    done, stopped = 0, False
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(threads) as pool:
        waiting = [pool.submit(work, start) for start in starts]
        try:
            for one in waiting:
                done = one.result()
                if progress is not None:
                    progress(done, count)
        except KeyboardInterrupt:
            if not done:
                raise
            stopped = True
        finally:
            for one in waiting:
                one.cancel()
    return done, stopped


def _alike(problem: Problem, rows: Ints) -> Iterator[Ints]:
    """The replications of a tile that choose the same method, group by group."""
    method = [index for index, factor in enumerate(problem.factors) if factor.source == "method"]
    chosen, group = np.unique(rows[:, method], axis=0, return_inverse=True)
    for number in range(len(chosen)):
        yield np.flatnonzero(group.reshape(-1) == number)


def _together(problem: Problem, rows: Ints, into: Into) -> None:
    """Writes degrees and bands of scenarios that choose the same method."""
    standard = problem.with_choices(rows[0])
    if not _by_products(problem, standard, rows, into) and not by_noisy_means(problem, standard, rows, into):
        through_engine(problem, standard, rows, into)


def _by_products(problem: Problem, standard: Standard, rows: Ints, into: Into) -> bool:
    """Writes them by matrix products, where weights alone are drawn and nodes are means of means; else says False."""
    if any(streams_of(problem, rows, source) for source in DRAWN):
        return False
    ready = [one for one in (problem.prepared(standard, rows[0], node) for node in problem.nodes) if one is not None]
    if len(ready) < len(problem.nodes):
        return False
    weights = drawn_weights(problem, rows)
    for place, (node, one) in enumerate(zip(problem.nodes, ready, strict=True)):
        scale = standard.scale_of(standard.nodes[node])
        for columns, degrees in one.degrees(weights):
            into.put(place, columns, round_in_place(degrees, scale.round), quick_bands(degrees, scale))
    return True
