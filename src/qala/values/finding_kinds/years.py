"""Kinds of rules about a value beside the years around it."""

from collections import defaultdict
from collections.abc import Iterator

from qala.standard.finding_rules import FindingRule
from qala.values.finding_figures import Figures, Finding, Row
from qala.values.finding_kinds.strike import SLACK, struck


def year_repeated(rule: FindingRule, figures: Figures) -> Iterator[Finding]:
    """Last year's figures were sent again.

    Of at least `areas` areas that have both years and are not at 0 or 100, `share` or more have the same value. Only
    areas described by their own figure are counted; every area that repeats is struck.
    """
    periods: dict[tuple[str, str], list[tuple[Row, bool]]] = defaultdict(list)
    for row in figures.all_asked(rule):
        earlier = figures.before(row)
        if earlier and row.value not in (0, 100):
            periods[row.fact, row.period].append((row, row.value == earlier.value))
    for pairs in periods.values():
        counted = [same for row, same in pairs if figures.own(row)]
        if len(counted) < rule.parameters["areas"] or sum(counted) < rule.parameters["share"] * len(counted) - SLACK:
            continue
        for row, same in pairs:
            if same:
                yield struck(rule, row, value=row.value, repeated=float(sum(counted)), areas=float(len(counted)))


def jump_and_return(rule: FindingRule, figures: Figures) -> Iterator[Finding]:
    """The value moves by more than `points`, and within `years` years comes back to within half of that.

    The years in between are struck, all of which must lie off on the same side.
    """
    points = rule.parameters["points"]
    for base in figures.asked(rule):
        away: list[Row] = []
        for year in range(1, int(rule.parameters["years"]) + 2):
            row = figures.before(base, -year)
            if row is None:
                break
            move = row.value - base.value
            if away and abs(move) <= points / 2 + SLACK:
                for between in away:
                    yield struck(
                        rule,
                        between,
                        value=between.value,
                        before=base.value,
                        after=row.value,
                        since=base.period,
                        until=row.period,
                    )
                break
            if abs(move) <= points + SLACK or (away and move * (away[0].value - base.value) < 0):
                break
            away.append(row)


def jump(rule: FindingRule, figures: Figures) -> Iterator[Finding]:
    """The value moves by more than `points` in one year."""
    for row in figures.asked(rule):
        earlier = figures.before(row)
        if earlier and abs(row.value - earlier.value) > rule.parameters["points"] + SLACK:
            yield struck(rule, row, value=row.value, before=earlier.value, move=abs(row.value - earlier.value))


def change(rule: FindingRule, figures: Figures) -> Iterator[Finding]:
    """The value, `base` or more a year earlier, moves by more than `share` of that.

    Nothing is struck where the boundary changed in between, or the two describe different places.
    """
    base, share = rule.parameters["base"], rule.parameters["share"]
    for row in figures.asked(rule):
        earlier = figures.before(row)
        if not earlier or abs(earlier.value) < base or earlier.boundary != row.boundary:
            continue
        move = abs(row.value - earlier.value)
        if move > share * abs(earlier.value) + SLACK and not figures.breaks(earlier, row):
            yield struck(rule, row, value=row.value, before=earlier.value)


def reclassification(rule: FindingRule, figures: Figures) -> Iterator[Finding]:
    """A count of at least `base` rises or falls in a year by the factor `factor` or more: the list changed."""
    base, factor = rule.parameters["base"], rule.parameters["factor"]
    for row in figures.asked(rule):
        earlier = figures.before(row)
        if not earlier or earlier.value < base:
            continue
        if row.value >= earlier.value * factor or row.value * factor <= earlier.value:
            yield struck(rule, row, value=row.value, before=earlier.value)


def boundary_break(rule: FindingRule, figures: Figures) -> Iterator[Finding]:
    """Between this figure and the one a year earlier the boundary of its area changed, or it is another's."""
    for row in figures.asked(rule):
        earlier = figures.before(row)
        events = figures.breaks(earlier, row) if earlier else []
        if earlier and events:
            date = min(event.date for event in events)
            yield struck(rule, row, value=row.value, before=earlier.value, date=date)
