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
from threadpoolctl import threadpool_limits

from qala.engine.arrays import Floats, Ints
from qala.engine.bands import BandsOf, band_of
from qala.engine.document import Computed
from qala.engine.grid import Cases, Grid
from qala.engine.rollup import Graded, roll_up
from qala.engine.score import Cured, Scores, cure, measure, score
from qala.robust.errors import Errors, errors_of
from qala.robust.factors import GIVEN, Factor, method_of
from qala.robust.gaps import Gaps, gaps_of
from qala.robust.goalposts import Goalposts, goalposts_of
from qala.robust.means import Prepared, means_of, prepared
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
    _methods: dict[tuple[object, ...], Standard] = field(default_factory=dict)
    _cured: dict[tuple[int, ...], Cured] = field(default_factory=dict)
    _scored: dict[tuple[int, ...], Scores] = field(default_factory=dict)
    _prepared: dict[tuple[int, ...], Prepared | None] = field(default_factory=dict)

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

    def prepare(self, scenarios: Ints) -> None:
        """Computes what all threads share, before there are any."""
        for factor in self.factors:
            if factor.source in ("values", "missing", "weights", "goalposts"):
                getattr(self, {"values": "errors", "missing": "gaps"}.get(factor.source, factor.source))
        _ = self.columns, self.standard
        if not any(factor.source in ("values", "missing", "goalposts") for factor in self.factors):
            method = [place for place, factor in enumerate(self.factors) if factor.source == "method"]
            for row in scenarios[np.unique(scenarios[:, method], axis=0, return_index=True)[1]] if method else ():
                _once(self, self.with_choices(row), row)

    def prepared(self, standard: Standard, row: Ints, node: int) -> Prepared | None:
        """A node as one mean of the indicators, scored without errors as a scenario chooses; None where it is none."""
        key = (node, *_choices(self, row))
        if key not in self._prepared:
            means = means_of(standard, self.made.tree, node)
            plain = not any(band.needs for band in standard.scale_of(standard.nodes[node]).bands)
            if means is None or not plain:
                self._prepared[key] = None
            else:
                degrees = _once(self, standard, row).degrees[:, self.columns]
                self._prepared[key] = prepared(means, degrees)
        return self._prepared[key]

    def with_choices(self, row: Sequence[int]) -> Standard:
        """The standard as a scenario chooses its method."""
        named = zip(self.factors, row, strict=True)
        chosen = [(factor, int(choice)) for factor, choice in named if factor.source == "method" and choice != GIVEN]
        standard = self.standard
        key: tuple[object, ...] = ()
        for factor, choice in chosen:
            key = (*key, factor.about, choice)
            if key not in self._methods:
                self._methods[key] = method_of(standard, factor.about, factor.choices[choice])
            standard = self._methods[key]
        return standard


def run(problem: Problem, scenarios: Ints, threads: int = 2, progress: Progress | None = None) -> Sample:
    """The nodes' degrees in all scenarios (replications, factors).

    Interrupted (KeyboardInterrupt), it keeps the replications up to the first that is not done; none done: it raises.
    """
    problem.prepare(scenarios)
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
    quick = _products(problem, standard, rows)
    if quick is not None:
        return quick
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


def _products(problem: Problem, standard: Standard, rows: Ints) -> tuple[Floats, npt.NDArray[np.int8]] | None:
    """The same by matrix products, where weights alone are drawn and the nodes are means of means; else None."""
    if any(_streams(problem, rows, source) for source in ("values", "missing", "goalposts")):
        return None
    ready = [problem.prepared(standard, rows[0], node) for node in problem.nodes]
    if any(one is None for one in ready):
        return None
    weights = _drawn_weights(problem, rows)
    found = np.array([one.degrees(weights) for one in ready if one is not None])
    scales = [standard.scale_of(standard.nodes[node]) for node in problem.nodes]
    bands = [band_of(degrees, scale) for degrees, scale in zip(found, scales, strict=True)]
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
    key = _choices(problem, row, ("aggregate", "missing"))
    if key not in problem._scored:
        made, before = problem.made, _choices(problem, row, ("aggregate", "missing", "normalise"))
        if before not in problem._cured:
            problem._cured[before] = cure(standard, made.tree, made.grid, made.areas.at(made.grid.cases.asked[-1]))
        problem._scored[key] = measure(standard, made.tree, made.grid, problem._cured[before])
    return problem._scored[key]


def _choices(problem: Problem, row: Ints, but: tuple[str, ...] = ()) -> tuple[int, ...]:
    """What a scenario chooses of the method, but for some settings."""
    named = zip(problem.factors, row.tolist(), strict=True)
    return tuple(choice for factor, choice in named if factor.source == "method" and factor.about not in but)


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
    drawn = [column for column, factor in enumerate(problem.factors) if factor.source == "weights"]
    if not drawn or (rows[:, drawn] == GIVEN).all():
        return problem.made.tree.weights
    return np.repeat(_drawn_weights(problem, rows).T, problem.made.grid.cases.size, axis=1)


def _drawn_weights(problem: Problem, rows: Ints) -> Floats:
    """(replications, edges): the weights of each scenario, as parts of each node's whole."""
    weights = problem.weights
    drawn = [(column, factor) for column, factor in enumerate(problem.factors) if factor.source == "weights"]
    table = np.repeat(weights.given[None, :], len(rows), axis=0)
    for column, factor in drawn:
        here = weights.at(_node(problem, factor.about)) if factor.about else np.ones(weights.given.size, dtype=bool)
        for place, number in enumerate(rows[:, column].tolist()):
            if number == GIVEN:
                continue
            new = weights.sets[number] if factor.choices else weights.draw(factor.generator(problem.seed, number))
            table[place, here] = new[here]
    return table


def _node(problem: Problem, id_: str) -> int:
    return [node.id for node in problem.made.standard.nodes].index(id_)
