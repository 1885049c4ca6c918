"""Faults of an indicator's numbers: goalposts, targets, steps, band edges, and methods that do not fit them."""

from collections.abc import Iterator
from itertools import pairwise

from qala.standard.lint.fault import INDICATORS, Fault, fault
from qala.standard.model import TARGET_METHODS, Indicator, Standard

NO_TARGET = "no target"
"""What `basis` says where nobody has published a target: the value is then meant to be known and left unscored."""


def numbers(standard: Standard, indicator: Indicator, row: int) -> Iterator[Fault]:
    """All that can be wrong with the numbers of one indicator."""
    if not indicator.scored:
        if indicator.low is not None or indicator.high is not None:
            code = "context_goalposts" if standard.scores else "scores_goalposts"
            yield fault(code, INDICATORS, row, "low", indicator=indicator.id)
        return
    yield from _transform(standard, indicator, row)
    yield from _method(standard, indicator, row)
    yield from _goalposts(indicator, row)
    yield from _target(indicator, row)
    yield from _steps(indicator, row)
    yield from _edges(standard, indicator, row)


def _transform(standard: Standard, indicator: Indicator, row: int) -> Iterator[Fault]:
    name = indicator.id
    for id_, _ in indicator.transform.per:
        if id_ not in standard.indicator or id_ == name:
            yield fault("denominator", INDICATORS, row, "transform", indicator=name, denominator=id_)
    bounds = [end for end in (indicator.low, indicator.high, indicator.target) if end is not None]
    if indicator.transform.log and any(end <= 0 for end in bounds):
        yield fault("log_bound", INDICATORS, row, "low", indicator=name, value=f"{min(bounds):g}")


def _method(standard: Standard, indicator: Indicator, row: int) -> Iterator[Fault]:
    rule, name = indicator.normalise, indicator.id
    if rule.method == "fraction-of-max" and indicator.direction == "lower":
        yield fault("fraction_lower", INDICATORS, row, "normalise", indicator=name)
    if indicator.kind == "level" and rule.method == "levels" and rule.levels and len(rule.levels) != 6:
        yield fault("levels", INDICATORS, row, "normalise", indicator=name, count=len(rule.levels))
    logs = {indicator.treat, standard.treatment.otherwise} if indicator.treat == "winsorise" else {indicator.treat}
    fixed = rule.method == "goalposts" and (indicator.low is not None or indicator.high is not None)
    logs -= {"none", "winsorise"}
    if fixed and logs:
        yield fault("treat_goalposts", INDICATORS, row, "treat", indicator=name, method=max(logs))


def _goalposts(indicator: Indicator, row: int) -> Iterator[Fault]:
    if indicator.normalise.method != "goalposts":
        return
    low, high, name = indicator.low, indicator.high, indicator.id
    if low is None or high is None:
        if indicator.weight > 0:
            yield fault("observed", INDICATORS, row, "low", indicator=name)
    elif not indicator.basis and indicator.weight > 0:
        yield fault("basis", INDICATORS, row, "basis", indicator=name)
    ends = [end for end in (low, high) if end is not None]
    if indicator.kind == "share" and not indicator.transform.per and any(not 0 <= end <= 100 for end in ends):
        yield fault("share_goalposts", INDICATORS, row, "low", indicator=name)


def _target(indicator: Indicator, row: int) -> Iterator[Fault]:
    rule, name, aim = indicator.normalise, indicator.id, indicator.target
    relative = rule.method == "steps" and any(step.share for step in indicator.steps)
    if aim is None and (rule.method in TARGET_METHODS or relative) and NO_TARGET not in indicator.basis:
        yield fault("needs_target", INDICATORS, row, "target", indicator=name, method=rule.method)
    if indicator.direction == "target" and rule.method not in ("goalposts", "steps", "levels"):
        yield fault("target_method", INDICATORS, row, "normalise", indicator=name, method=rule.method)
    low, high = indicator.low, indicator.high
    outside = aim is not None and low is not None and high is not None and not low <= aim <= high
    if outside and indicator.direction == "target":
        yield fault("target_outside", INDICATORS, row, "target", indicator=name, target=f"{aim:g}")


def _steps(indicator: Indicator, row: int) -> Iterator[Fault]:
    if indicator.normalise.method != "steps":
        return
    if not indicator.steps:
        yield fault("no_steps", INDICATORS, row, "steps", indicator=indicator.id)
    steps = sorted(indicator.steps, key=lambda step: step.threshold, reverse=indicator.direction == "lower")
    degrees = [indicator.steps_from, *(step.degree for step in steps)]
    if any(one >= other for one, other in pairwise(degrees)):
        yield fault("steps_order", INDICATORS, row, "steps", indicator=indicator.id)


def _edges(standard: Standard, indicator: Indicator, row: int) -> Iterator[Fault]:
    edges, name = indicator.bands, indicator.id
    if not edges:
        return
    bands = len(standard.scale_of(indicator).bands)
    if len(edges) + 1 != bands:
        yield fault("band_edges", INDICATORS, row, "bands", indicator=name, count=len(edges), needed=max(0, bands - 1))
    if list(edges) != sorted(edges, reverse=indicator.direction == "lower"):
        yield fault("edges_order", INDICATORS, row, "bands", indicator=name)
