"""An industry: what it is made of, how the cities stand in it, and the values they stand by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from qala.publish.case import Case
from qala.publish.facts.fact import plain
from qala.publish.map_model import Cell, cell_of
from qala.publish.naming import named
from qala.publish.reasons import unit_of
from qala.standard import Indicator, Node, Standard
from qala.texts import Language, percent, text


@dataclass(frozen=True)
class Item:
    """An indicator: its title and unit, and its weight in its branch when all is known, `–` where it is not scored."""

    id: str
    title: str
    unit: str
    weight: str


@dataclass(frozen=True)
class BranchOf:
    """A branch of the industry; title blank: what lies right under the industry itself; weight blank: what is shown for
    context and never scored.
    """

    title: str
    weight: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Standing:
    """A city in the industry. width: of its bar, 0 to 100."""

    name: str
    cell: Cell
    width: float


@dataclass(frozen=True)
class Value:
    """A city's value of an indicator, `–` where there is none. marks: `◇` is another place's, `?` does not count, the
    period where it is another; note: the same in words.
    """

    area: str
    name: str
    value: str
    marks: str
    note: str


@dataclass(frozen=True)
class IndustryView:
    """scored: how many indicators count; values: of each indicator, by its id, in the order of the standings; counted:
    how many cities have a value.
    """

    id: str
    title: str
    weight: str
    scored: int
    branches: tuple[BranchOf, ...]
    standings: tuple[Standing, ...]
    values: Mapping[str, tuple[Value, ...]]
    counted: Mapping[str, int]


def industry_view(cases: list[Case], node: Node) -> IndustryView:
    """An industry from the cases of cities in one period, which are shown in their order; at least one."""
    first = cases[0]
    standard, language = first.standard, first.language
    rule = standard.normalise
    span = rule.high - rule.low or 1.0
    standings = []
    for case in cases:
        cell = cell_of(case, node)
        width = 0.0 if cell.degree is None else max(0.0, min(100.0, (cell.degree - rule.low) / span * 100))
        standings.append(Standing(case.name, cell, width))
    below = standard.asked_below[node.id]
    shown = (*below, *_context(standard, node))
    values = {one.id: tuple(_value(case, one) for case in cases) for one in shown}
    return IndustryView(
        id=node.id,
        title=named(node, language),
        weight=_weight(first.rows[node.id], language),
        scored=len(below),
        branches=tuple(_branches(first, node)),
        standings=tuple(standings),
        values=values,
        counted={id_: sum(one.value != "–" for one in found) for id_, found in values.items()},
    )


def _branches(case: Case, node: Node) -> Iterator[BranchOf]:
    """The branches with what lies below each, at any depth; last what is shown for context."""
    standard: Standard = case.standard
    own = tuple(
        _item(case, standard.indicator[child])
        for child in standard.children[node.id]
        if child in standard.indicator and standard.indicator[child].asked
    )
    if own:
        yield BranchOf("", "", own)
    for child in standard.children[node.id]:
        if child in standard.node:
            items = tuple(_item(case, one) for one in standard.asked_below[child])
            title = named(standard.node[child], case.language)
            yield BranchOf(title, _weight(case.rows[child], case.language), items)
    context = tuple(_item(case, one) for one in _context(standard, node))
    if context:
        yield BranchOf(text("city.context", case.language), "", context)


def _context(standard: Standard, node: Node) -> list[Indicator]:
    """The indicators under a node, at any depth, that are not asked."""
    below = {node.id}
    waiting = [node.id]
    while waiting:
        nested = [child for child in standard.children[waiting.pop()] if child in standard.node]
        below.update(nested)
        waiting += nested
    return [one for one in standard.indicators if not one.asked and one.parent in below]


def _item(case: Case, one: Indicator) -> Item:
    unit = unit_of(one, case.language)
    return Item(one.id, named(one, case.language), unit, _weight(case.rows[one.id], case.language))


def _weight(row: Mapping[str, Any], language: Language) -> str:
    return percent(row["nominal_weight"], language, 1) if row["nominal_weight"] else "–"


def _value(case: Case, one: Indicator) -> Value:
    row, language = case.rows[one.id], case.language
    if row["value"] is None:
        return Value(case.area, case.name, "–", "", "")
    found = []
    if row["boundary"] != case.area:
        found.append(("◇", text("map.boundary_mark", language, places=case.place(row["boundary"]))))
    if row["state"] not in ("reported", "carried"):
        found.append(("?", text(f"explain.state_{row['state'].replace('-', '_')}", language)))
    if row["value_period"] != case.period:
        found.append((f"({row['value_period']})", row["value_period"]))
    marks, notes = (" ".join(part) for part in zip(*found, strict=True)) if found else ("", "")
    return Value(case.area, case.name, plain(row["value"], language), marks, notes)
