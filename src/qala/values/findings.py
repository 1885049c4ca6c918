"""Findings: data-quality rules as data, and the figures that they strike.

A rule is a row of a standard's findings.csv; what its kind looks for is the function of that name below. A serious
finding questions a figure until a person decides: a row of status `verified` is such a decision, and turns it into one
that only asks.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from qala.areas.model import Areas, Text, period_end
from qala.errors import BadTable
from qala.files import number_of, parse_table
from qala.texts import Language, number, text
from qala.values.model import Values
from qala.values.select import choose

SEVERITIES = ("serious", "ask", "note")


@dataclass(frozen=True, slots=True)
class FindingRule:
    """One rule: its kind, the facts it looks at, its numbers, and its texts."""

    id: str
    rule: str
    facts: tuple[str, ...]
    severity: str
    parameters: Mapping[str, float]
    title: Text
    explanation: Text


@dataclass(frozen=True, slots=True)
class Finding:
    """A figure that a rule struck; fields are the numbers that say why."""

    rule: str
    severity: str
    area: str
    fact: str
    period: str
    fields: Mapping[str, float]


class Figures:
    """The figures that count, as series by area and fact, and when places changed."""

    def __init__(self, values: Values, areas: Areas, facts: Sequence[str]) -> None:
        frame = choose(values, "declared", None).filter(pl.col("fact").is_in(facts) & pl.col("value").is_not_null())
        self.series: dict[tuple[str, str], dict[str, float]] = {}
        self.rows: dict[tuple[str, str, str], tuple[str, str, float | None]] = {}
        columns = ("area", "fact", "period", "value", "boundary", "status", "numerator")
        for area, fact, period, value, boundary, status, events in frame.select(columns).iter_rows():
            self.series.setdefault((area, fact), {})[period] = value
            self.rows[area, fact, period] = (boundary, status, events)
        self._areas = areas

    def of(self, fact: str) -> Iterator[tuple[str, dict[str, float]]]:
        """The series of a fact, by area."""
        return ((area, series) for (area, named), series in self.series.items() if named == fact)

    @cached_property
    def _breaks(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for event in self._areas.events:
            if event.kind != "renaming":
                for place in {event.from_, event.to}:
                    found.setdefault(place, []).append(event.date)
        for area in self._areas.records:
            if area.kind == "urban-part" and area.parent in found:
                found[area.id] = found[area.parent]
        return found

    def broken(self, area: str, fact: str, earlier: str, later: str) -> bool:
        """Whether the place that a figure describes is another than a period before, or changed in between."""
        before, after = (self.rows[area, fact, period][0] for period in (earlier, later))
        days = self._breaks.get(after, ())
        return before != after or any(period_end(earlier) < day <= period_end(later) for day in days)


def read_rules(content: str, name: str) -> tuple[FindingRule, ...]:
    """The rules in the text of a findings.csv. Raises BadTable for an unknown kind, severity or number."""
    table = parse_table(content, name)
    found = []
    for index, cells in enumerate(table.rows):
        row = dict(zip(table.header, (cell.strip() for cell in cells), strict=True))
        if row["rule"] not in KINDS:
            known = ", ".join(KINDS)
            raise BadTable("findings.kind", table.place(index, "rule"), value=row["rule"], known=known)
        if row["severity"] not in SEVERITIES:
            known = ", ".join(SEVERITIES)
            raise BadTable("findings.severity", table.place(index, "severity"), value=row["severity"], known=known)
        parameters = {}
        for part in filter(None, row["parameters"].split(";")):
            key, _, cell = part.partition("=")
            value = number_of(cell, table.place(index, "parameters"))
            if key.strip() not in KINDS[row["rule"]].parameters or value is None:
                known = ", ".join(KINDS[row["rule"]].parameters) or "-"
                raise BadTable("findings.parameter", table.place(index, "parameters"), value=part, known=known)
            parameters[key.strip()] = value
        missing = [key for key in KINDS[row["rule"]].parameters if key not in parameters]
        if missing:
            place = table.place(index, "parameters")
            raise BadTable("findings.no_parameter", place, known=", ".join(missing))
        facts = tuple(part.strip() for part in row["facts"].split(";") if part.strip())
        texts = (
            Text(*(row[f"{name}_{language}"] for language in ("kk", "ru", "en"))) for name in ("title", "explanation")
        )
        found.append(FindingRule(row["id"], row["rule"], facts, row["severity"], parameters, *texts))
    return tuple(found)


def find(rules: Sequence[FindingRule], values: Values, areas: Areas) -> tuple[Finding, ...]:
    """All findings, by area, fact, period and rule."""
    figures = Figures(values, areas, sorted({fact for rule in rules for fact in rule.facts}))
    found = []
    for rule in rules:
        for finding in KINDS[rule.rule].strike(rule, figures):
            key = (finding.area, finding.fact, finding.period)
            decided = rule.severity == "serious" and figures.rows.get(key, ("", "", None))[1] == "verified"
            found.append(replace(finding, severity="ask") if decided else finding)
    return tuple(sorted(found, key=lambda item: (item.area, item.fact, item.period, item.rule)))


def questioned(findings: Sequence[Finding]) -> frozenset[tuple[str, str, str]]:
    """The (area, fact, period) with a serious finding."""
    return frozenset((item.area, item.fact, item.period) for item in findings if item.severity == "serious")


def describe(finding: Finding, rule: FindingRule, language: Language) -> str:
    """One sentence with the numbers."""
    fields = {name: number(value, language, 4) for name, value in finding.fields.items()}
    return text(f"findings.{rule.rule.replace('-', '_')}", language, **fields)


def _finding(rule: FindingRule, area: str, fact: str, period: str, **fields: float) -> Finding:
    return Finding(rule.id, rule.severity, area, fact, period, fields)


def _pairs(series: Mapping[str, float]) -> Iterator[tuple[str, str]]:
    """Each period with a figure a year earlier, and that earlier period."""
    for period in sorted(series):
        earlier = f"{int(period[:4]) - 1:04d}{period[4:]}"
        if earlier in series:
            yield earlier, period


def part_above_whole(rule: FindingRule, figures: Figures) -> Iterator[Finding]:
    """The first fact is a part of the second and stands at or above it. Strikes both: which is wrong cannot be told."""
    part, whole = rule.facts
    for area, series in figures.of(part):
        other = figures.series.get((area, whole), {})
        for period, value in series.items():
            if period in other and value >= other[period]:
                for fact in (part, whole):
                    yield _finding(rule, area, fact, period, part=value, whole=other[period])


def below(rule: FindingRule, figures: Figures) -> Iterator[Finding]:
    """A figure under what nature allows."""
    for fact in rule.facts:
        for area, series in figures.of(fact):
            for period, value in series.items():
                if value < rule.parameters["least"]:
                    yield _finding(rule, area, fact, period, value=value, least=rule.parameters["least"])


def year_repeated(rule: FindingRule, figures: Figures) -> Iterator[Finding]:
    """In a share of the areas the figure is that of the year before, to the last digit; 0 and 100 do not tell."""
    for fact in rule.facts:
        by_period: dict[str, list[tuple[str, float, bool]]] = {}
        for area, series in figures.of(fact):
            for earlier, period in _pairs(series):
                if series[period] not in (0, 100):
                    same = series[period] == series[earlier]
                    by_period.setdefault(period, []).append((area, series[period], same))
        for period, cells in by_period.items():
            struck = [(area, value) for area, value, same in cells if same]
            if len(cells) >= rule.parameters["areas"] and len(struck) >= rule.parameters["share"] * len(cells):
                for area, value in struck:
                    yield _finding(rule, area, fact, period, value=value, struck=len(struck), areas=len(cells))


def jump_and_return(rule: FindingRule, figures: Figures) -> Iterator[Finding]:
    """The figure leaps by more than `points` and is back within two years. Strikes the years in between."""
    least = rule.parameters["points"]
    for fact in rule.facts:
        for area, series in figures.of(fact):
            for earlier, period in _pairs(series):
                leap = series[period] - series[earlier]
                between = [period]
                for years in (1, 2):
                    later = f"{int(period[:4]) + years:04d}{period[4:]}"
                    if later not in series or abs(leap) <= least:
                        break
                    if abs(series[later] - series[earlier]) <= abs(leap) / 2:
                        for struck in between:
                            fields = {"before": series[earlier], "value": series[struck], "after": series[later]}
                            yield _finding(rule, area, fact, struck, **fields)
                        break
                    between.append(later)


def jump(rule: FindingRule, figures: Figures) -> Iterator[Finding]:
    """The figure moves by more than `points` in a year."""
    for fact in rule.facts:
        for area, series in figures.of(fact):
            for earlier, period in _pairs(series):
                if abs(series[period] - series[earlier]) > rule.parameters["points"]:
                    yield _finding(rule, area, fact, period, before=series[earlier], value=series[period])


def reclassification(rule: FindingRule, figures: Figures) -> Iterator[Finding]:
    """The figure rises or falls by `factor` in a year, from or to at least `base`: a new definition."""
    factor, base = rule.parameters["factor"], rule.parameters["base"]
    for fact in rule.facts:
        for area, series in figures.of(fact):
            for earlier, period in _pairs(series):
                low, high = sorted((series[earlier], series[period]))
                if high >= base and high >= factor * low:
                    yield _finding(rule, area, fact, period, before=series[earlier], value=series[period])


def boundary_break(rule: FindingRule, figures: Figures) -> Iterator[Finding]:
    """The place that the figure describes is not the one that it described a year earlier."""
    for fact in rule.facts:
        for area, series in figures.of(fact):
            for earlier, period in _pairs(series):
                if figures.broken(area, fact, earlier, period):
                    yield _finding(rule, area, fact, period, before=series[earlier], value=series[period])


def few_events(rule: FindingRule, figures: Figures) -> Iterator[Finding]:
    """A rate that rests on fewer than `events`: counted where known, else at most rate x population x share / per.

    The first fact is the rate, the second the population; `share` is the largest part of the population that the rate
    can be about (births: 3 %).
    """
    fact, population = rule.facts
    for area, series in figures.of(fact):
        for period, value in series.items():
            boundary, _, counted = figures.rows[area, fact, period]
            people = figures.series.get((boundary, population), {}).get(period)
            events = counted
            if events is None and people is not None:
                events = value * people * rule.parameters["share"] / rule.parameters["per"]
            if events is not None and events < rule.parameters["events"]:
                yield _finding(rule, area, fact, period, value=value, events=max(round(events), 1))


def silent(rule: FindingRule, figures: Figures) -> Iterator[Finding]:
    """Above `above` in `share` of the areas of a period: the figure says nothing. Strikes every area of the period."""
    for fact in rule.facts:
        by_period: dict[str, list[tuple[str, float]]] = {}
        for area, series in figures.of(fact):
            for period, value in series.items():
                by_period.setdefault(period, []).append((area, value))
        for period, cells in by_period.items():
            high = sum(value > rule.parameters["above"] for _, value in cells)
            if len(cells) >= rule.parameters["areas"] and high >= rule.parameters["share"] * len(cells):
                for area, value in cells:
                    yield _finding(rule, area, fact, period, value=value, high=high, areas=len(cells))


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of rule looks for, and the numbers it needs."""

    strike: Callable[[FindingRule, Figures], Iterator[Finding]]
    parameters: tuple[str, ...]


KINDS: Mapping[str, Kind] = {
    "part-above-whole": Kind(part_above_whole, ()),
    "below": Kind(below, ("least",)),
    "year-repeated": Kind(year_repeated, ("areas", "share")),
    "jump-and-return": Kind(jump_and_return, ("points",)),
    "jump": Kind(jump, ("points",)),
    "reclassification": Kind(reclassification, ("factor", "base")),
    "boundary-break": Kind(boundary_break, ()),
    "few-events": Kind(few_events, ("events", "share", "per")),
    "silent": Kind(silent, ("above", "share", "areas")),
}
