"""Who can change what: for each kind of actor its indicators, and what each industry would gain by them."""

from collections.abc import Iterable
from dataclasses import dataclass

from qala.insight import Reach
from qala.publish.case import Case
from qala.publish.naming import named
from qala.standard import Node
from qala.texts import number, text

LEAST = 0.05
"""A gain that would not be seen in a tenth of a degree is none."""


@dataclass(frozen=True)
class Gain:
    """A node that would gain: now and then, in words; points: the gain, None where it has no degree now."""

    id: str
    title: str
    now: str
    then: str
    points: float | None


@dataclass(frozen=True)
class Power:
    """One kind of actor. gains: the greatest first, what would have a degree at last before them."""

    who: str
    asked: int
    known: int
    gains: tuple[Gain, ...]


def powers_of(case: Case, reached: Iterable[Reach]) -> tuple[Power, ...]:
    """The powers over a city's whole and industries."""
    return tuple(_power(case, one) for one in reached if one.asked)


def _power(case: Case, one: Reach) -> Power:
    key = f"map.influence_{one.influence}" if one.influence else "city.nobody_named"
    found = [_gain(case, node, one) for node in (case.standard.root, *case.standard.industries)]
    gains = sorted((gain for gain in found if gain), key=lambda gain: -(gain.points or 1e9))
    return Power(text(key, case.language), one.asked, one.known, tuple(gains))


def _gain(case: Case, node: Node, one: Reach) -> Gain | None:
    now, then = case.rows[node.id]["degree"], one.degrees.get(node.id)
    if then is None or (now is not None and then - now < LEAST):
        return None
    said = "–" if now is None else number(now, case.language, 1, fixed=True)
    points = None if now is None else then - now
    return Gain(node.id, named(node, case.language), said, number(then, case.language, 1, fixed=True), points)
