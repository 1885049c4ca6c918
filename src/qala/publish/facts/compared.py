"""A figure beside those of other places: of the country, or the middle of the other cities."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from qala.publish.case import Case
from qala.standard import Indicator

Row = Mapping[str, Any]
Key = tuple[str, str, str]
_COUNTING = {"verified": {"verified": 0, "official": 1, "measured": 2}}
_COUNTING["declared"] = {**_COUNTING["verified"], "declared": 3}
FEWEST = 2
"""From so many other cities on, their middle is told."""


@dataclass(frozen=True)
class Beside:
    """place: the id of the country, blank for the other cities; count: how many figures the value is the middle of."""

    place: str
    value: float
    count: int


@dataclass(frozen=True)
class Others:
    """series: all values of each fact; country: its id, blank where there is none; areas: all that are assessed;
    struck: (area, fact, period) of figures that do not count, for a serious finding.
    """

    series: Mapping[str, Sequence[Row]]
    country: str = ""
    areas: Collection[str] = ()
    struck: Collection[Key] = ()


def beside(case: Case, indicator: Indicator, others: Others) -> Beside | None:
    """The country's value in the same periods, else the middle of the other cities' values.

    A value pooled of several periods is set beside the mean of the same periods; nothing where one of them is missing.
    """
    row = case.rows[indicator.id]
    if indicator.transform.per or indicator.transform.log:
        return None
    periods = [one["period"] for one in row["pool"]] or [row["value_period"]]
    kept = _figures(others.series.get(indicator.fact, ()), case.basis, periods)
    figures = {key: value * indicator.factor for key, value in kept.items()}
    own = _mean(figures, others.country, periods)
    if own is not None and row["boundary"] != others.country:
        return Beside(others.country, own, 1)
    counting = {key: one for key, one in figures.items() if (key[0], indicator.fact, key[1]) not in others.struck}
    found = [_mean(counting, area, periods) for area in others.areas if area != case.area]
    known = [one for one in found if one is not None]
    return Beside("", median(known), len(known)) if len(known) >= FEWEST else None


def _mean(figures: Mapping[tuple[str, str], float], area: str, periods: list[str]) -> float | None:
    found = [figures.get((area, period)) for period in periods]
    known = [one for one in found if one is not None]
    return math.fsum(known) / len(known) if known and len(known) == len(periods) else None


def _figures(series: Iterable[Row], basis: str, periods: list[str]) -> dict[tuple[str, str], float]:
    """The value that counts of each area and period, as the assessment chooses it."""
    standing = _COUNTING[basis]
    found: dict[tuple[str, str], tuple[tuple[int, str, int], float]] = {}
    for row in series:
        if row["period"] not in periods or row["value"] is None or row["status"] not in standing or row["known_until"]:
            continue
        key, at = (row["area"], row["period"]), _order(basis, standing[row["status"]], row["recorded_at"])
        if key not in found or at > found[key][0]:
            found[key] = (at, row["value"])
    return {key: value for key, (_, value) in found.items()}


def _order(basis: str, standing: int, recorded_at: str) -> tuple[int, str, int]:
    """Verified: the highest standing, then the latest; declared: the latest, then the highest standing."""
    return (-standing, recorded_at, 0) if basis == "verified" else (0, recorded_at, -standing)
