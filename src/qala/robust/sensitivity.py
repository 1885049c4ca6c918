"""Which choice of the method, which weights and which figures a result hangs on."""

from dataclasses import asdict, dataclass
from math import prod
from typing import Any

import numpy as np

from qala.engine.arrays import Floats
from qala.engine.document import Computed
from qala.errors import BadUse
from qala.robust.factors import GIVEN, factors_of, placed
from qala.robust.problem import Problem
from qala.robust.ranks import ranks_of
from qala.robust.runs import Progress, Sample, run
from qala.robust.sobol import Effect, design, effects, exact_effects, grid, points
from qala.robust.summary import Case, cases_of

ENUMERATED = 20_000
"""Up to so many combinations of choices are all tried, and the effects are exact."""
LEAST, MOST = 16, 65_536


@dataclass(frozen=True)
class Question:
    """What is asked: of which node, of which area (blank for the whole Map), its degree or its rank, by how many
    sampled points, whether weights are taken node by node and figures fact by fact.

    Of the whole Map it is the mean absolute change of the areas' degrees or ranks against the assessment.
    """

    node: str = ""
    area: str = ""
    of: str = "rank"
    samples: int = 1024
    by_node: bool = False
    by_fact: bool = False
    seed: int = 1
    threads: int = 2


@dataclass(frozen=True)
class Sensitivity:
    """The effects of all factors. runs: how often the assessment was run; exact: whether all combinations were."""

    node: str
    area: str
    of: str
    period: str
    basis: str
    exact: bool
    runs: int
    variance: float
    effects: tuple[tuple[str, Effect], ...]

    def document(self) -> dict[str, Any]:
        """As JSON has it."""
        rows = [{"factor": factor, **asdict(effect)} for factor, effect in self.effects]
        return {**asdict(self), "effects": rows}


def sensitivity(made: Computed, question: Question, progress: Progress | None = None) -> Sensitivity:
    """The first-order and total effects of every factor, by all combinations where factors are discrete and few.

    Interrupted, it takes the points that are done; `runs` says how many runs those are.
    Raises BadUse for what the assessment does not have, and where fewer than two factors are uncertain.
    """
    node, case = question.node or made.standard.root.id, list(cases_of(made))[-1]
    _check(question, made, node, case)
    factors = factors_of(made, question.by_node, question.by_fact, node)
    if len(factors) < 2:
        raise BadUse("robust.one_factor", count=len(factors))
    problem = Problem(made, factors, question.seed, (_number(made, node),))
    sizes = [len(factor.choices) for factor in factors]
    few = all(sizes) and prod(sizes) <= ENUMERATED
    sampled = () if few else design(*points(len(factors), question.samples, question.seed))
    scenarios = grid(sizes) if few else placed(factors, np.asarray(sampled))
    results = outcome(problem, run(problem, scenarios, question.threads, progress), case, question)
    if len(results) < (len(scenarios) if few else LEAST * (len(factors) + 2)):
        raise BadUse("robust.stopped", done=len(results), asked=len(scenarios))
    if np.isnan(results).all():
        raise BadUse("robust.no_degree", node=node)
    found = exact_effects(results, sizes) if few else effects(results, len(factors), question.seed)
    named = tuple((factor.id, effect) for factor, effect in zip(factors, found, strict=True))
    variance = float(np.nanvar(results))
    return Sensitivity(node, question.area, question.of, case.period, case.basis, few, len(results), variance, named)


def _check(question: Question, made: Computed, node: str, case: Case) -> None:
    if not made.standard.scores:
        raise BadUse("readiness.no_effects", standard=made.standard.id)
    if not LEAST <= question.samples <= MOST or question.samples & (question.samples - 1):
        raise BadUse("robust.samples", value=question.samples, least=LEAST, most=MOST)
    if node not in made.standard.node:
        raise BadUse("explain.no_node", value=node, known=", ".join(made.standard.node))
    if question.area and question.area not in case.areas:
        raise BadUse("explain.no_area", value=question.area, known=", ".join(case.areas))


def outcome(problem: Problem, sample: Sample, case: Case, question: Question) -> Floats:
    """(replications,): the result that is asked for in each; NaN where the area has none."""
    given = run(problem, np.full((1, len(problem.factors)), GIVEN), 1).degrees[0][:, case.columns]
    table, own = sample.degrees[0][:, case.columns], given
    if question.of == "rank":
        decimals = problem.made.standard.scale_of(problem.made.standard.nodes[problem.nodes[0]]).round
        table, own = (_as_floats(ranks_of(degrees, decimals)) for degrees in (table, given))
    if question.area:
        found: Floats = table[:, case.areas.index(question.area)]
        return found
    gap = np.abs(table - own)
    known = ~np.isnan(gap)
    count = np.count_nonzero(known, axis=1)
    with np.errstate(invalid="ignore"):
        mean: Floats = np.where(known, gap, 0.0).sum(axis=1) / np.where(count > 0, count, np.nan)
    return mean


def _as_floats(ranks: Any) -> Floats:
    return np.where(ranks > 0, ranks.astype(np.float64), np.nan)


def _number(made: Computed, node: str) -> int:
    return [one.id for one in made.standard.nodes].index(node)
