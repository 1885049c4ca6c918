"""How firm every degree, band and rank of an assessment is, and what its uncertainty comes from."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from qala.engine.arrays import Floats
from qala.engine.document import Computed
from qala.errors import BadUse
from qala.robust.factors import SOURCES, drawn, factors_of, uncertain
from qala.robust.problem import Problem
from qala.robust.runs import Progress, Sample, run
from qala.robust.summary import ahead_of, rows_of

LEAST, MOST = 10, 10_000
"""So many replications at least, and at most with exact quantiles."""
SHARED = 256
"""So many replications tell what the uncertainty comes from: each once more for every source."""


@dataclass(frozen=True)
class Asked:
    """How many replications, from which seed, on how many threads."""

    replications: int
    seed: int = 1
    threads: int = 2


def robustness(made: Computed, asked: Asked, progress: Progress | None = None) -> dict[str, Any]:
    """The part `robustness` of an assessment. Raises BadUse for too few or too many replications, or nothing uncertain.

    Interrupted, it tells of the replications that are done, and says so.
    """
    if not LEAST <= asked.replications <= MOST:
        raise BadUse("robust.replications", value=asked.replications, least=LEAST, most=MOST)
    if not uncertain(made.standard.robust):
        raise BadUse("robust.nothing_uncertain")
    factors = factors_of(made)
    problem = Problem(made, factors, asked.seed, shown(made))
    sample = run(problem, drawn(factors, asked.replications, asked.seed), asked.threads, progress)
    whole = sample.replications == asked.replications
    shares = _sources(problem, sample, asked) if whole else {}
    rows = list(rows_of(made, sample))
    for number, row in enumerate(rows):
        row["drawn"] = _drawn(problem, row)
        row["sources"] = {source: float(share[number]) for source, share in shares.items() if share[number] > 0}
    return {
        "replications": sample.replications,
        "asked": asked.replications,
        "seed": asked.seed,
        "level": 0.9,
        "sources": [source for source in SOURCES if any(factor.source == source for factor in factors)],
        "factors": [{"factor": one.id, "choices": [str(choice) for choice in one.choices]} for one in factors],
        "rules": _rules(problem),
        "nodes": rows,
        "ahead": list(ahead_of(made, sample)),
    }


def shown(made: Computed) -> tuple[int, ...]:
    """The numbers of the whole and of the industries: the columns of the Map."""
    names = [made.standard.root.id, *(node.id for node in made.standard.industries)]
    numbers = {node.id: number for number, node in enumerate(made.standard.nodes)}
    return tuple(numbers[name] for name in names)


def _sources(problem: Problem, sample: Sample, asked: Asked) -> dict[str, Floats]:
    """(rows,) each: the share of a degree's variance that would stay if all but one source were settled, its total
    effect: sum (f(A) - f(A with the source drawn anew))^2 / 2 n variance, divided by the sum of all sources'.

    Source: Jansen (1999), Analysis of variance designs for model output.
    """
    factors, first = problem.factors, asked.replications
    count = min(SHARED, first)
    base, other = drawn(factors, count, asked.seed), drawn(factors, count, asked.seed, first)
    if first > count:
        base = drawn(factors, first, asked.seed)[:count]
    found: dict[str, Floats] = {}
    for source in SOURCES:
        columns = [place for place, factor in enumerate(factors) if factor.source == source]
        if columns:
            scenarios = base.copy()
            scenarios[:, columns] = other[:, columns]
            anew = run(problem, scenarios, asked.threads)
            gap = sample.degrees[:, :count] - anew.degrees
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


def _rules(problem: Problem) -> list[str]:
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
            ("zeros_withhold", powers and problem.made.standard.zeros == "refuse"),
        )
        if holds
    ]
