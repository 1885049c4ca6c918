"""Kinds of rules about values of one area and period beside each other."""

from collections.abc import Iterator

from qala.standard.finding_rules import FindingRule
from qala.values.finding_figures import Figures, Finding, Row
from qala.values.finding_kinds.strike import SLACK, struck


def part_above_whole(rule: FindingRule, figures: Figures) -> Iterator[Finding]:
    """The first fact, a part of the second, is as high or higher. Both are struck: which is wrong cannot be told."""
    for part, whole in _both(rule, figures):
        if part.value >= whole.value:
            for row in (part, whole):
                yield struck(rule, row, part=part.value, whole=whole.value)


def at_most(rule: FindingRule, figures: Figures) -> Iterator[Finding]:
    """The first fact is above the second, by more than `points` (0). Both are struck: which is wrong cannot be told."""
    for less, more in _both(rule, figures):
        if less.value > more.value + rule.parameters.get("points", 0.0) + SLACK:
            for row in (less, more):
                yield struck(rule, row, less=less.value, more=more.value)


def _both(rule: FindingRule, figures: Figures) -> Iterator[tuple[Row, Row]]:
    """The two facts of the rule where both are known of one place."""
    first, second = rule.facts
    for row in figures.looked_at.get(first, ()):
        other = figures.at(row, second)
        if other:
            yield row, other


def parts(rule: FindingRule, figures: Figures) -> Iterator[Finding]:
    """The sum of the first facts is above the last, their whole, or with `points` further than that from it.

    With `whole` that number is the whole, and all facts are parts. Nothing is struck unless all are known of one place;
    then all are: which is wrong cannot be told.
    """
    first, *others = rule.facts
    for row in figures.looked_at.get(first, ()):
        found = [row, *(other for fact in others if (other := figures.at(row, fact)))]
        if len(found) < len(rule.facts):
            continue
        *added, whole = [one.value for one in found]
        if "whole" in rule.parameters:
            added, whole = [*added, whole], rule.parameters["whole"]
        over = sum(added) - whole
        if abs(over) > rule.parameters["points"] + SLACK if "points" in rule.parameters else over > SLACK:
            for one in found:
                yield struck(rule, one, sum=sum(added), whole=whole)


def measured(rule: FindingRule, figures: Figures) -> Iterator[Finding]:
    """The declared value differs from the measured one by more than `share` of that."""
    share = rule.parameters["share"]
    for declared, found in (figures.pairs[row.key] for row in figures.asked(rule) if row.key in figures.pairs):
        if abs(declared.value - found.value) > share * abs(found.value) + SLACK:
            yield struck(rule, declared, value=declared.value, measured=found.value)
