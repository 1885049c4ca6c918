"""Over whom minima, means and ranks are taken, and who is measured by them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from qala.areas.model import Area
from qala.engine.arrays import Bools, Floats, Ints
from qala.engine.grid import Cases
from qala.errors import CannotAssess
from qala.standard import Standard


@dataclass(frozen=True)
class Block:
    """Cases that are measured alike: the columns inside, the columns of those they are measured by, and the column of
    the area that distance-to-reference names, -1 for none.
    """

    inside: slice
    reference: Ints
    anchor: int = -1

    def known(self, row: Floats) -> Floats:
        """The known values of the reference cases in a row (cases,)."""
        values = row[self.reference]
        return values[~np.isnan(values)]

    def extremes(self, row: Floats) -> tuple[float, float]:
        """The least and the greatest known value of the reference cases in a row (cases,); NaN where there is none."""
        inside = row[self.inside]
        values = inside if self.reference.size == inside.size else row[self.reference]
        if not values.size:
            return np.nan, np.nan
        return float(np.fmin.reduce(values)), float(np.fmax.reduce(values))


def reference_areas(standard: Standard, cases: Cases, areas: Mapping[str, Area]) -> Bools:
    """(areas,): the assessed, all, or those with COLUMN=VALUE of areas.csv."""
    rule = standard.reference
    if rule == "all":
        return np.ones(len(cases.areas), dtype=bool)
    column, equals, value = rule.partition("=")
    if not equals:
        return cases.assessed
    return np.array([area in areas and areas[area].groups.get(column) == value for area in cases.areas], dtype=bool)


def by_period(cases: Cases, one: Bools, screened: Bools) -> tuple[Block, ...]:
    """A block for each basis and period. one: (areas,) who is of the reference; screened: (cases,) who is left out."""
    return tuple(_block(span, one, screened) for span in _spans(cases))


def _spans(cases: Cases) -> list[slice]:
    return [cases.span(b, p) for b in range(len(cases.bases)) for p in range(len(cases.periods))]


def _block(span: slice, one: Bools, screened: Bools, anchor: int | None = None) -> Block:
    reference = span.start + np.flatnonzero(one & ~screened[span])
    return Block(span, reference, -1 if anchor is None else span.start + anchor)


def blocks(standard: Standard, cases: Cases, one: Bools, screened: Bools) -> tuple[Block, ...]:
    """The blocks by [normalise] over: each period by itself, the whole panel, or one named period for all.

    Raises CannotAssess where the area that degrees are measured from is not there.
    """
    anchor = _anchor(standard, cases)
    periods = tuple(_block(span, one, screened, anchor) for span in _spans(cases))
    if standard.over == "period":
        return periods
    count = len(cases.periods)
    asked = cases.asked if standard.over == "panel" else (standard.over,)
    found = []
    for b in range(len(cases.bases)):
        inside = slice(cases.span(b, 0).start, cases.span(b, count - 1).stop)
        measures = [periods[b * count + cases.periods.index(period)] for period in asked]
        found.append(Block(inside, np.concatenate([one.reference for one in measures]), measures[-1].anchor))
    return tuple(found)


def _anchor(standard: Standard, cases: Cases) -> int | None:
    """The place of the reference area: named under [normalise], else under [areas]."""
    if all(one.normalise.method != "distance-to-reference" for one in standard.indicators):
        return None
    name = standard.reference_area or standard.reference
    if name not in cases.areas:
        raise CannotAssess("assess.no_anchor", value=name)
    return cases.areas.index(name)


def groups(cases: Cases, areas: Mapping[str, Area], column: str) -> Ints:
    """(areas,): the number of each area's group by a column of areas.csv, -1 where it has none."""
    names = [areas[area].groups.get(column, "") if area in areas else "" for area in cases.areas]
    codes = {name: code for code, name in enumerate(sorted(set(names) - {""}))}
    return np.array([codes.get(name, -1) for name in names], dtype=np.int64)
