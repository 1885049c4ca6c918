"""Kinds of rules about a value beside those of other areas."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from qala.standard.finding_rules import FindingRule
from qala.values.distance import Peers
from qala.values.finding_figures import Figures, Finding, Row
from qala.values.finding_kinds.strike import SLACK, struck


def peers(rule: FindingRule, figures: Figures) -> Iterator[Finding]:
    """The value lies further than `distance` robust standard deviations from those of the other areas of its kind, and
    further than `points` (0) from their median.

    Only areas described by their own figure are compared, in one period, where there are at least four others. What the
    distance is, `qala.values.distance` says.
    """
    most, points = rule.parameters["distance"], rule.parameters.get("points", 0.0)
    groups = _alike((row for row in figures.all_asked(rule) if figures.own(row)), figures)
    for row in figures.asked(rule):
        if not figures.own(row):
            continue
        others = groups[_group(row, figures)]
        distance = others.distance(row.value)
        if distance is None or abs(distance) <= most:
            continue
        middle = others.middle(row.value)
        if abs(row.value - middle) > points + SLACK:
            yield struck(rule, row, value=row.value, middle=middle, areas=float(others.others))


def _group(row: Row, figures: Figures) -> tuple[str, str, str]:
    return row.fact, row.period, figures.kind(row.area)


def _alike(rows: Iterable[Row], figures: Figures) -> dict[tuple[str, str, str], Peers]:
    found: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    for row in rows:
        found[_group(row, figures)].append(row.value)
    return {group: Peers(values) for group, values in found.items()}


def silent(rule: FindingRule, figures: Figures) -> Iterator[Finding]:
    """The value is above `above` in `share` or more of at least `areas` areas: it tells none of them apart."""
    above = rule.parameters["above"]
    periods: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in figures.all_asked(rule):
        periods[row.fact, row.period].append(row)
    for rows in periods.values():
        counted = [row.value > above for row in rows if figures.own(row)]
        if len(counted) < rule.parameters["areas"] or sum(counted) < rule.parameters["share"] * len(counted) - SLACK:
            continue
        for row in rows:
            yield struck(rule, row, above=above, high=float(sum(counted)), areas=float(len(counted)))
