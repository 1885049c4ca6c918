"""What is uncertain, as factors; and scenarios, tables that say of each replication what every factor is.

A factor with choices is a number of one of them; any other is the number of a stream of random draws. GIVEN leaves a
factor as it is in the assessment.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from qala.engine.arrays import Floats, Ints
from qala.engine.document import Computed
from qala.standard import Standard
from qala.standard.model import Normalise
from qala.standard.uncertain import Robust

GIVEN = -1
SETTLED = 12
"""So many numbers are thrown away until a generator's start no longer shows."""
SOURCES = ("values", "missing", "weights", "goalposts", "method")


@dataclass(frozen=True, slots=True)
class Factor:
    """One thing that is uncertain: of which source; about which part of it, blank for all (of values a fact, of weights
    a node, of the method a setting); its choices, if it has any.
    """

    source: str
    about: str = ""
    choices: tuple[Any, ...] = ()

    @property
    def id(self) -> str:
        """Its name in results: the source, and what of it."""
        return f"{self.source}:{self.about}" if self.about else self.source

    def generator(self, seed: int, stream: int) -> np.random.Generator:
        """The random draws of one replication: the same for the same seed, factor and stream, whoever asks."""
        return next(self.generators(seed, [stream]))

    def generators(self, seed: int, streams: Sequence[int]) -> Iterator[np.random.Generator]:
        """The random draws of some replications, one after another: each is spent when the next is asked for.

        SFC64, started from three numbers of the stream by SplitMix64. Source: Steele, Lea and Flood (2014), Fast
        splittable pseudorandom number generators.
        """
        start = np.random.SeedSequence(seed, spawn_key=(crc32(self.id.encode()),)).generate_state(1, np.uint64)
        bits = np.random.SFC64(0)
        state, generator = bits.state, np.random.Generator(bits)
        for numbers in _mixed(
            start + np.array(streams, dtype=np.uint64)[:, None] * np.uint64(3) + np.arange(3, dtype=np.uint64)
        ):
            state["state"]["state"] = np.append(numbers, np.uint64(1))
            bits.state = state
            bits.random_raw(SETTLED, output=False)
            yield generator


def _mixed(numbers: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """SplitMix64's numbers of these places. Shape as given."""
    mixed = (numbers + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return mixed ^ (mixed >> np.uint64(31))


def factors_of(made: Computed, by_node: bool = False, by_fact: bool = False, under: str = "") -> tuple[Factor, ...]:
    """The factors that the standard's [robust] names; weights node by node, values fact by fact where asked: of those
    at or below the node `under`, by default the root.
    """
    rule, found = made.standard.robust, []
    top = [node.id for node in made.standard.nodes].index(under or made.standard.root.id)
    if rule.values:
        facts = _facts_below(made, top)
        found += [Factor("values", fact) for fact in facts] if by_fact else [Factor("values")]
    if rule.missing:
        found.append(Factor("missing"))
    if rule.weights == "sets":
        found.append(Factor("weights", choices=rule.sets))
    elif rule.weights != "none":
        nodes = [made.standard.nodes[one].id for one in _nodes_below(made, top) if len(made.tree.of(one)[0]) > 1]
        found += [Factor("weights", node) for node in nodes] if by_node else [Factor("weights")]
    if rule.goalposts or rule.bounds:
        found.append(Factor("goalposts"))
    return (*found, *(Factor("method", name, choices) for name, choices in rule.choices.items()))


def _nodes_below(made: Computed, top: int) -> list[int]:
    """A node and all that it takes up at any depth."""
    found, waiting = [], [top]
    while waiting:
        node = waiting.pop(0)
        found.append(node)
        waiting += [child for child in made.tree.of(node)[0].tolist() if child < made.tree.nodes]
    return found


def _facts_below(made: Computed, top: int) -> list[str]:
    """The facts of the indicators below a node, and of those that they are divided by."""
    below = [made.standard.indicators[index] for index in made.tree.below[top]]
    divisors = [made.standard.indicator[id_] for one in below for id_, _ in one.transform.per]
    return list(dict.fromkeys(one.fact for one in (*below, *divisors)))


def drawn(factors: Sequence[Factor], replications: int, seed: int, first: int = 0) -> Ints:
    """(replications, factors): everything drawn at random; streams are numbered from `first`."""
    found = np.empty((replications, len(factors)), dtype=np.int64)
    for column, factor in enumerate(factors):
        if factor.choices:
            random = factor.generator(seed, first)
            found[:, column] = random.integers(len(factor.choices), size=replications)
        else:
            found[:, column] = np.arange(first, first + replications)
    return found


def placed(factors: Sequence[Factor], points: Floats) -> Ints:
    """Scenarios (n, factors) at points (n, factors) of the unit cube: choices of equal shares, streams by 31 bits."""
    sizes = np.array([len(factor.choices) or 2**31 for factor in factors])
    found: Ints = np.minimum((points * sizes).astype(np.int64), sizes - 1)
    return found


def method_of(standard: Standard, setting: str, choice: Any) -> Standard:
    """The standard with a choice in place of its own setting, wherever its own holds."""
    return _CHANGES[setting](standard, choice)


def in_turn(factors: Sequence[Factor]) -> tuple[int, ...]:
    """The places of the factors of method, in the order in which a standard is changed."""
    places = (place for place, factor in enumerate(factors) if factor.source == "method")
    return tuple(sorted(places, key=lambda place: list(_CHANGES).index(factors[place].about)))


def _treat(standard: Standard, choice: str) -> Standard:
    indicators = (replace(one, treat=choice) if one.treat == standard.treat else one for one in standard.indicators)
    return replace(standard, indicators=tuple(indicators))


def _max_points(standard: Standard, choice: int | None) -> Standard:
    return replace(standard, treatment=replace(standard.treatment, max_points=choice))


def _normalise(standard: Standard, choice: Normalise) -> Standard:
    own = standard.normalise
    indicators = (replace(one, normalise=choice) if one.normalise == own else one for one in standard.indicators)
    ends = replace(own, low=choice.low, high=choice.high, clip=choice.clip)
    return replace(standard, indicators=tuple(indicators), normalise=ends)


def _aggregate(standard: Standard, choice: str) -> Standard:
    nodes = (
        replace(node, aggregate=choice) if node.aggregate == standard.aggregate else node for node in standard.nodes
    )
    return replace(standard, nodes=tuple(nodes))


def _missing(standard: Standard, choice: str) -> Standard:
    nodes = (replace(node, missing=choice) if node.missing == standard.missing else node for node in standard.nodes)
    return replace(standard, nodes=tuple(nodes))


def _impute(standard: Standard, choice: tuple[str, ...]) -> Standard:
    own = standard.impute.methods
    indicators = (replace(one, impute=choice) if one.impute == own else one for one in standard.indicators)
    return replace(standard, indicators=tuple(indicators))


_CHANGES: dict[str, Callable[[Standard, Any], Standard]] = {
    "treat": _treat, "normalise": _normalise, "impute": _impute, "aggregate": _aggregate, "missing": _missing,
    "max_points": _max_points,
}  # fmt: skip
"""None touches what another does; what has the least to do comes last."""


def uncertain(rule: Robust) -> bool:
    """Whether anything is uncertain at all."""
    moving = rule.values or rule.missing or rule.weights != "none" or rule.goalposts > 0
    return bool(moving or rule.bounds or rule.choices)
