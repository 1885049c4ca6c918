"""An assessment with its factors: what robustness runs, and what all its replications share."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from qala.engine.arrays import Floats, Ints
from qala.engine.document import Computed
from qala.engine.score import Cured, Scores, cure, measure
from qala.robust.errors import Errors, errors_of
from qala.robust.factors import GIVEN, Factor, in_turn, method_of
from qala.robust.gaps import Gaps, gaps_of
from qala.robust.goalposts import Goalposts, goalposts_of
from qala.robust.means import Means, Prepared, means_of, prepared
from qala.robust.weights import Weights, weights_of
from qala.standard import Standard

DRAWN = ("values", "missing", "goalposts")
"""The sources that change degrees of indicators in each replication."""


@dataclass(frozen=True)
class Problem:
    """An assessment with its factors: what can be run."""

    made: Computed
    factors: tuple[Factor, ...]
    seed: int
    nodes: tuple[int, ...]
    _methods: dict[tuple[object, ...], Standard] = field(default_factory=dict)
    _cured: dict[tuple[int, ...], Cured] = field(default_factory=dict)
    _noisy: dict[tuple[int, ...], Any] = field(default_factory=dict)
    _scored: dict[tuple[int, ...], Scores] = field(default_factory=dict)
    _means: dict[tuple[int, ...], Means | None] = field(default_factory=dict)
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
    def turn(self) -> tuple[int, ...]:
        """The places of the factors of method, in the order in which the standard is changed."""
        return in_turn(self.factors)

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
        if not any(factor.source in DRAWN for factor in self.factors):
            for row in self._distinct(scenarios):
                scores_of(self, self.with_choices(row), row)

    def is_product(self, scenarios: Ints) -> bool:
        """Whether all scenarios are run as matrix products."""
        if any(streams_of(self, scenarios, source) for source in DRAWN):
            return False
        rows = self._distinct(scenarios)
        return all(self.prepared(self.with_choices(row), row, node) for row in rows for node in self.nodes)

    def _distinct(self, scenarios: Ints) -> list[Ints]:
        """One scenario for each choice of method."""
        method = list(self.turn)
        found = np.unique(scenarios[:, method], axis=0, return_index=True)[1] if method else [0]
        return [scenarios[row] for row in found]

    def prepared(self, standard: Standard, row: Ints, node: int) -> Prepared | None:
        """A node as one mean of the indicators, scored without errors as a scenario chooses; None where it is none."""
        key = (node, *choices_of(self, row))
        if key not in self._prepared:
            means = self.means(standard, row, node)
            plain = not any(band.needs for band in standard.scale_of(standard.nodes[node]).bands)
            if means is None or not plain:
                self._prepared[key] = None
            else:
                degrees = scores_of(self, standard, row).degrees[:, self.columns]
                self._prepared[key] = prepared(means, degrees)
        return self._prepared[key]

    def means(self, standard: Standard, row: Ints, node: int) -> Means | None:
        """A node as one mean of the indicators, as a scenario chooses; None where it is none."""
        key = (node, *choices_of(self, row, ("treat", "max_points", "normalise", "impute")))
        if key not in self._means:
            self._means[key] = means_of(standard, self.made.tree, node)
        return self._means[key]

    def noisy(self, standard: Standard, row: Ints) -> Any:
        """How errors are drawn under means of means as a scenario chooses; None where the engine has to do it."""
        from qala.robust.noisy_means import plan_of  # noqa: PLC0415 - it builds on this module

        key = (*self.nodes, *choices_of(self, row))
        if key not in self._noisy:
            self._noisy[key] = plan_of(self, standard)
        return self._noisy[key]

    def with_choices(self, row: Ints) -> Standard:
        """The standard as a scenario chooses its method."""
        standard = self.standard
        key: tuple[object, ...] = ()
        for place in self.turn:
            factor, choice = self.factors[place], int(row[place])
            if choice == GIVEN:
                continue
            key = (*key, factor.about, choice)
            if key not in self._methods:
                self._methods[key] = method_of(standard, factor.about, factor.choices[choice])
            standard = self._methods[key]
        return standard


def scores_of(problem: Problem, standard: Standard, row: Ints) -> Scores:
    """The scores of a choice of method, without errors: computed when first asked for."""
    key = choices_of(problem, row, ("aggregate", "missing"))
    if key not in problem._scored:
        made, before = problem.made, choices_of(problem, row, ("aggregate", "missing", "normalise"))
        if before not in problem._cured:
            problem._cured[before] = cure(standard, made.tree, made.grid, made.areas.at(made.grid.cases.asked[-1]))
        problem._scored[key] = measure(standard, made.tree, made.grid, problem._cured[before])
    return problem._scored[key]


def choices_of(problem: Problem, row: Ints, but: tuple[str, ...] = ()) -> tuple[int, ...]:
    """What a scenario chooses of the method, but for some settings."""
    named = zip(problem.factors, row.tolist(), strict=True)
    return tuple(choice for factor, choice in named if factor.source == "method" and factor.about not in but)


def streams_of(problem: Problem, rows: Ints, source: str) -> list[tuple[Factor, list[int]]]:
    """The factors of a source that are drawn in any of the scenarios, with the stream of each."""
    return [
        (factor, rows[:, column].tolist())
        for column, factor in enumerate(problem.factors)
        if factor.source == source and (rows[:, column] != GIVEN).any()
    ]


def drawn_weights(problem: Problem, rows: Ints) -> Floats:
    """(replications, edges): the weights of each scenario, as parts of each node's whole."""
    weights = problem.weights
    drawn = [(column, factor) for column, factor in enumerate(problem.factors) if factor.source == "weights"]
    table = np.repeat(weights.given[None, :], len(rows), axis=0)
    for column, factor in drawn:
        here = np.flatnonzero(weights.at(_node(problem, factor.about)) if factor.about else weights.given >= 0)
        chosen = np.flatnonzero(rows[:, column] != GIVEN)
        numbers = rows[chosen, column]
        if factor.choices:
            table[chosen[:, None], here] = weights.sets[numbers][:, here]
        else:
            for place, random in zip(chosen.tolist(), factor.generators(problem.seed, numbers.tolist()), strict=True):
                table[place, here] = weights.draw(random)[here]
    return weights.shares(table)


def _node(problem: Problem, id_: str) -> int:
    return [node.id for node in problem.made.standard.nodes].index(id_)
