"""Where an indicator will be: the way on that erred least in the past, with an interval from its past errors."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from qala.engine.arrays import Floats
from qala.insight.forecast.backtest import Panel, spread
from qala.insight.forecast.history import History, Past, Run
from qala.insight.forecast.interval import Tuned, tuned
from qala.insight.forecast.methods import METHODS

FEWEST = 8
"""From fewer figures after the last break nothing is foreseen."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing is foreseen: the name of a sentence under `forecast`, and the fields that fill it."""

    code: str
    fields: Mapping[str, object]


@dataclass(frozen=True)
class Outlook:
    """What is foreseen of one run.

    value, low, high: in the unit of the fact; outcomes: values that may come about, as `rule.chance` takes them.
    """

    run: Run
    year: int
    value: float
    low: float
    high: float
    rule: Tuned
    outcomes: Floats

    @property
    def tested(self) -> bool:
        """Whether the horizon is one that could be tried in the past."""
        return self.year - self.run.years[-1] <= self.rule.ahead


@dataclass(frozen=True)
class Foresight:
    """Histories with what was learnt from them, each panel once; shares: the facts that are shares; decided: those that
    somebody decides on, as levels are, and that no trend leads to.
    """

    history: History
    shares: frozenset[str]
    decided: frozenset[str]

    @cached_property
    def _panels(self) -> dict[str, Panel]:
        return {}

    def panel(self, fact: str) -> Panel:
        """All runs of a fact."""
        if fact not in self._panels:
            self._panels[fact] = Panel.of(self.history.panel(fact), fact in self.shares)
        return self._panels[fact]

    @cached_property
    def _rules(self) -> dict[str, Tuned]:
        return {}

    def rule(self, fact: str) -> Tuned:
        """The way on that erred least for a fact."""
        if fact not in self._rules:
            self._rules[fact] = tuned(self.panel(fact).trials)
        return self._rules[fact]

    def outlook(self, area: str, fact: str, year: int) -> Outlook | Refusal:
        """What is foreseen of a fact at an area in a year, or why nothing is."""
        if fact in self.decided:
            return Refusal("decided", {})
        past = self.history.pasts.get((area, fact))
        if past is None:
            return Refusal("no_history", {})
        return _refused(self.history, past, year) or self._foreseen(fact, past.last, year)

    def _foreseen(self, fact: str, run: Run, year: int) -> Outlook:
        panel, rule = self.panel(fact), self.rule(fact)
        number = next(
            place for place, one in enumerate(panel.runs) if (one.boundary, one.years) == (run.boundary, run.years)
        )
        ahead = year - run.years[-1]
        middle = float(METHODS[rule.method](panel.values[number], ahead)[-1])
        unit = panel.step(number, run.years[-1]) * float(spread(ahead, len(run.years)))
        reach = rule.reach * unit
        value, low, high = panel.scale.back(np.array([middle, middle - reach, middle + reach])).tolist()
        outcomes = panel.scale.back(middle + rule.outcomes * unit)
        return Outlook(run, year, value, low, high, rule, outcomes)


def _refused(history: History, past: Past, year: int) -> Refusal | None:
    run = past.last
    if year <= run.years[-1]:
        return Refusal("known", {"last": run.years[-1]})
    known = len(run.years)
    if known < FEWEST:
        if not past.breaks:
            return Refusal("few", {"known": known, "fewest": FEWEST})
        last = past.breaks[-1]
        code = "few_since_finding" if last.rule else "few_since_break"
        return Refusal(code, {"known": known, "fewest": FEWEST, "year": last.year, "rule": last.rule})
    event = history.break_ahead(run, year)
    if event is not None:
        return Refusal("break_ahead", {"year": int(event.date[:4]), "last": run.years[-1]})
    return None
