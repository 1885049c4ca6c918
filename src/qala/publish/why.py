"""Why a cell of the Map is what it is, ready to be shown: branches, indicators, characteristics."""

import math
from dataclasses import dataclass, replace

from qala.publish.case import Case
from qala.publish.leaf import Leaf, leaves_of
from qala.publish.map_model import Cell, band_at, cell_of
from qala.publish.naming import named
from qala.publish.readiness import reported
from qala.publish.rounding import adding_up
from qala.standard import Node
from qala.standard.model import CHARACTERISTICS
from qala.texts import Language, number, percent, text


@dataclass(frozen=True)
class Branch:
    """A node of a cell's explanation: its own children, those that have a value first."""

    id: str
    title: str
    degree: float | None
    degree_text: str
    weight: str
    contribution: float | None
    points: str
    leaves: tuple[Leaf, ...]
    missing: tuple[Leaf, ...]
    levels: int
    nested: tuple["Branch", ...]
    own: str


@dataclass(frozen=True)
class Trait:
    """A characteristic of an industry."""

    title: str
    degree_text: str
    note: str


@dataclass(frozen=True)
class Why:
    """The explanation of one cell."""

    cell: Cell
    area: str
    branch: Branch
    traits: tuple[Trait, ...]
    scores: bool


def why_of(case: Case, node: Node) -> Why:
    """The explanation of a node in a case: of the whole down to its industries, of an industry to its indicators."""
    depth = 1 if node is case.standard.root and case.standard.industries else 9
    return Why(cell_of(case, node), case.name, _branch(case, node, depth), _traits(case, node), case.standard.scores)


def _branch(case: Case, node: Node, depth: int) -> Branch:
    row, language = case.rows[node.id], case.language
    leaves = leaves_of(case, node)
    missing = tuple(leaf for leaf in leaves if leaf.value is None)
    return Branch(
        id=node.id,
        title=named(node, language),
        degree=row["degree"],
        degree_text=_figure(row["degree"], language) if case.standard.scores else reported(row, language),
        weight=percent(row["weight"], language) if row["weight"] else "–",
        contribution=row["contribution"],
        points=_figure(row["contribution"], language),
        leaves=tuple(leaf for leaf in leaves if leaf.value is not None),
        missing=tuple(leaf for leaf in missing if not leaf.level),
        levels=sum(leaf.level for leaf in missing),
        nested=_nested(case, node, depth),
        own=_own(case, node),
    )


def _own(case: Case, node: Node) -> str:
    """The points that a sum has beyond its children; blank for other means."""
    degree = case.rows[node.id]["degree"]
    if node.aggregate != "sum" or degree is None:
        return ""
    given = [case.rows[child]["contribution"] or 0.0 for child in case.standard.children[node.id]]
    own = degree - math.fsum(given)
    return _figure(own, case.language) if abs(own) >= 0.005 else ""


def _nested(case: Case, node: Node, depth: int) -> tuple[Branch, ...]:
    """The nodes right under a node, their points rounded to add up to its degree; none where it has no degree."""
    nodes = [case.standard.node[id_] for id_ in case.standard.children[node.id] if id_ in case.standard.node]
    parts = [_branch(case, one, depth - 1) for one in nodes] if depth else []
    degree = case.rows[node.id]["degree"]
    if degree is None:
        return tuple(replace(part, weight="–", points="–") for part in parts)
    shown = adding_up([part.contribution for part in parts], degree)
    return tuple(
        replace(part, points=_figure(points, case.language)) for part, points in zip(parts, shown, strict=True)
    )


def _traits(case: Case, node: Node) -> tuple[Trait, ...]:
    language = case.language
    if not case.standard.scores:
        return ()
    bands = {band.id: named(band, language) for band in case.standard.scale.bands}
    found = []
    for name in CHARACTERISTICS:
        row = case.traits.get((node.id, name))
        title = text(f"map.{name}", language)
        if not row or not row["asked"]:
            found.append(Trait(title, "–", text("map.not_asked", language)))
            continue
        word = bands.get(band_at(case.standard.scale, row["degree"]), text("map.withheld", language))
        coverage = text("map.coverage_short", language, known=row["known"], asked=row["asked"])
        found.append(Trait(title, _figure(row["degree"], language), f"{word} · {coverage}"))
    return tuple(found)


def _figure(value: float | None, language: Language) -> str:
    return "–" if value is None else number(value, language, 2, fixed=True)
