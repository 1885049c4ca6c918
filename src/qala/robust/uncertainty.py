"""How firm every degree, band and rank of an assessment is, and what its uncertainty comes from."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from qala.engine.arrays import Floats
from qala.engine.document import Computed
from qala.errors import BadUse
from qala.robust.factors import SOURCES, drawn, factors_of, uncertain
from qala.robust.problem import Problem
from qala.robust.runs import Progress, run
from qala.robust.summary import Told, ahead_row, rows_of, told_of
from qala.robust.tally import WIDEST, Tallies

LEAST, MOST = 10, 1_000_000
KEPT = 10_000
"""Up to so many replications are kept until the end, for exact quantiles; of more than that counts are."""
AT_A_TIME = 1024
"""So many replications run between one count and the next."""
TOGETHER = 100_000_000
"""So many degrees are kept, or counted, at a time: where there are more, nodes are run one group after another."""
SHARED = 256
"""So many replications tell what the uncertainty comes from: each once more for every source."""


@dataclass(frozen=True)
class Asked:
    """How many replications, from which seed, on how many threads."""

    replications: int
    seed: int = 1
    threads: int = 2


def robustness(made: Computed, asked: Asked, progress: Progress | None = None) -> dict[str, Any]:
    """The part `robustness` of an assessment. Raises BadUse for too few or too many replications, nothing uncertain, or
    where the standard scores nothing.

    Interrupted, it tells of the replications that are done, and says so; where nodes are run one group after another,
    of the groups that are done, and `untold` are the others' nodes.
    """
    if not LEAST <= asked.replications <= MOST:
        raise BadUse("robust.replications", value=asked.replications, least=LEAST, most=MOST)
    if not made.standard.scores:
        raise BadUse("readiness.no_degrees", standard=made.standard.id)
    if not uncertain(made.standard.robust):
        raise BadUse("robust.nothing_uncertain")
    factors, nodes = factors_of(made), shown(made)
    rows: list[dict[str, Any]] = []
    ahead: list[dict[str, Any]] = []
    replications, untold = 0, nodes
    problem = Problem(made, factors, asked.seed, nodes)
    size = together(problem, asked)
    for start in range(0, len(nodes), size):
        group = problem if size >= len(nodes) else replace(problem, nodes=nodes[start : start + size])
        try:
            done = _run(group, asked, progress)
        except KeyboardInterrupt:
            if not rows:
                raise
            break
        if rows and done.replications < asked.replications:
            break
        shares = {} if done.stopped else _sources(group, done.first, asked)
        found = [row for one in done.told for row in rows_of(made, group.nodes[one.place], group.columns, one)]
        for number, row in enumerate(found):
            row["drawn"] = _drawn(group, row)
            row["sources"] = {source: float(share[number]) for source, share in shares.items() if share[number] > 0}
        rows += found
        pairs = ((group.nodes[one.place], one.case, one.ahead) for one in done.told)
        ahead += [ahead_row(made, node, case, table) for node, case, table in pairs if table is not None]
        replications, untold = done.replications, nodes[start + size :]
        if done.stopped:
            break
    return {
        "replications": replications,
        "asked": asked.replications,
        "untold": [made.standard.nodes[node].id for node in untold],
        "seed": asked.seed,
        "level": 0.9,
        "sources": [source for source in SOURCES if any(factor.source == source for factor in factors)],
        "factors": [{"factor": one.id, "choices": [str(choice) for choice in one.choices]} for one in factors],
        "rules": _rules(problem, asked),
        "nodes": rows,
        "ahead": ahead,
    }


def together(problem: Problem, asked: Asked) -> int:
    """How many nodes are run at a time, so that memory is bounded."""
    columns = problem.columns.size
    kept = columns * (asked.replications if asked.replications <= KEPT else len(problem.made.areas.ids) + WIDEST)
    return max(1, TOGETHER // max(kept, 1))


@dataclass(frozen=True)
class Done:
    """A run: how many replications are done, whether it was stopped, what they tell, and the degrees of the first ones,
    (nodes, replications, columns).
    """

    replications: int
    stopped: bool
    told: list[Told]
    first: Floats


def _run(problem: Problem, asked: Asked, progress: Progress | None) -> Done:
    """Runs all that is asked for: kept until the end, or counted part by part."""
    scenarios = drawn(problem.factors, asked.replications, asked.seed)
    if asked.replications <= KEPT:
        sample = run(problem, scenarios, asked.threads, progress)
        told = list(told_of(problem.made, sample))
        return Done(sample.replications, sample.stopped, told, sample.degrees[:, :SHARED])
    tallies, done, stopped, first = Tallies(problem.made, problem.nodes), 0, False, np.empty(0)
    while done < asked.replications and not stopped:
        try:
            part = _after(done, asked.replications, progress)
            sample = run(problem, scenarios[done : done + AT_A_TIME], asked.threads, part)
        except KeyboardInterrupt:
            if not done:
                raise
            stopped = True
            continue
        tallies.add(sample)
        first = first if done else sample.degrees[:, :SHARED].copy()
        done, stopped = done + sample.replications, sample.stopped
    return Done(done, stopped, list(tallies.told()), first)


def _after(start: int, whole: int, progress: Progress | None) -> Progress | None:
    """Progress of a part, told as of the whole."""
    return None if progress is None else lambda done, _: progress(start + done, whole)


def shown(made: Computed) -> tuple[int, ...]:
    """The numbers of the whole and of the industries: the columns of the Map."""
    names = [made.standard.root.id, *(node.id for node in made.standard.industries)]
    numbers = {node.id: number for number, node in enumerate(made.standard.nodes)}
    return tuple(numbers[name] for name in names)


def _sources(problem: Problem, first: Floats, asked: Asked) -> dict[str, Floats]:
    """(rows,) each: the share of a degree's variance that would stay if all but one source were settled, its total
    effect: sum (f(A) - f(A with the source drawn anew))^2 / 2 n variance, divided by the sum of all sources'.

    Interrupted, it tells of none. Source: Jansen (1999), Analysis of variance designs for model output.
    """
    factors, count = problem.factors, first.shape[1]
    base = drawn(factors, asked.replications, asked.seed)[:count]
    other = drawn(factors, count, asked.seed, asked.replications)
    found: dict[str, Floats] = {}
    for source in SOURCES:
        columns = [place for place, factor in enumerate(factors) if factor.source == source]
        if columns:
            scenarios = base.copy()
            scenarios[:, columns] = other[:, columns]
            try:
                anew = run(problem, scenarios, asked.threads)
            except KeyboardInterrupt:
                return {}
            if anew.stopped:
                return {}
            gap = first - anew.degrees
            with np.errstate(invalid="ignore"):
                found[source] = np.nan_to_num(gap**2).sum(axis=1).reshape(-1) / (2 * count)
    whole = np.add.reduce(list(found.values()))
    return {name: np.where(whole > 0, one / np.where(whole > 0, whole, 1.0), 0.0) for name, one in found.items()}


def _drawn(problem: Problem, row: dict[str, Any]) -> float:
    """The share of the asked indicators below a node whose values were drawn, being missing."""
    made = problem.made
    if not any(factor.source == "missing" for factor in problem.factors):
        return 0.0
    node = [one.id for one in made.standard.nodes].index(row["node"])
    cases = made.grid.cases
    span = cases.span(cases.bases.index(row["basis"]), cases.periods.index(row["period"]))
    case = span.start + cases.areas.index(row["area"])
    here = problem.gaps.indicator[problem.gaps.case == case]
    asked = int(made.result.asked[node, case])
    return float(np.isin(here, made.tree.below[node]).sum() / asked) if asked else 0.0


def _rules(problem: Problem, asked: Asked) -> list[str]:
    """The codes of the rules that held in the replications, beyond the standard's own."""
    sources = {factor.source for factor in problem.factors}
    means = [node.aggregate for node in problem.made.standard.nodes]
    means += [choice for factor in problem.factors if factor.about == "aggregate" for choice in factor.choices]
    powers = any(mean in ("geometric", "harmonic") or mean.startswith("power") for mean in means)
    return [
        name
        for name, holds in (
            ("missing_drawn", "missing" in sources),
            ("gates_stand", "missing" in sources),
            ("histogram", asked.replications > KEPT),
            ("zeros_withhold", powers and problem.made.standard.zeros == "refuse"),
        )
        if holds
    ]
