"""What a new edition of a standard would make of the same figures: every area, node and period, before and after."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from qala.errors import BadUse
from qala.insight.compare import Comparison, IndicatorChange, NodeChange, Side, compare
from qala.insight.explain import standard_of
from qala.insight.reasons import Reason, Rows, Sides


@dataclass(frozen=True, slots=True)
class Effect:
    """A node of an area in a period: its change, split by cause, and what of the method moved it.

    known, asked: how many indicators are known and asked for below it, before and after.
    """

    period: str
    change: NodeChange
    known: tuple[int, int]
    asked: tuple[int, int]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """The old edition and the new one on a basis; indicators: what changed of them, by period."""

    before: Side
    after: Side
    periods: tuple[str, ...]
    effects: tuple[Effect, ...]
    indicators: Mapping[str, tuple[IndicatorChange, ...]]


def preview(old: Mapping[str, Any], new: Mapping[str, Any], basis: str | None = None) -> Preview:
    """The effect of a new edition, from assessments of the same values by the old and the new one.

    Raises BadUse where they have no period or area in common.
    """
    periods = tuple(one for one in new["settings"]["periods"] if one in old["settings"]["periods"])
    if not periods:
        raise BadUse("preview.no_period")
    found = {period: compare(old, new, (period, period), basis) for period in periods}
    first = found[periods[0]]
    effects = tuple(one for period in periods for one in _effects(old, new, found[period], period))
    return Preview(first.before, first.after, periods, effects, {key: one.indicators for key, one in found.items()})


def _effects(old: Mapping[str, Any], new: Mapping[str, Any], found: Comparison, period: str) -> Iterator[Effect]:
    standards = standard_of(old), standard_of(new)
    rows = [_rows(document, period, found.before.basis) for document in (old, new)]
    sides = {
        area: Sides(standards, (rows[0].get(area, {}), rows[1].get(area, {})))
        for area in dict.fromkeys(one.area for one in found.nodes)
    }
    for one in found.nodes:
        both = [side.get(one.node, {}) for side in sides[one.area].rows]
        known, asked = ((both[0].get(name, 0), both[1].get(name, 0)) for name in ("known", "asked"))
        yield Effect(period, one, known, asked, sides[one.area].reasons(one.node))


def _rows(document: Mapping[str, Any], period: str, basis: str) -> dict[str, Rows]:
    """The rows of nodes and indicators of a period, by area and id."""
    found: dict[str, dict[str, Mapping[str, Any]]] = {}
    for table, name in (("nodes", "node"), ("indicators", "indicator")):
        for row in document[table]:
            if (row["period"], row["basis"]) == (period, basis):
                found.setdefault(row["area"], {})[row[name]] = row
    return dict(found)
