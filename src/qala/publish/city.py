"""The page of a city in one language: facts, degrees, years, who can change what, what is silent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qala.publish.case import Case
from qala.publish.facts import Fact, facts_of
from qala.publish.map_model import BandLook, Cell, cell_of
from qala.publish.naming import named
from qala.publish.reasons import missing_of
from qala.standard import Node
from qala.texts import Language, number, percent, text

KNOWN = ("reported", "unscored", "undefined")
"""States of an indicator that count as known in the coverage of a degree."""


@dataclass(frozen=True)
class Year:
    """A degree in a period: its text, the band it falls in, and its change on the period before."""

    period: str
    degree: str
    band: BandLook | None
    change: str


@dataclass(frozen=True)
class Line:
    """The whole or an industry over the periods."""

    id: str
    title: str
    years: tuple[Year, ...]


@dataclass(frozen=True)
class Group:
    """Who can change something: of how many indicators, how many of them are known, their share of the weight."""

    who: str
    asked: int
    known: int
    weight: str


@dataclass(frozen=True)
class City:
    """All that the page shows. silent: who should publish, and how many indicators."""

    name: str
    facts: tuple[Fact, ...]
    cells: tuple[Cell, ...]
    lines: tuple[Line, ...]
    groups: tuple[Group, ...]
    silent: tuple[tuple[str, int], ...]


def city_of(cases: Sequence[Case]) -> City:
    """The page of the last of an area's cases, one for each period in their order."""
    case = cases[-1]
    shown = (case.standard.root, *case.standard.industries)
    return City(
        name=case.name,
        facts=facts_of(case),
        cells=tuple(cell_of(case, node) for node in shown),
        lines=tuple(_line(cases, node) for node in shown),
        groups=tuple(_groups(case)),
        silent=tuple(_silent(case).items()),
    )


def _line(cases: Sequence[Case], node: Node) -> Line:
    cells = [(case.period, cell_of(case, node)) for case in cases if node.id in case.rows]
    years = (
        Year(period, cell.degree_text, cell.band, cell.arrow.label if cell.arrow else "") for period, cell in cells
    )
    return Line(node.id, named(node, cases[-1].language), tuple(years))


def _groups(case: Case) -> list[Group]:
    weights = weights_of(case)
    asked: dict[str, list[tuple[float, bool]]] = {}
    for one in case.below(case.standard.root):
        known = case.rows[one.id]["state"] in KNOWN
        asked.setdefault(one.influence, []).append((weights[one.id], known))
    whole = sum(weight for rows in asked.values() for weight, _ in rows) or 1.0
    return [
        Group(_who(who, case.language), len(rows), sum(known for _, known in rows), _share(rows, whole, case.language))
        for who, rows in sorted(asked.items(), key=lambda item: -sum(weight for weight, _ in item[1]))
    ]


def weights_of(case: Case) -> Mapping[str, float]:
    """The nominal share of each scored indicator in the whole, as the standard asks for them all."""
    found: dict[str, float] = {}

    def spread(node: str, share: float) -> None:
        for child in case.standard.children[node]:
            row: Mapping[str, Any] = case.rows[child]
            own = share * (row["nominal_weight"] or 0.0)
            if child in case.standard.node:
                spread(child, own)
            else:
                found[child] = own

    spread(case.standard.root.id, 1.0)
    return found


def _share(rows: Sequence[tuple[float, bool]], whole: float, language: Language) -> str:
    return percent(sum(weight for weight, _ in rows) / whole, language)


def _who(influence: str, language: Language) -> str:
    return text(f"map.influence_{influence}", language) if influence else text("facts.nobody", language)


def _silent(case: Case) -> dict[str, int]:
    """Who should publish how many of the indicators that nobody reported; the most first."""
    found: dict[str, int] = {}
    for _, owner in missing_of(case, case.standard.root):
        who = owner or text("facts.nobody", case.language)
        found[who] = found.get(who, 0) + 1
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def people_of(population: float | None, language: Language) -> str:
    """A number of people; a dash where it is not known."""
    return "–" if population is None else number(population, language, 0)
