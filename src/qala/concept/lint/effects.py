"""Faults of effects: what they move, by how much, and on what evidence."""

from collections.abc import Iterator

from qala.concept.lint.fault import fault
from qala.concept.model import SOURCED, Concept, Effect
from qala.standard import Indicator, Standard
from qala.standard.lint.fault import Fault

FILE = "effects.csv"
HIGHEST_LEVEL = 5


def effects(concept: Concept, standard: Standard) -> Iterator[Fault]:
    """All effects."""
    for solution in concept.solutions:
        told: set[str] = set()
        for effect in solution.effects:
            if effect.indicator in told:
                yield fault("effect_twice", FILE, effect.row, "indicator", id=solution.id, indicator=effect.indicator)
            told.add(effect.indicator)
            yield from _evidence(effect, solution.id)
            yield from _numbers(effect)
            if effect.indicator in standard.indicator:
                yield from _against(effect, standard.indicator[effect.indicator])
            else:
                yield fault("indicator", FILE, effect.row, "indicator", indicator=effect.indicator, of=standard.id)


def _evidence(effect: Effect, solution: str) -> Iterator[Fault]:
    if not effect.evidence:
        yield fault("no_evidence", FILE, effect.row, "evidence", id=solution, indicator=effect.indicator)
    elif effect.evidence in SOURCED and not effect.source:
        yield fault("no_source", FILE, effect.row, "source", evidence=effect.evidence)


def _numbers(effect: Effect) -> Iterator[Fault]:
    change = effect.change
    if not change.low <= change.mode <= change.high:
        yield fault("order", FILE, effect.row, "mode", low=change.low, mode=change.mode, high=change.high)
    if effect.kind == "share" and change.low < -1:
        yield fault("below_nothing", FILE, effect.row, "low", low=change.low)
    if not effect.lifetime:
        yield fault("no_lifetime", FILE, effect.row, "lifetime_years", indicator=effect.indicator)


def _against(effect: Effect, indicator: Indicator) -> Iterator[Fault]:
    """What does not go together with the indicator: its kind, its scale, its direction."""
    if (effect.kind == "level") != (indicator.kind == "level"):
        right = "level" if indicator.kind == "level" else "value, share"
        yield fault("effect_kind", FILE, effect.row, "kind", indicator=indicator.id, kind=effect.kind, right=right)
        return
    low, high = effect.change.low, effect.change.high
    if effect.kind == "level" and (low < 0 or high > HIGHEST_LEVEL):
        yield fault("levels", FILE, effect.row, "low", low=low, high=high)
    if effect.kind == "value" and indicator.low is not None and indicator.high is not None:
        span = indicator.high - indicator.low
        if max(abs(low), abs(high)) > span:
            yield fault("beyond", FILE, effect.row, "high", indicator=indicator.id, span=f"{span:g}")
    if effect.kind != "level" and not effect.note and _harms(effect, indicator):
        yield fault("harms", FILE, effect.row, "mode", indicator=indicator.id, direction=indicator.direction)


def _harms(effect: Effect, indicator: Indicator) -> bool:
    mode = effect.change.mode
    return (indicator.direction == "higher" and mode < 0) or (indicator.direction == "lower" and mode > 0)
