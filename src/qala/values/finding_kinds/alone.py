"""Kinds of rules about a value alone, and beside the population."""

from collections.abc import Iterator
from math import inf

from qala.standard.finding_rules import FindingRule
from qala.values.finding_figures import Figures, Finding
from qala.values.finding_kinds.strike import SLACK, struck


def below(rule: FindingRule, figures: Figures) -> Iterator[Finding]:
    """The value is below what nature allows, `limit`."""
    limit = rule.parameters["limit"]
    for row in figures.asked(rule):
        if row.value < limit:
            yield struck(rule, row, value=row.value, limit=limit)


def outside(rule: FindingRule, figures: Figures) -> Iterator[Finding]:
    """The value lies outside `low` to `high`, of which one may be left open."""
    low, high = rule.parameters.get("low", -inf), rule.parameters.get("high", inf)
    for row in figures.asked(rule):
        if not low <= row.value <= high:
            yield struck(rule, row, value=row.value, limit=low if row.value < low else high)


def ratio(rule: FindingRule, figures: Figures) -> Iterator[Finding]:
    """The value is more than `points` away from `per` (100) times its numerator by its denominator."""
    points, per = rule.parameters["points"], rule.parameters.get("per", 100.0)
    for row in figures.asked(rule):
        if row.numerator is None or not row.denominator:
            continue
        share = per * row.numerator / row.denominator
        if abs(row.value - share) > points + SLACK:
            yield struck(rule, row, value=row.value, share=share, part=row.numerator, whole=row.denominator)


def few_events(rule: FindingRule, figures: Figures) -> Iterator[Finding]:
    """The rate rests on fewer than `events` events.

    Their number is the numerator or, where there is none, at most value x population x `share` / `per`: `share` is the
    most that the rate's own denominator (births) can be of the population. Without a population nothing is struck.
    """
    events, per, share = (rule.parameters[name] for name in ("events", "per", "share"))
    for row in figures.asked(rule):
        most = row.numerator
        if most is None:
            population = figures.population(row)
            if population is None:
                continue
            most = row.value * population * share / per
        if most < events:
            yield struck(rule, row, value=row.value, most=most, events=events)


def per_population(rule: FindingRule, figures: Figures) -> Iterator[Finding]:
    """The value is below `low` or above `high`, of which one may be left open, for each `per` (1) residents.

    Residents are those of the same period, else as the table of places has them; without any nothing is struck.
    """
    low, high, per = (rule.parameters.get(name, blank) for name, blank in (("low", -inf), ("high", inf), ("per", 1.0)))
    for row in figures.asked(rule):
        people = figures.people(row)
        if people and not low <= row.value * per / people <= high:
            found, limit = row.value * per / people, low if row.value * per / people < low else high
            yield struck(rule, row, value=row.value, found=found, limit=limit, per=per, population=people)
