"""What changed between two assessments, node by node and indicator by indicator."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from qala.areas.breaks import breaks_between
from qala.areas.model import AreaEvent
from qala.errors import BadUse
from qala.insight.causes import CAUSES, Half, Split, causes

Rows = Mapping[tuple[str, str], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Side:
    """Which case of an assessment is compared."""

    standard: str
    edition: str
    period: str
    basis: str
    digest: str


@dataclass(frozen=True, slots=True)
class NodeChange:
    """The degree of a node of an area before and after, None where it has none, and its change split by cause.

    value, coverage, boundary, method: points of the degree that add up to `change`; None where that is.
    """

    area: str
    node: str
    before: float | None
    after: float | None
    band_before: str | None
    band_after: str | None
    change: float | None
    value: float | None
    coverage: float | None
    boundary: float | None
    method: float | None


@dataclass(frozen=True, slots=True)
class IndicatorChange:
    """An indicator of an area before and after; causes: which of CAUSES are not as before.

    points: the change of what it gives the node right above it; None where only one standard asks for it.
    effect: how far its own move, its coming or going moved the degree of that node, all others as they are; None where
    that cannot be told, as where the node has no degree both times or is no arithmetic mean.
    """

    area: str
    indicator: str
    parent: str
    value_before: float | None
    value_after: float | None
    degree_before: float | None
    degree_after: float | None
    points: float | None
    causes: tuple[str, ...]
    effect: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two assessments side by side, over the areas that both assess.

    other_method: whether the standard, its weights or what was derived of them is not the same; breaks: by area, what
    changed its boundary between the two periods.
    """

    before: Side
    after: Side
    nodes: tuple[NodeChange, ...]
    indicators: tuple[IndicatorChange, ...]
    other_method: bool = False
    breaks: Mapping[str, tuple[AreaEvent, ...]] = field(default_factory=dict)


def compare(
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    periods: tuple[str | None, str | None] = (None, None),
    basis: str | None = None,
) -> Comparison:
    """The change from one assessment to another: of the last periods and first bases where none are named.

    Raises BadUse where they have no area in common, or a period or basis that is named is not there.
    """
    halves = Half.of(before, periods[0], basis), Half.of(after, periods[1], basis)
    later = {row["id"] for row in after["areas"]["rows"]}
    areas = tuple(row["id"] for row in before["areas"]["rows"] if row["id"] in later)
    if not areas:
        raise BadUse("explain.nothing_in_common")
    rows = _rows(halves[0]), _rows(halves[1])
    return Comparison(
        _side(halves[0]),
        _side(halves[1]),
        tuple(_node_changes(halves, rows, causes(*halves, areas), areas)),
        tuple(_indicator_changes(halves, rows, areas)),
        halves[0].method != halves[1].method,
        _breaks(halves, areas),
    )


def _breaks(halves: tuple[Half, Half], areas: tuple[str, ...]) -> dict[str, tuple[AreaEvent, ...]]:
    """What changed the boundary of an area between the periods, whichever is the earlier; only where there is any."""
    first, last = sorted(half.period for half in halves)
    known = {tuple(event) for half in halves for event in half.document["areas"].get("events") or ()}
    events = [AreaEvent(*event) for event in sorted(known, key=str)]
    found = {area: breaks_between(events, (area,), first, last) for area in areas}
    return {area: struck for area, struck in found.items() if struck}


def _side(half: Half) -> Side:
    return Side(half.standard.id, half.standard.edition, half.period, half.basis, half.document["digest"])


def _rows(half: Half) -> Rows:
    return {
        (row["area"], row[kind]): row
        for table, kind in (("nodes", "node"), ("indicators", "indicator"))
        for row in half.document[table]
        if (row["period"], row["basis"]) == (half.period, half.basis)
    }


def _node_changes(
    halves: tuple[Half, Half], rows: tuple[Rows, Rows], split: Split, areas: tuple[str, ...]
) -> Iterator[NodeChange]:
    ids = dict.fromkeys(node.id for half in reversed(halves) for node in half.standard.nodes)
    for area in areas:
        for node in ids:
            old, new = (side.get((area, node), {}) for side in rows)
            one, other = old.get("degree"), new.get("degree")
            change = None if one is None or other is None else other - one
            parts = split.get((area, node), {})
            bands = old.get("band"), new.get("band")
            value, coverage, boundary, method = (parts.get(cause) for cause in CAUSES)
            yield NodeChange(area, node, one, other, *bands, change, value, coverage, boundary, method)


def _indicator_changes(
    halves: tuple[Half, Half], rows: tuple[Rows, Rows], areas: tuple[str, ...]
) -> Iterator[IndicatorChange]:
    parents = {one.id: one.parent for half in halves for one in half.standard.indicators if one.scored}
    for area in areas:
        for id_, parent in parents.items():
            old, new = (side.get((area, id_)) for side in rows)
            found = tuple(_reasons(halves, id_, old or {}, new or {}))
            if found:
                one, other = old or {}, new or {}
                both = old is not None and new is not None
                points = (other.get("contribution") or 0.0) - (one.get("contribution") or 0.0) if both else None
                values = one.get("value"), other.get("value")
                degrees = one.get("degree"), other.get("degree")
                effect = _effect(halves, rows, (area, parent), one, other)
                yield IndicatorChange(area, id_, parent, *values, *degrees, points, found, effect)


def _effect(
    halves: tuple[Half, Half],
    rows: tuple[Rows, Rows],
    above: tuple[str, str],
    old: Mapping[str, Any],
    new: Mapping[str, Any],
) -> float | None:
    tops = [side.get(above, {}).get("degree") for side in rows]
    nodes = [half.standard.node.get(above[1]) for half in halves]
    if None in tops or any(node is None or node.aggregate != "arithmetic" for node in nodes):
        return None
    before, after = old.get("degree"), new.get("degree")
    if before is not None and after is not None:
        return float((after - before) * (old["weight"] + new["weight"]) / 2)
    came = after is not None
    row, top = (new, tops[1]) if came else (old, tops[0])
    share = row["weight"]
    if share >= 1:
        return None
    without = (top - share * row["degree"]) / (1 - share)
    return float((top - without) * (1 if came else -1))


def _reasons(halves: tuple[Half, Half], id_: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    known = old.get("degree") is not None, new.get("degree") is not None
    if all(known):
        if old["boundary"] != new["boundary"]:
            yield "boundary"
        if old["value"] != new["value"]:
            yield "value"
    elif any(known):
        yield "coverage"
    before, after = (half.standard.indicator.get(id_) for half in halves)
    if before != after and any(known):
        yield "method"
