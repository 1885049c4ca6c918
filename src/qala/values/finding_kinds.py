"""The kinds of finding rules: what each catches."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from qala.areas.model import Areas, period_end
from qala.values.finding_rules import Finding, FindingRule

SLACK = 1e-9  # of a number, so that 0.3 - 0.1 is not more than 0.2


@dataclass(frozen=True, slots=True)
class Row:
    """One value that counts."""

    area: str
    fact: str
    period: str
    value: float
    numerator: float | None
    status: str
    boundary: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The values that count by area, fact and period, by fact, and the areas."""

    rows: Mapping[tuple[str, str, str], Row]
    by_fact: Mapping[str, tuple[Row, ...]]
    areas: Areas
    parents: Mapping[str, str]
    parts: frozenset[str]
    countries: frozenset[str]

    @staticmethod
    def of(frame: pl.DataFrame, areas: Areas) -> "Figures":
        """From a frame with one row for each area, fact and period."""
        names = list(Row.__dataclass_fields__)
        rows: dict[tuple[str, str, str], Row] = {}
        by_fact: dict[str, list[Row]] = defaultdict(list)
        for cells in frame.select(names).iter_rows():
            row = Row(*cells)
            rows[row.area, row.fact, row.period] = row
            by_fact[row.fact].append(row)
        parts = frozenset(area.id for area in areas.records if area.kind == "urban-part")
        countries = frozenset(area.id for area in areas.records if area.kind == "country")
        parents = {area.id: area.parent for area in areas.records}
        return Figures(rows, {fact: tuple(found) for fact, found in by_fact.items()}, areas, parents, parts, countries)

    def asked(self, rule: FindingRule) -> Iterator[Row]:
        """The rows of the rule's facts."""
        return (row for fact in rule.facts for row in self.by_fact.get(fact, ()))

    def before(self, row: Row, years: int = 1) -> Row | None:
        """The same area and fact so many years earlier (or, below 0, later)."""
        return self.rows.get((row.area, row.fact, shifted(row.period, -years)))

    def own(self, row: Row) -> bool:
        """Whether the row describes its own area, and not one shown in its place, the country or an urban part."""
        return row.boundary in ("", row.area) and row.area not in self.parts | self.countries

    def population(self, row: Row) -> float | None:
        """The population of the row's boundary; of an urban part its whole, which is never fewer."""
        boundary = row.boundary or row.area
        for id_ in (boundary, self.parents.get(boundary, "") if boundary in self.parts else ""):
            for holder in (id_, row.area):
                found = self.rows.get((holder, "population", row.period))
                if found and id_ and (found.boundary or found.area) == id_:
                    return found.value
        return None


def shifted(period: str, years: int) -> str:
    """The period so many years later: `2022-Q3` and -1 give `2021-Q3`."""
    return f"{int(period[:4]) + years:04d}{period[4:]}"


def _struck(rule: FindingRule, row: Row, **fields: float | str) -> Finding:
    return Finding(rule.id, rule.severity, row.area, row.fact, row.period, fields)


def part_above_whole(rule: FindingRule, figures: Figures) -> Iterator[Finding]:
    """The first fact, a part of the second, is as high or higher. Both are struck: which is wrong cannot be told."""
    part_fact, whole_fact = rule.facts
    for part in figures.by_fact.get(part_fact, ()):
        whole = figures.rows.get((part.area, whole_fact, part.period))
        if whole and whole.boundary == part.boundary and part.value >= whole.value:
            for row in (part, whole):
                yield _struck(rule, row, part=part.value, whole=whole.value)


def below(rule: FindingRule, figures: Figures) -> Iterator[Finding]:
    """The value is below what nature allows, `limit`."""
    limit = rule.parameters["limit"]
    for row in figures.asked(rule):
        if row.value < limit:
            yield _struck(rule, row, value=row.value, limit=limit)


def year_repeated(rule: FindingRule, figures: Figures) -> Iterator[Finding]:
    """Last year's figures were sent again.

    Of at least `areas` areas that have both years and are not at 0 or 100, `share` or more have the same value. Only
    areas described by their own figure are counted; every area that repeats is struck.
    """
    periods: dict[tuple[str, str], list[tuple[Row, bool]]] = defaultdict(list)
    for row in figures.asked(rule):
        earlier = figures.before(row)
        if earlier and row.value not in (0, 100):
            periods[row.fact, row.period].append((row, row.value == earlier.value))
    for pairs in periods.values():
        counted = [same for row, same in pairs if figures.own(row)]
        if len(counted) < rule.parameters["areas"] or sum(counted) < rule.parameters["share"] * len(counted) - SLACK:
            continue
        for row, same in pairs:
            if same:
                yield _struck(rule, row, value=row.value, repeated=float(sum(counted)), areas=float(len(counted)))


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
                    yield _struck(
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
            yield _struck(rule, row, value=row.value, before=earlier.value, move=abs(row.value - earlier.value))


def reclassification(rule: FindingRule, figures: Figures) -> Iterator[Finding]:
    """A count of at least `base` rises or falls in a year by the factor `factor` or more: the list changed."""
    base, factor = rule.parameters["base"], rule.parameters["factor"]
    for row in figures.asked(rule):
        earlier = figures.before(row)
        if not earlier or earlier.value < base:
            continue
        if row.value >= earlier.value * factor or row.value * factor <= earlier.value:
            yield _struck(rule, row, value=row.value, before=earlier.value)


def boundary_break(rule: FindingRule, figures: Figures) -> Iterator[Finding]:
    """Between this figure and the one a year earlier the boundary of its area changed, or it is another's.

    A renaming is no break.
    """
    for row in figures.asked(rule):
        earlier = figures.before(row)
        if not earlier:
            continue
        start, end = period_end(earlier.period), period_end(row.period)
        touched = {row.area, row.boundary, earlier.boundary}
        dates = [
            event.date
            for event in figures.areas.events
            if start < event.date <= end and event.kind != "renaming" and touched & {event.from_, event.to}
        ]
        if dates:
            yield _struck(rule, row, value=row.value, before=earlier.value, date=min(dates))


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
            yield _struck(rule, row, value=row.value, most=most, events=events)


def silent(rule: FindingRule, figures: Figures) -> Iterator[Finding]:
    """The value is above `above` in `share` or more of at least `areas` areas: it tells none of them apart."""
    above = rule.parameters["above"]
    periods: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in figures.asked(rule):
        periods[row.fact, row.period].append(row)
    for rows in periods.values():
        counted = [row.value > above for row in rows if figures.own(row)]
        if len(counted) < rule.parameters["areas"] or sum(counted) < rule.parameters["share"] * len(counted) - SLACK:
            continue
        for row in rows:
            yield _struck(rule, row, above=above, high=float(sum(counted)), areas=float(len(counted)))


KINDS: dict[str, Callable[[FindingRule, Figures], Iterator[Finding]]] = {
    "part-above-whole": part_above_whole,
    "below": below,
    "year-repeated": year_repeated,
    "jump-and-return": jump_and_return,
    "jump": jump,
    "reclassification": reclassification,
    "boundary-break": boundary_break,
    "few-events": few_events,
    "silent": silent,
}
