"""What is uncertain about an assessment by a standard, as frozen types: its table [robust]."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

GRADES = (0.01, 0.03, 0.05, 0.1, 0.2, 0.3)
"""Relative standard errors of figures by quality grade: measured, surveyed, extrapolated, estimated, a personal
estimate, untraceable. A proposal; a pack says its own.
"""
WEIGHT_DRAWS = ("none", "dirichlet", "uniform", "sets", "between")
FACTORS = ("treat", "max_points", "normalise", "aggregate", "missing", "impute")
"""What of a method may be one of several."""


@dataclass(frozen=True, slots=True)
class GoalpostBounds:
    """Between which values the low and the high goalpost of an indicator may lie."""

    low: tuple[float, float]
    high: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Robust:
    """What is uncertain, and by how much; what robustness and sensitivity draw from.

    values: whether figures are; grades: relative standard errors by quality grade 1 to 6; ungraded: where there is no
    grade. missing: whether gaps are drawn from peers and the own past. weights: one of WEIGHT_DRAWS; spread: the
    relative standard deviation of a mean weight (dirichlet), or the relative bound (uniform); sets: the named weight
    sets to choose from (sets) or to mix (between). goalposts: how far each may move, as a share of the span; bounds:
    the same for single indicators. choices: by factor, the methods to choose from.
    """

    values: bool = True
    grades: tuple[float, ...] = GRADES
    ungraded: float = 0.02
    missing: bool = True
    weights: str = "dirichlet"
    spread: float = 0.2
    sets: tuple[str, ...] = ()
    goalposts: float = 0.0
    bounds: Mapping[str, GoalpostBounds] = field(default_factory=dict)
    choices: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
