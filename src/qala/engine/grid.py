"""From the table of values to the matrix of cases: which value counts in each, carried, pooled or questioned."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl

from qala.areas.breaks import BREAKS
from qala.areas.model import Areas, period_end
from qala.engine.arrays import (
    CARRIED,
    MISSING,
    NOT_APPLICABLE,
    QUESTIONED,
    REPORTED,
    UNSCORED,
    WITHHELD,
    Bools,
    Floats,
    Ints,
    Kind,
    States,
)  # fmt: skip
from qala.engine.periods import before
from qala.standard import Indicator, Standard
from qala.values.model import Values
from qala.values.select import choose

OTHER_BOUNDARY = {
    "": None,
    "city": (),
    "urban-part": ("urban-part",),
    "region-marked": ("urban-part", "region"),
    "withheld": (),
}
"""Which kinds of other place an indicator may take a figure from, by its boundary rule; None: any."""


@dataclass(frozen=True)
class Cases:
    """What the columns stand for: bases x periods x areas, areas sorted by id within each period.

    asked: the periods of the assessment; further ones are there to compare with, or to fill gaps from.
    """

    bases: tuple[str, ...]
    periods: tuple[str, ...]
    asked: tuple[str, ...]
    areas: tuple[str, ...]
    assessed: Bools

    @property
    def size(self) -> int:
        """The number of columns."""
        return len(self.bases) * len(self.periods) * len(self.areas)

    def span(self, basis: int, period: int) -> slice:
        """The columns of one basis and period."""
        start = (basis * len(self.periods) + period) * len(self.areas)
        return slice(start, start + len(self.areas))

    def former(self, period: str) -> int:
        """The number of the period that an asked one is compared with: the asked one before, else the one before."""
        earlier = [one for one in self.asked if one < period]
        return self.periods.index(earlier[-1] if earlier else before(period, 1))


@dataclass(frozen=True)
class Grid:
    """(indicators, cases) each: the value that counts, its state, and the rows of `frames[basis]` it rests on.

    Values are in the units of the indicators, rows in those of their facts.

    row: the row of the value itself, -1 where there is none; pooled: for each further period back, the row pooled in;
    boundaries: the number in `places` of the place that the row describes, -1 where there is none.
    """

    cases: Cases
    values: Floats
    states: States
    row: Ints
    pooled: tuple[Ints, ...]
    frames: tuple[pl.DataFrame, ...]
    places: "Places"

    @cached_property
    def boundaries(self) -> Ints:
        """The places that the rows describe."""
        found = np.full(self.row.shape, -1, dtype=np.int64)
        for basis, frame in enumerate(self.frames):
            table = np.array([*(self.places.code[place] for place in frame["boundary"]), -1], dtype=np.int64)
            span = slice(self.cases.span(basis, 0).start, self.cases.span(basis, len(self.cases.periods) - 1).stop)
            found[:, span] = table[self.row[:, span]]
        return found


@dataclass(frozen=True)
class _Slab:
    """The chosen rows of one basis as (facts, periods, areas) arrays; row -1 where there is none."""

    frame: pl.DataFrame
    row: Ints
    value: Floats
    questioned: Bools
    not_applicable: Bools
    boundary: Ints
    numerator: Floats
    denominator: Floats

    @cached_property
    def speaks(self) -> Bools:
        """Where a row says something: a value, that it is questioned, or that the question does not apply."""
        return ~np.isnan(self.value) | self.questioned | self.not_applicable


class Places:
    """Codes of the boundaries, their kinds, and when each was broken."""

    def __init__(self, areas: Areas, boundaries: Sequence[str]) -> None:
        self.code = {place: index for index, place in enumerate(boundaries)}
        kinds = {area.id: area.kind for area in areas.records}
        parents = {area.id: area.parent for area in areas.records}
        self.kind = [kinds.get(place, "") for place in boundaries]
        dates: list[set[str]] = []
        for place in boundaries:
            about = {place, parents[place]} if kinds.get(place) == "urban-part" else {place}
            struck = {event.date for event in areas.events if event.kind in BREAKS and about & {event.from_, event.to}}
            dates.append(struck)
        self.dates = dates

    def broken(self, earlier: str, later: str) -> Bools:
        """(boundaries,): whether the place changed after the end of `earlier` up to the end of `later`."""
        first, last = period_end(earlier), period_end(later)
        return np.array([any(first < day <= last for day in days) for days in self.dates] or [False], dtype=bool)


def build(
    standard: Standard, values: Values, areas: Areas, cases: Cases, as_known: str | None,
    questioned: Collection[tuple[str, str, str]],
) -> Grid:  # fmt: skip
    """The matrix of all cases. `questioned` are the (area, fact, period) that a serious finding struck."""
    facts = sorted(standard.facts)
    back = max(indicator.carry + indicator.window - 1 for indicator in standard.indicators)
    periods = sorted({before(period, step) for period in cases.periods for step in range(back + 1)})
    boundaries = sorted({*values.frame["boundary"].to_list(), *cases.areas})
    places = Places(areas, boundaries)
    shape = (len(standard.indicators), cases.size)
    matrix = np.full(shape, np.nan)
    states = np.full(shape, MISSING, dtype=np.int8)
    row = np.full(shape, -1, dtype=np.int64)
    widest = max(indicator.window for indicator in standard.indicators)
    pooled = tuple(np.full(shape, -1, dtype=np.int64) for _ in range(widest - 1))
    frames = []
    own = np.array([places.code[area] for area in cases.areas], dtype=np.int64)
    for b, basis in enumerate(cases.bases):
        slab = _slab(choose(values, basis, as_known), facts, periods, cases.areas, places.code, questioned)
        frames.append(slab.frame)
        for p, period in enumerate(cases.periods):
            span = cases.span(b, p)
            for index, indicator in enumerate(standard.indicators):
                fact = facts.index(indicator.fact)
                lags = _Lags(
                    slab,
                    places,
                    fact,
                    [periods.index(before(period, k)) for k in range(indicator.carry + indicator.window)],
                    periods,
                )
                cell = _cell(indicator, lags, own, places)
                matrix[index, span], states[index, span], row[index, span] = (
                    cell.value * indicator.factor,
                    cell.state,
                    cell.row,
                )
                for step, rows in enumerate(cell.pooled):
                    pooled[step][index, span] = rows
    return Grid(cases, matrix, states, row, pooled, tuple(frames), places)


@dataclass(frozen=True)
class _Lags:
    """One fact of a slab, by how many periods back."""

    slab: _Slab
    places: Places
    fact: int
    at: list[int]
    periods: list[str]

    def __call__(self, array: npt.NDArray[Kind], lag: Ints) -> npt.NDArray[Kind]:
        """The cells (areas,) of an array at each area's own lag."""
        at = np.array(self.at)[lag]
        found: npt.NDArray[Kind] = array[self.fact, at, np.arange(array.shape[2])]
        return found

    def broken(self, earlier: Ints, later: Ints, boundary: Ints) -> Bools:
        """(areas,): whether the boundary changed between two lags."""
        result = np.zeros(boundary.shape, dtype=bool)
        for first in np.unique(earlier):
            for last in np.unique(later):
                here = (earlier == first) & (later == last)
                if first > last and here.any():
                    table = self.places.broken(self.periods[self.at[first]], self.periods[self.at[last]])
                    result[here] = table[boundary[here]]
        return result


@dataclass(frozen=True)
class _Cell:
    value: Floats
    state: States
    row: Ints
    pooled: tuple[Ints, ...]


def _cell(indicator: Indicator, lags: _Lags, own: Ints, places: Places) -> _Cell:
    """The cells of one indicator in one period: the newest figure within `carry`, pooled back over `window`."""
    slab = lags.slab
    lag = np.zeros(own.shape, dtype=np.int64)
    found = lags(slab.speaks, lag)
    for step in range(1, indicator.carry + 1):
        back = np.full_like(lag, step)
        there = ~found & lags(slab.speaks, back)
        boundary = np.maximum(lags(slab.boundary, back), 0)
        lag = np.where(there & ~lags.broken(back, np.zeros_like(lag), boundary), step, lag)
        found |= there
    row = lags(slab.row, lag)
    boundary = lags(slab.boundary, lag)
    value = np.where(row >= 0, lags(slab.value, lag), np.nan)
    value, pooled, events = _pool(indicator, lags, lag, boundary, value)
    state = np.where(lag > 0, CARRIED, REPORTED)
    state = np.where(np.isnan(value), MISSING, state)
    state = np.where(np.nan_to_num(events, nan=np.inf) < indicator.min_events, UNSCORED, state)
    allowed = OTHER_BOUNDARY[indicator.boundary_rule]
    if allowed is not None:
        accepted = np.array([kind in allowed for kind in places.kind])
        state = np.where((row >= 0) & ~np.isnan(value) & (boundary != own) & ~accepted[boundary], WITHHELD, state)
    state = np.where((row >= 0) & lags(slab.questioned, lag), QUESTIONED, state)
    state = np.where((row >= 0) & lags(slab.not_applicable, lag), NOT_APPLICABLE, state)
    return _Cell(value, state.astype(np.int8), row, pooled)


def _pool(
    indicator: Indicator, lags: _Lags, lag: Ints, boundary: Ints, value: Floats
) -> tuple[Floats, tuple[Ints, ...], Floats]:
    """The mean over the window: weighted by denominators where every pooled figure has one, else plain.

    A figure that is questioned, of another boundary, or from before a change of the boundary is not pooled in.
    Returns the pooled values, the rows pooled in for each step back, and the events (numerators) in all.
    """
    slab = lags.slab
    denominator, events = (
        lags(slab.denominator, lag),
        lags(slab.numerator, lag),
    )
    plain, weighted, number, weight = (
        value.copy(),
        value * denominator,
        np.ones_like(value),
        denominator.astype(np.float64),
    )
    rows = []
    for step in range(1, indicator.window):
        back = lag + step
        row = lags(slab.row, back)
        earlier = lags(slab.value, back)
        joins = (row >= 0) & ~np.isnan(earlier) & ~np.isnan(value) & (lags(slab.boundary, back) == boundary)
        joins &= ~lags(slab.questioned, back) & ~lags.broken(back, lag, np.maximum(boundary, 0))
        plain = plain + np.where(joins, earlier, 0.0)
        number = number + joins
        weighted = weighted + np.where(joins, earlier * lags(slab.denominator, back), 0.0)
        weight = weight + np.where(joins, lags(slab.denominator, back), 0.0)
        events = events + np.where(joins, lags(slab.numerator, back), 0.0)
        rows.append(np.where(joins, row, -1))
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(np.isnan(weight) | (weight <= 0), plain / number, weighted / weight)
    return np.where(number > 1, mean, value), tuple(rows), events


def _slab(
    frame: pl.DataFrame, facts: Sequence[str], periods: Sequence[str], areas: Sequence[str],
    boundary: dict[str, int], questioned: Collection[tuple[str, str, str]],
) -> _Slab:  # fmt: skip
    frame = frame.filter(pl.col("fact").is_in(facts) & pl.col("period").is_in(periods) & pl.col("area").is_in(areas))
    at = tuple(_codes(frame[name], known) for name, known in (("fact", facts), ("period", periods), ("area", areas)))
    shape = (len(facts), len(periods), len(areas))

    def spread(cells: npt.NDArray[Kind], blank: float) -> npt.NDArray[Kind]:
        array = np.full(shape, blank, dtype=cells.dtype)
        array[at] = cells
        return array

    struck = np.array([key in questioned for key in frame.select("area", "fact", "period").iter_rows()], dtype=bool)
    struck |= (frame["state"] == "questioned").to_numpy()
    absent = (
        (frame["reason"] == "not-applicable")
        & frame["value"].is_null()
        & frame["status"].is_in(["official", "verified"])
    ).to_numpy()
    numbers = {name: frame[name].fill_null(float("nan")).to_numpy() for name in ("value", "numerator", "denominator")}
    codes = np.array([boundary[place] for place in frame["boundary"]], dtype=np.int64)
    return _Slab(
        frame=frame,
        row=spread(np.arange(frame.height), -1),
        value=spread(numbers["value"], np.nan),
        questioned=spread(struck, False),
        not_applicable=spread(absent, False),
        boundary=spread(codes, -1),
        numerator=spread(numbers["numerator"], np.nan),
        denominator=spread(numbers["denominator"], np.nan),
    )


def _codes(column: pl.Series, known: Sequence[str]) -> Ints:
    codes = {name: index for index, name in enumerate(known)}
    return np.array([codes[name] for name in column], dtype=np.int64)
