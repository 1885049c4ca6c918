"""Running scenarios: the engine itself, many replications at a time.

Replications stand beside one another as further bases, so that everything that the engine does within one basis holds
within each. What no error, gap or goalpost touches is scored once for each set of choices. Tiles are of a size that
depends on the problem alone, and every stream of draws on its number alone: the bits are the same on any number of
threads.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from qala.engine.arrays import Floats, Ints
from qala.engine.bands import BandsOf
from qala.engine.document import Computed
from qala.engine.grid import Cases, Grid
from qala.engine.rollup import Graded, roll_up
from qala.engine.score import Scores, score
from qala.robust.errors import Errors, errors_of
from qala.robust.factors import GIVEN, Factor, method_of
from qala.robust.gaps import Gaps, gaps_of
from qala.robust.goalposts import Goalposts, goalposts_of
from qala.robust.weights import Weights, weights_of
from qala.standard import Standard

TILE = 65_536
"""So many cases are run at a time."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Sample:
    """degrees: (nodes, replications, columns); bands: the same, the number of each band, -1 for none; nodes: which;
    columns: which cases of the assessment: the assessed ones of the periods asked for.
    """

    degrees: Floats
    bands: npt.NDArray[np.int8]
    nodes: tuple[int, ...]
    columns: Ints

    @property
    def replications(self) -> int:
        """How many there are."""
        return int(self.degrees.shape[1])


@dataclass(frozen=True)
class Problem:
    """An assessment with its factors: what can be run."""

    made: Computed
    factors: tuple[Factor, ...]
    seed: int
    nodes: tuple[int, ...]
    _scored: dict[tuple[int, ...], Scores] = field(default_factory=dict)

    @cached_property
    def columns(self) -> Ints:
        """The cases that results are told of."""
        cases = self.made.grid.cases
        kept = [
            cases.span(basis, period).start + np.flatnonzero(cases.assessed)
            for basis in range(len(cases.bases))
            for period, name in enumerate(cases.periods)
            if name in cases.asked
        ]
        return np.concatenate(kept)

    @cached_property
    def standard(self) -> Standard:
        """The standard, but that a degree of 0 under a geometric mean withholds the replication it comes up in."""
        return replace(self.made.standard, zeros="withhold" if self.made.standard.zeros == "refuse" else "keep")

    @cached_property
    def errors(self) -> Errors:
        """The errors of the figures."""
        return errors_of(self.made)

    @cached_property
    def gaps(self) -> Gaps:
        """The gaps that can be drawn."""
        return gaps_of(self.made)

    @cached_property
    def weights(self) -> Weights:
        """The weights, and how they are drawn."""
        return weights_of(self.made)

    @cached_property
    def goalposts(self) -> Goalposts:
        """The goalposts that may move."""
        return goalposts_of(self.standard)

    def prepare(self) -> None:
        """Computes what all threads share, before there are any."""
        for factor in self.factors:
            if factor.source in ("values", "missing", "weights", "goalposts"):
                getattr(self, {"values": "errors", "missing": "gaps"}.get(factor.source, factor.source))
        _ = self.columns, self.standard

    def with_choices(self, row: Sequence[int]) -> Standard:
        """The standard as a scenario chooses its method."""
        chosen = [
            (factor.about, factor.choices[choice])
            for factor, choice in zip(self.factors, row, strict=True)
            if factor.source == "method" and choice != GIVEN
        ]
        return method_of(self.standard, chosen)


def run(problem: Problem, scenarios: Ints, threads: int = 2, progress: Progress | None = None) -> Sample:
    """The nodes' degrees in all scenarios (replications, factors).

    Interrupted (KeyboardInterrupt), it keeps the replications up to the first that is not done; none done: it raises.
    """
    problem.prepare()
    size, count = problem.made.grid.cases.size, len(scenarios)
    tile = 1 << max(0, min(10, (TILE // size).bit_length() - 1))
    shape = (len(problem.nodes), count, problem.columns.size)
    degrees, bands = np.empty(shape), np.empty(shape, dtype=np.int8)
    starts = range(0, count, tile)

    def work(start: int) -> int:
        rows = scenarios[start : start + tile]
        for members, found, places in _tile(problem, rows):
            degrees[:, start + members] = found
            bands[:, start + members] = places
        return start + len(rows)

    done = _in_order(work, starts, threads, count, progress)
    return Sample(degrees[:, :done], bands[:, :done], problem.nodes, problem.columns)


def _in_order(
    work: Callable[[int], int], starts: range, threads: int, count: int, progress: Progress | None
) -> int:  # fmt: skip
    """Runs all tiles on some threads; gives how many replications are done without a gap."""
    done = 0
    with ThreadPoolExecutor(threads) as pool:
        waiting = [pool.submit(work, start) for start in starts]
        try:
            for one in waiting:
                done = one.result()
                if progress is not None:
                    progress(done, count)
        except KeyboardInterrupt:
            if not done:
                raise
        finally:
            for one in waiting:
                one.cancel()
    return done


def _tile(problem: Problem, rows: Ints) -> Iterator[tuple[Ints, Floats, npt.NDArray[np.int8]]]:
    """The replications of a tile that choose the same method, with their degrees and bands."""
    method = [index for index, factor in enumerate(problem.factors) if factor.source == "method"]
    chosen, group = np.unique(rows[:, method], axis=0, return_inverse=True)
    for number in range(len(chosen)):
        members = np.flatnonzero(group.reshape(-1) == number)
        yield members, *_together(problem, rows[members])


def _together(problem: Problem, rows: Ints) -> tuple[Floats, npt.NDArray[np.int8]]:
    """Degrees and bands (nodes, replications, columns) of scenarios that choose the same method."""
    made, times = problem.made, len(rows)
    standard = problem.with_choices(rows[0])
    cases = _repeated(made.grid.cases, times)
    degrees, values, states, screened, peers = _scored(problem, standard, rows, cases)
    tree = replace(made.tree, weights=_weights(problem, rows))
    rolled = roll_up(standard, tree, Graded(degrees, values, states, peers), cases)
    rolled.withhold(screened, tree.nodes)
    looks = BandsOf(standard, rolled.degrees, values)
    shape = (times, made.grid.cases.size)
    found = np.array([rolled.degrees[node].reshape(shape)[:, problem.columns] for node in problem.nodes])
    bands = [looks.of(node).reshape(shape)[:, problem.columns] for node in problem.nodes]
    return found, np.array(bands, dtype=np.int8)


def _repeated(cases: Cases, times: int) -> Cases:
    return replace(cases, bases=cases.bases * times)


def _scored(problem: Problem, standard: Standard, rows: Ints, cases: Cases) -> tuple[Any, ...]:
    """Degrees, values, states, screened and peers of all replications, beside one another."""
    made, times = problem.made, len(rows)
    streams = {source: _streams(problem, rows, source) for source in ("values", "missing", "goalposts")}
    if not any(streams.values()):
        once = _once(problem, standard, rows[0])
        peers = _tiled_peers(problem, standard, once, cases, times)
        tiled = [np.tile(array, times) for array in (once.degrees, once.transformed, once.states, once.screened)]
        return (*tiled, peers)
    grid = _noisy(problem, streams, times, cases)
    moved = None
    if streams["goalposts"]:
        factor, numbers = streams["goalposts"][0]
        posts = np.array([problem.goalposts.draw(factor.generator(problem.seed, one)) for one in numbers])
        moved = lambda treated: problem.goalposts.move(treated, posts)  # noqa: E731 - a closure over one draw
    found = score(standard, made.tree, grid, made.areas.at(cases.asked[-1]), moved)
    return found.degrees, found.transformed, found.states, found.screened, found.peers


def _tiled_peers(problem: Problem, standard: Standard, once: Scores, cases: Cases, times: int) -> Any:
    """Whom nodes may take a degree from, in every replication; no one where no node does."""
    if not any(node.impute for node in standard.nodes):
        return None
    size = problem.made.grid.cases.size
    blocks = [
        replace(
            block,
            inside=slice(block.inside.start + shift * size, block.inside.stop + shift * size),
            reference=block.reference + shift * size,
        )
        for shift in range(times)
        for block in once.peers.blocks
    ]
    return replace(once.peers, blocks=tuple(blocks))


def _once(problem: Problem, standard: Standard, row: Ints) -> Scores:
    """The scores of a choice of method, without errors: computed when first asked for."""
    key = tuple(
        int(choice) for factor, choice in zip(problem.factors, row, strict=True)
        if factor.source == "method" and factor.about not in ("aggregate", "missing")
    )  # fmt: skip
    if key not in problem._scored:
        made = problem.made
        problem._scored[key] = score(standard, made.tree, made.grid, made.areas.at(made.grid.cases.asked[-1]))
    return problem._scored[key]


def _streams(problem: Problem, rows: Ints, source: str) -> list[tuple[Factor, list[int]]]:
    """The factors of a source that are drawn in any of the scenarios, with the stream of each."""
    return [
        (factor, rows[:, column].tolist())
        for column, factor in enumerate(problem.factors)
        if factor.source == source and (rows[:, column] != GIVEN).any()
    ]


def _noisy(
    problem: Problem, streams: dict[str, list[tuple[Factor, list[int]]]], times: int, cases: Cases
) -> Grid:  # fmt: skip
    grid = problem.made.grid
    values = np.repeat(grid.values[:, None, :], times, axis=1)
    states = np.repeat(grid.states[:, None, :], times, axis=1)
    if streams["values"]:
        _add_errors(problem, streams["values"], values)
    for factor, numbers in streams["missing"]:
        gaps = problem.gaps
        for place, number in enumerate(numbers):
            if number != GIVEN:
                values[gaps.indicator, place, gaps.case] = gaps.draw(factor.generator(problem.seed, number))
                gaps.mark(states[:, place])
    flat = (len(values), -1)
    return replace(
        grid, cases=cases, values=values.reshape(flat), states=states.reshape(flat), row=np.tile(grid.row, times),
        pooled=(), frames=grid.frames * times,
    )  # fmt: skip


def _add_errors(problem: Problem, streams: list[tuple[Factor, list[int]]], values: Floats) -> None:
    errors = problem.errors
    normal, place = np.zeros((2, values.shape[1], errors.keys))
    of_key = np.zeros(errors.keys, dtype=np.int64)
    of_key[errors.key] = errors.fact
    for factor, numbers in streams:
        mine = of_key == errors.facts.index(factor.about) if factor.about else np.ones(errors.keys, dtype=bool)
        for row, number in enumerate(numbers):
            if number != GIVEN:
                draw = errors.draw(factor.generator(problem.seed, number))
                normal[row, mine], place[row, mine] = draw[0][mine], draw[1][mine]
    errors.apply(values, normal, place)


def _weights(problem: Problem, rows: Ints) -> Floats:
    """(edges,) where all scenarios weigh alike, else (edges, cases)."""
    size = problem.made.grid.cases.size
    drawn = [(column, factor) for column, factor in enumerate(problem.factors) if factor.source == "weights"]
    if not drawn or (rows[:, [column for column, _ in drawn]] == GIVEN).all():
        return problem.made.tree.weights
    weights = problem.weights
    table = np.repeat(weights.given[None, :], len(rows), axis=0)
    for column, factor in drawn:
        here = weights.at(_node(problem, factor.about)) if factor.about else np.ones(weights.given.size, dtype=bool)
        for place, number in enumerate(rows[:, column].tolist()):
            if number == GIVEN:
                continue
            new = weights.sets[number] if factor.choices else weights.draw(factor.generator(problem.seed, number))
            table[place, here] = new[here]
    return np.repeat(table.T, size, axis=1)


def _node(problem: Problem, id_: str) -> int:
    return [node.id for node in problem.made.standard.nodes].index(id_)
