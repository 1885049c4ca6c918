"""The course of one indicator: its points, and where all stands that a chart draws of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from qala.errors import BadUse
from qala.publish.charts.look import LETTERS, WIDE, Sheet, in_lines
from qala.publish.charts.moments import lines_high, round_steps, spread
from qala.publish.charts.points import QUESTIONED, Point, points_of
from qala.publish.charts.subject import Subject, Told
from qala.publish.lettering import width
from qala.standard import Indicator
from qala.texts import number

_WITH_GOALS = ("goalposts", "minmax", "distance-to-max")
_MOST = 30
"""At most so many names stand at the ends of lines."""


@dataclass(frozen=True)
class Course:
    """The points of an indicator on a sheet."""

    told: Told
    indicator: Indicator
    rows: Sequence[Mapping[str, Any]]
    points: tuple[Point, ...]
    sheet: Sheet

    @classmethod
    def of(cls, assessment: Mapping[str, Any], subject: Subject, sheet: Sheet) -> "Course":
        """Raises BadUse for an unknown indicator, period or basis, and where it has no value."""
        told = Told.of(assessment, subject)
        if told.id not in told.standard.indicator:
            raise BadUse("charts.no_indicator", value=told.id)
        rows = told.rows("indicators", indicator=told.id)
        points = points_of(told, rows)
        if not points:
            raise BadUse("charts.no_values", indicator=told.id, basis=told.basis)
        return cls(told, told.standard.indicator[told.id], rows, points, sheet)

    @cached_property
    def areas(self) -> dict[str, str]:
        """The names of the areas that have a value."""
        have = {point.area for point in self.points}
        return {id_: name for id_, name in self.told.names.items() if id_ in have}

    @cached_property
    def periods(self) -> list[str]:
        """The periods from the first to the last value."""
        asked = {row["period"] for row in self.rows}
        known = {point.period for point in self.points}
        return sorted(known | {period for period in asked if min(known) <= period <= max(known)})

    @cached_property
    def last(self) -> dict[str, Point]:
        """The last point of each area, a questioned one only where it has no other."""
        counted = (point for point in self.points if point.kind != QUESTIONED)
        return {**{point.area: point for point in self.points}, **{point.area: point for point in counted}}

    @cached_property
    def goals(self) -> dict[str, float]:
        """The values at which the degree is lowest and highest, where they are the same for all."""
        rows = (row for row in self.rows if row["area"] in self.areas)
        ends = {(row["low"], row["high"]) for row in rows if None not in (row["low"], row["high"])}
        fixed = self.indicator.normalise.method in _WITH_GOALS and not self.indicator.transform.log
        if len(ends) != 1 or not fixed or self.indicator.direction not in ("higher", "lower"):
            return {}
        low, high = ends.pop()
        return {"low": high, "high": low} if self.indicator.direction == "lower" else {"low": low, "high": high}

    @cached_property
    def steps(self) -> dict[float, str]:
        """The numbers on the axis of values."""
        values = [*(point.value for point in self.points), *self.goals.values()]
        low, high = min(values), max(values)
        low = 0.0 if 0 < low <= high - low else low
        return {step: number(step, self.told.language) for step in round_steps(low, high)}

    @cached_property
    def names(self) -> dict[str, tuple[str, ...]]:
        """The names at the ends of lines, the lowest line first; of very many areas only some."""
        order = sorted(self.areas, key=lambda area: (self.last[area].value, area))
        shown = min(len(order), _MOST)
        kept = order if shown == len(order) else [order[i * (len(order) - 1) // (shown - 1)] for i in range(shown)]
        return {area: in_lines(self.areas[area], self.sheet, bold=True) for area in kept}

    @cached_property
    def plot(self) -> float:
        """The width that the numbers at the left and the names at the right leave."""
        names = max(width(line, LETTERS, bold=True) for lines in self.names.values() for line in lines)
        return self.sheet.room - names - max(width(said, LETTERS) for said in self.steps.values()) - 30

    @cached_property
    def high(self) -> float:
        """The height: enough for the names."""
        return max(250.0 if self.sheet is WIDE else 210.0, self._gap * len(self.names))

    def place(self, value: float) -> float:
        """How far down a value lies."""
        low, high = min(self.steps), max(self.steps)
        return self.high * (1 - (value - low) / (high - low))

    @property
    def name_places(self) -> dict[str, float]:
        """How far down each name stands: near the end of its line, and not on another name."""
        wanted = [self.high - self.place(self.last[area].value) for area in self.names]
        found = spread(wanted, self._gap, 0, self.high)
        return {area: self.high - up for area, up in zip(self.names, found, strict=True)}

    @property
    def _gap(self) -> float:
        return lines_high(self.names.values(), LETTERS) + 2
