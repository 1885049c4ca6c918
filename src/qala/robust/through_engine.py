"""Replications through the engine itself, beside one another as further bases."""

from dataclasses import replace
from typing import Any

import numpy as np

from qala.engine.arrays import Floats, Ints
from qala.engine.bands import BandsOf
from qala.engine.grid import Cases, Grid
from qala.engine.rollup import Graded, roll_up
from qala.engine.score import Scores, score
from qala.robust.bands import round_in_place
from qala.robust.factors import GIVEN, Factor
from qala.robust.into import Into
from qala.robust.problem import DRAWN, Problem, drawn_weights, scores_of, streams_of
from qala.standard import Standard


def through_engine(problem: Problem, standard: Standard, rows: Ints, into: Into) -> None:
    """Writes degrees and bands of scenarios that choose the same method."""
    made, times = problem.made, len(rows)
    cases = _repeated(made.grid.cases, times)
    degrees, values, states, screened, peers = _scored(problem, standard, rows, cases)
    tree = replace(made.tree, weights=_weights(problem, rows))
    rolled = roll_up(standard, tree, Graded(degrees, values, states, peers), cases)
    rolled.withhold(screened, tree.nodes)
    looks = BandsOf(standard, rolled.degrees, values)
    shape = (times, made.grid.cases.size)
    for place, node in enumerate(problem.nodes):
        own = rolled.degrees[node].reshape(shape)[:, problem.columns]
        bands = looks.of(node).reshape(shape)[:, problem.columns].astype(np.int8)
        decimals = standard.scale_of(standard.nodes[node]).round
        into.put(place, slice(None), round_in_place(own, decimals).T, bands.T)


def _repeated(cases: Cases, times: int) -> Cases:
    return replace(cases, bases=cases.bases * times)


def _scored(problem: Problem, standard: Standard, rows: Ints, cases: Cases) -> tuple[Any, ...]:
    """Degrees, values, states, screened and peers of all replications, beside one another."""
    made, times = problem.made, len(rows)
    streams = {source: streams_of(problem, rows, source) for source in DRAWN}
    if not any(streams.values()):
        once = scores_of(problem, standard, rows[0])
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
    return np.repeat(drawn_weights(problem, rows).T, problem.made.grid.cases.size, axis=1)
