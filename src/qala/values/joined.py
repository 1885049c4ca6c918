"""A series of one boundary from the figures of several: parts are added up, wholes divided, by a rule that is named.

Counts of parts are summed. Rates and shares of parts are made anew from the sums of their numerators and denominators.
A count of what was divided later is divided by the stated share of each part, and is an estimate; where somebody
published the figure of a new place for years before it was there, that stands instead. All else is refused with its
reason, and nothing is ever joined without saying so.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from qala.areas.breaks import BREAKS, breaks_between
from qala.areas.model import AreaEvent, Areas, period_end

RULES = ("own", "summed", "divided")
RATES = ("rate", "share")
ALIKE = 1e-3
"""By how much, as a part, the unit of a rate may differ from part to part: published figures are rounded."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of an area in a period, with what it is a ratio of where that is known."""

    value: float
    numerator: float | None = None
    denominator: float | None = None


@dataclass(frozen=True, slots=True)
class Joined:
    """A period of the series. rule: one of RULES; blank with a value of None: refused, for the reason `why` (a text of
    the subject series) about `place`. of: the areas whose figures it rests on; basis: the acts that say the rule.
    """

    period: str
    value: float | None
    rule: str
    of: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    why: str = ""
    place: str = ""


class _Refused(Exception):
    """That a figure cannot be had: the key of the reason, and the place that it is about."""


@dataclass(frozen=True, slots=True)
class _Made:
    figure: Figure
    rule: str
    of: tuple[str, ...]
    basis: tuple[str, ...]


def joined(
    area: str, at: str, figures: Mapping[tuple[str, str], Figure], areas: Areas, kind: str
) -> tuple[Joined, ...]:
    """The series of an area within the boundary that it had at the end of a period.

    figures: by area and period, each about that area's own boundary; kind: of the indicator, as count or rate.
    """
    found = []
    for period in sorted({period for _, period in figures}):
        try:
            made = _Series(figures, areas, kind, period).value(area, at)
        except _Refused as refused:
            found.append(Joined(period, None, "", why=refused.args[0], place=refused.args[1]))
        else:
            found.append(Joined(period, made.figure.value, made.rule, made.of, made.basis))
    return tuple(found)


@dataclass(frozen=True)
class _Series:
    figures: Mapping[tuple[str, str], Figure]
    areas: Areas
    kind: str
    period: str

    def value(self, area: str, at: str) -> _Made:
        """The figure of the period, within the boundary that an area had at the end of `at`."""
        later = period_end(at) < period_end(self.period)
        first, last = (at, self.period) if later else (self.period, at)
        struck = breaks_between(self.areas.events, (area,), first, last)
        if not struck:
            return self._own(area)
        day = struck[0].date if later else struck[-1].date
        if not later and (area, self.period) in self.figures and all(one.from_ != area for one in self._on(day)):
            return self._own(area)
        return self._after(area, day) if later else self._before(area, day)

    def _own(self, area: str) -> _Made:
        found = self.figures.get((area, self.period))
        if found is None:
            raise _Refused("unknown", area)
        return _Made(found, "own", (area,), ())

    def _after(self, area: str, day: str) -> _Made:
        """What an area was before a day, from its parts after it."""
        events = [one for one in self._on(day) if one.from_ == area]
        parts = dict.fromkeys(one.to for one in events)
        if not any(part != area for part in parts):
            raise _Refused("no_parts", area)
        for part in parts:
            if any(one.to == part and not self._akin(one.from_, area) for one in self._on(day)):
                raise _Refused("part_of_others", part)
        return self._sum([self.value(part, day) for part in parts], events)

    def _before(self, area: str, day: str) -> _Made:
        """What an area is since a day, from what it came of."""
        into = [one for one in self._on(day) if one.to == area]
        sources = {one.from_ for one in into}
        events = [one for one in into if self._parents.get(one.from_) not in sources]
        wholes = [one for one in events if one.kind == "merger" and one.share in (None, 1.0)]
        if events and len(wholes) == len(events):
            eve = _eve(day)
            return self._sum([self.value(one.from_, eve) for one in events], events)
        if len(events) != 1 or events[0].share is None:
            raise _Refused("no_share", area)
        if self.kind != "count":
            raise _Refused("not_divided", area)
        whole = self.value(events[0].from_, _eve(day))
        share = Figure(whole.figure.value * events[0].share)
        return _Made(share, "divided", whole.of, (*whole.basis, *_acts(events)))

    def _on(self, day: str) -> list[AreaEvent]:
        return [one for one in self.areas.events if one.date == day and one.kind in BREAKS]

    @property
    def _parents(self) -> dict[str, str]:
        return {one.id: one.parent for one in self.areas.records}

    def _akin(self, one: str, other: str) -> bool:
        """Whether two places are the same, or one is a part of the other, as the towns of a region are."""
        return one == other or self._parents.get(one) == other or self._parents.get(other) == one

    def _sum(self, parts: list[_Made], events: Iterable[AreaEvent]) -> _Made:
        of = tuple(dict.fromkeys(id_ for part in parts for id_ in part.of))
        basis = tuple(dict.fromkeys((*(one for part in parts for one in part.basis), *_acts(events))))
        rule = "divided" if any(part.rule == "divided" for part in parts) else "summed"
        figures = [part.figure for part in parts]
        if self.kind == "count":
            return _Made(Figure(math.fsum(one.value for one in figures)), rule, of, basis)
        if self.kind not in RATES:
            raise _Refused("not_summed", of[0])
        return _Made(_ratio(figures, of), rule, of, basis)


def _ratio(figures: list[Figure], of: tuple[str, ...]) -> Figure:
    """The rate of all parts together, in the unit that each of them has."""
    units = []
    for one, area in zip(figures, of, strict=False):
        if one.numerator is None or not one.denominator:
            raise _Refused("no_ratio", area)
        if one.numerator:
            units.append(one.value * one.denominator / one.numerator)
    if units and max(units) - min(units) > ALIKE * max(units):
        raise _Refused("other_units", of[0])
    above, below = (
        math.fsum(one.numerator or 0.0 for one in figures),
        math.fsum(one.denominator or 0.0 for one in figures),
    )
    return Figure(units[0] * above / below if units else 0.0, above, below)


def _acts(events: Iterable[AreaEvent]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.basis for one in events if one.basis))


def _eve(day: str) -> str:
    """The day before, as a period."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
