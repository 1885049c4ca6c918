"""The degrees at a year to come if nothing is planned: what has a history goes on, all else stays as it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from qala.engine import assess
from qala.engine.verify import areas_in, settings_in, values_in
from qala.errors import BadUse
from qala.insight.explain import chosen_of, standard_of
from qala.insight.forecast.forecast import foresight_in
from qala.insight.forecast.outlook import Foresight, Outlook
from qala.standard import Indicator
from qala.standard.finding_rules import FINDINGS
from qala.values.model import COLUMNS, NUMBERS, Values

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Expected:
    """All areas of an assessment in a year without a plan.

    degrees: by area and the id of a node or an indicator, None where there is none; foreseen: by area and indicator
    what goes on as its history does; kept: the areas and indicators that stay as they are, having none.
    """

    year: int
    period: str
    basis: str
    degrees: Mapping[Key, float | None]
    foreseen: Mapping[Key, Outlook]
    kept: frozenset[Key]


def expected(assessment: Mapping[str, Any], year: int, period: str | None = None, basis: str | None = None) -> Expected:
    """What a year after a period of the assessment (the last where none is named) will be, by its own method.

    What the assessment has no value for stays unknown; a figure that is known for the year already is taken. Raises
    BadUse for a period or basis that is not there, and a year that is not after the period.
    """
    chosen, on = chosen_of(assessment, period, basis)
    if not chosen.isdigit() or year <= int(chosen):
        raise BadUse("forecast.not_after", year=year, period=chosen)
    standard, foresight = standard_of(assessment), foresight_in(assessment, on)
    future = _Future(foresight, year)
    for row in assessment["indicators"]:
        if (row["period"], row["basis"]) == (chosen, on) and row["value"] is not None:
            future.add(standard.indicator[row["indicator"]], row)
    values = _with(values_in(assessment), foresight, future)
    quiet = {name: content for name, content in standard.files.items() if name != FINDINGS}
    settings = replace(settings_in(assessment), periods=(f"{year}",), bases=("verified",), as_known=None)
    made = assess(replace(standard, files=quiet), values, settings, areas_in(assessment))
    return Expected(year, chosen, on, dict(_degrees(made)), future.foreseen, frozenset(future.kept))


class _Future:
    """The values of the year and of those before it that are pooled with it."""

    def __init__(self, foresight: Foresight, year: int) -> None:
        self.foresight, self.year = foresight, year
        self.rows: dict[tuple[str, str, str], dict[str, Any]] = {}
        self.foreseen: dict[Key, Outlook] = {}
        self.kept: set[Key] = set()

    def add(self, indicator: Indicator, row: Mapping[str, Any]) -> None:
        """The values of one indicator of an area, from its row of the assessment."""
        area, fact = row["area"], indicator.fact
        found = self.foresight.outlook(area, fact, self.year)
        if isinstance(found, Outlook):
            self.foreseen[area, indicator.id] = found
            boundary = found.run.boundary
        elif self.foresight.history.has(area, fact, self.year):
            return
        else:
            self.kept.add((area, indicator.id))
            boundary = row["boundary"]
        for back in range(indicator.window):
            value = self._value(found, area, fact, self.year - back, row["value"])
            if value is not None:
                about = {"area": area, "fact": fact, "period": f"{self.year - back}", "value": value}
                key = (area, fact, about["period"])
                self.rows.setdefault(key, about | {"status": "verified", "boundary": boundary})

    def _value(self, found: object, area: str, fact: str, year: int, now: float) -> float | None:
        """The value of a year: as kept, or as foreseen; None for years of which the figure is known."""
        if not isinstance(found, Outlook):
            return now
        if year <= found.run.years[-1]:
            return None
        one = found if year == self.year else self.foresight.outlook(area, fact, year)
        return one.value if isinstance(one, Outlook) else None


def _with(values: Values, foresight: Foresight, future: _Future) -> Values:
    """The figures of the past that nothing is wrong with, and what is foreseen."""
    good = [
        (area, fact, f"{year}")
        for (area, fact), past in foresight.history.pasts.items()
        for run in past.runs
        for year in run.years
    ]
    key = ["area", "fact", "period"]
    told = pl.DataFrame(list(future.rows), schema=key, orient="row")
    past = values.frame.join(pl.DataFrame(good, schema=key, orient="row"), on=key, how="semi")
    blank: dict[str, Any] = {name: None if name in NUMBERS else "" for name in COLUMNS}
    rows = pl.DataFrame([{**blank, **row} for row in future.rows.values()], schema=COLUMNS)
    return Values.of(pl.concat([past.join(told, on=key, how="anti"), rows]))


def _degrees(made: Mapping[str, Any]) -> Iterator[tuple[Key, float | None]]:
    for table, name in (("nodes", "node"), ("indicators", "indicator")):
        for row in made[table]:
            yield (row["area"], row[name]), row["degree"]
