"""How much a reported value is to be doubted, by what can be seen of it, and in which order values are verified."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

WEIGHTS: Mapping[str, float] = {
    "jump": 0.5,
    "outlier": 0.4,
    "measured": 0.6,
    "evidence": 0.3,
    "quality": 0.3,
    "corrected": 0.3,
}
"""How much of a value's credit each sign takes away where it is full."""
FULL = 3.0
"""Robust standard deviations at which a jump or an outlier is full, and corrections after which a history is."""
WORST_GRADE = 6
"""Of the U4SSC quality grades 1 to 6."""
FULL_GAP = 0.2
"""The share of the measured value at which a gap to it is full."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What can be seen of a value. jump: its change on the last period, outlier: its distance from its peers, both in
    robust standard deviations; quality: its grade, 1 the best; evidence: whether there is any; corrected: how many of
    the last values of who reports were corrected; measured: the gap to the measured value as a share of that. None:
    nothing is known of it.
    """

    jump: float | None = None
    outlier: float | None = None
    quality: int | None = None
    evidence: bool = True
    corrected: int = 0
    measured: float | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """level: 0, nothing speaks against it, to 1; reasons: the signs that speak against it, the strongest first."""

    level: float
    reasons: tuple[str, ...]


def doubt(signs: Signs) -> Doubt:
    """Each sign takes its share of the credit that the others leave: 1 - product of (1 - weight x strength)."""
    strengths = {
        "jump": _share(signs.jump, FULL),
        "outlier": _share(signs.outlier, FULL),
        "measured": _share(signs.measured, FULL_GAP),
        "evidence": 0.0 if signs.evidence else 1.0,
        "quality": (signs.quality - 1) / (WORST_GRADE - 1) if signs.quality else 0.0,
        "corrected": _share(float(signs.corrected), FULL),
    }
    taken = {name: WEIGHTS[name] * strength for name, strength in strengths.items() if strength > 0}
    reasons = sorted(taken, key=lambda name: (-taken[name], name))
    return Doubt(1 - prod(1 - part for part in taken.values()), tuple(reasons))


def risk(points: float, level: float) -> float:
    """The order of the desk: points of the Map that hang on a value, times how much it is doubted."""
    return abs(points) * level


def _share(size: float | None, full: float) -> float:
    return 0.0 if size is None else min(abs(size) / full, 1.0)
