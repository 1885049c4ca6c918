"""Which figures tell most: those furthest from the best that the standard names, then a couple of the nearest."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from qala.publish.case import Case
from qala.standard import Indicator

FURTHEST, NEAREST = 6, 2
OF_AN_INDUSTRY, OF_AN_INDUSTRY_IN_ALL = 2, 3
"""So many figures of one industry among the furthest, and among all."""


@dataclass(frozen=True)
class Choice:
    """The indicators to tell of: those furthest from the best, the furthest first; those nearest, the nearest first."""

    furthest: tuple[Indicator, ...]
    nearest: tuple[Indicator, ...]


def chosen(case: Case) -> Choice:
    """The figures of a case to open with.

    Outcomes with a value, or all quantities where the standard has no outcomes; a figure that a finding struck too,
    but none that may not stand for the place. The way to the best is what the degree lacks to the highest, for a
    struck figure what it would lack. One indicator of each fact. What is nearest counts, and is past half of the way.
    """
    ways = {one.id: way for one, way in _candidates(case)}
    order = sorted(ways, key=lambda id_: -ways[id_])
    industry = {one.id: node.id for node in case.standard.industries for one in case.standard.asked_below[node.id]}
    furthest = _limited(order, industry, Counter(), OF_AN_INDUSTRY, FURTHEST)
    taken = Counter(industry.get(id_, "") for id_ in furthest)
    rest = [
        id_
        for id_ in reversed(order)
        if id_ not in furthest and ways[id_] < 0.5 and case.rows[id_]["degree"] is not None
    ]
    nearest = _limited(rest, industry, taken, OF_AN_INDUSTRY_IN_ALL, NEAREST)
    get = case.standard.indicator
    return Choice(tuple(get[id_] for id_ in furthest), tuple(get[id_] for id_ in nearest))


def _limited(order: list[str], industry: dict[str, str], taken: Counter[str], each: int, count: int) -> list[str]:
    """The first `count` of an order of which no industry has more than `each`."""
    found: list[str] = []
    taken = taken.copy()
    for id_ in order:
        if len(found) < count and taken[industry.get(id_, "")] < each:
            found.append(id_)
            taken[industry.get(id_, "")] += 1
    return found


def _candidates(case: Case) -> Iterator[tuple[Indicator, float]]:
    """Each indicator that may be told of, with its way to the best, 0 to 1 (beyond the goalposts it goes on)."""
    scored = [one for one in case.standard.indicators if one.scored and one.kind != "level"]
    facts: set[str] = set()
    for one in [one for one in scored if one.class_ == "outcome"] or scored:
        way = _way(case, one)
        if way is not None and one.fact not in facts:
            facts.add(one.fact)
            yield one, way


def _way(case: Case, indicator: Indicator) -> float | None:
    """What a figure lacks to the best, as a share of the way from the worst; None where it is not to be told."""
    row, rule = case.rows[indicator.id], indicator.normalise
    if row["value"] is None or row["state"] not in ("reported", "carried", "questioned"):
        return None
    beyond = _beyond(row["value"], indicator)
    if row["degree"] is None or rule.high <= rule.low:
        return beyond
    way = (rule.high - row["degree"]) / (rule.high - rule.low)
    return max(way, beyond or 0.0) if way >= 1 else float(way)


def _beyond(value: float, indicator: Indicator) -> float | None:
    """The way by the goalposts themselves, which does not stop at the worst; None where they do not tell it."""
    plain = not indicator.transform.per and not indicator.transform.log
    if not plain or indicator.low is None or indicator.high is None or indicator.direction not in ("lower", "higher"):
        return None
    share = (value - indicator.low) / (indicator.high - indicator.low)
    return share if indicator.direction == "lower" else 1 - share
