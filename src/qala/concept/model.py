"""The typical concept as frozen types: what a folder says, each solution with its effects and costs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from qala.areas.model import Text

SECTIONS = ("principles", "approaches", "goals", "priorities", "tasks")
"""The parts of the concept that are in words, in their order."""
TERM_KINDS = ("technology", "condition", "risk")
FINANCING = ("budget", "ppp", "service-model", "private")
EFFECT_KINDS = ("level", "value", "share")
EVIDENCE = ("observed", "literature", "assumption")
SOURCED = frozenset({"observed", "literature"})
"""Evidence that must name its source."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One principle, approach, goal, priority or task."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Term:
    """A technology, condition or risk that several solutions share; row: where it stands in terms.csv."""

    kind: str
    id: str
    title: Text
    row: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Driver:
    """What the size of a solution is counted in; a city has `per_city` of it and `per_thousand` for 1,000 residents."""

    id: str
    per_city: Decimal
    per_thousand: Decimal
    title: Text
    row: int = field(default=0, compare=False)

    def size(self, population: int) -> Decimal:
        """How many a city of so many residents is assumed to have."""
        return self.per_city + self.per_thousand * population / 1000


@dataclass(frozen=True, slots=True)
class Range:
    """A triangular distribution: the least, the likeliest and the greatest."""

    low: float
    mode: float
    high: float

    @property
    def mean(self) -> float:
        """What is to be expected."""
        return (self.low + self.mode + self.high) / 3


@dataclass(frozen=True, slots=True)
class Amount:
    """Money as a triangular distribution, exact."""

    low: Decimal
    mode: Decimal
    high: Decimal

    def times(self, size: Decimal) -> "Amount":
        """So many times as much."""
        return Amount(self.low * size, self.mode * size, self.high * size)

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(self.low + other.low, self.mode + other.mode, self.high + other.high)


NOTHING = Amount(Decimal(0), Decimal(0), Decimal(0))


@dataclass(frozen=True, slots=True)
class Effect:
    """What a solution does to an indicator of the concept's standard, all of it done in the whole city.

    kind: `level`, the level that is reached; `value`, added to the value; `share`, of the value before, added to it
    (-0.1 is a tenth less). It begins `delay` years after the start of the project, is whole after `ramp` more, loses
    the share `decay` of itself each year and ends `lifetime` years after it began. source is needed where the
    evidence is observed or literature.
    """

    indicator: str
    kind: str
    change: Range
    delay: float
    ramp: float
    lifetime: float
    decay: float
    evidence: str
    source: str = ""
    note: str = ""
    row: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one unit of a driver costs to build, and each year to run, in prices of a year; basis: what it rests on."""

    driver: str
    capital: Amount
    yearly: Amount
    currency: str
    price_year: int
    basis: str
    row: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Outlay:
    """What a solution costs a city: to build, and each year to run."""

    capital: Amount
    yearly: Amount


@dataclass(frozen=True, slots=True)
class Solution:
    """A typical solution. requires: ids of solutions that come first; technologies, conditions, risks: ids of terms."""

    id: str
    industry: str
    title: Text
    summary: Text
    technologies: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    financing: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    acceptance: tuple[Text, ...] = ()
    effects: tuple[Effect, ...] = ()
    costs: tuple[Cost, ...] = ()
    row: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Concept:
    """The whole concept; `standard` is the id of the one whose industries and indicators it names."""

    id: str
    edition: str
    status: str
    standard: str
    currency: str
    title: Text
    note: Text
    sections: Mapping[str, tuple[Statement, ...]]
    terms: tuple[Term, ...]
    drivers: tuple[Driver, ...]
    solutions: tuple[Solution, ...]

    @cached_property
    def solution(self) -> Mapping[str, Solution]:
        """The solutions by id."""
        return {one.id: one for one in self.solutions}

    @cached_property
    def term(self) -> Mapping[tuple[str, str], Term]:
        """The terms by kind and id."""
        return {(one.kind, one.id): one for one in self.terms}

    @cached_property
    def driver(self) -> Mapping[str, Driver]:
        """The drivers by id."""
        return {one.id: one for one in self.drivers}

    def chosen(self, industry: str = "", indicator: str = "") -> tuple[Solution, ...]:
        """The solutions of an industry, those that move an indicator, or all."""
        return tuple(
            one
            for one in self.solutions
            if industry in ("", one.industry) and (not indicator or any(e.indicator == indicator for e in one.effects))
        )

    def needed(self, id_: str) -> tuple[str, ...]:
        """The solutions that a solution rests on, at any depth, each after those that it rests on itself."""
        found: dict[str, None] = {}
        open_ = {id_}

        def visit(one: str) -> None:
            for before in self.solution[one].requires:
                if before not in open_ and before not in found:
                    open_.add(before)
                    visit(before)
                    found[before] = None

        visit(id_)
        return tuple(found)

    def followers(self, id_: str) -> tuple[Solution, ...]:
        """The solutions that name this one among what comes first."""
        return tuple(one for one in self.solutions if id_ in one.requires)

    def outlay(self, id_: str, population: int) -> Outlay:
        """What a solution costs a city of so many residents, by the sizes that the drivers assume."""
        capital = yearly = NOTHING
        for cost in self.solution[id_].costs:
            size = self.driver[cost.driver].size(population)
            capital, yearly = capital + cost.capital.times(size), yearly + cost.yearly.times(size)
        return Outlay(capital, yearly)
