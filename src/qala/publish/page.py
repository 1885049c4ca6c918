"""The Map as one HTML file, in three languages, that needs no network and no script."""

import math
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from qala.insight import chosen_of, standard_of
from qala.publish.case import Case
from qala.publish.leaf import Leaf, leaves_of
from qala.publish.map_model import Cell, MapView, cell_of, map_view
from qala.publish.naming import named
from qala.publish.rounding import adding_up
from qala.publish.templating import templates
from qala.standard import Node, Standard
from qala.standard.model import CHARACTERISTICS
from qala.texts import LANGUAGES, Language, language_of, number, percent, text, texts_of

NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}


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


@dataclass(frozen=True)
class Sheet:
    """All that the page shows in one language."""

    view: MapView
    whys: tuple[Why, ...]
    words: Mapping[str, str]
    sources: tuple[str, ...]


def render_page(
    assessment: Mapping[str, Any], language: str = "kk", period: str | None = None, basis: str | None = None
) -> str:
    """The page, opening in `language`. Raises BadUse for a period or basis that the assessment does not have."""
    shown = language_of({"QALA_LANGUAGE": language})
    sheets = {each: _sheet(assessment, each, period, basis) for each in LANGUAGES}
    return templates().get_template("map.html").render(sheets=sheets, shown=shown, names=NAMES)


def script_source() -> str:
    """The page's script as a content security policy names it: its SHA-256, so that no other runs."""
    script = templates().get_template("map.js").render()
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def _sheet(assessment: Mapping[str, Any], language: Language, period: str | None, basis: str | None) -> Sheet:
    standard = standard_of(assessment)
    chosen, on = chosen_of(assessment, period, basis)
    whys = []
    sources: dict[str, None] = {}
    traits = {
        (row["area"], row["node"], row["characteristic"]): row
        for row in assessment["characteristics"]
        if (row["period"], row["basis"]) == (chosen, on)
    }
    for area in assessment["areas"]["rows"]:
        case = Case.of(assessment, standard, area["id"], chosen, on, language)
        sources |= dict.fromkeys(
            ", ".join(case.rows[one.id]["source"].split(", ")[:2])
            for one in standard.indicators
            if case.rows[one.id]["source"]
        )
        for node in (standard.root, *standard.industries):
            depth = 1 if node is standard.root and standard.industries else 9
            whys.append(
                Why(cell_of(case, node), case.name, _branch(case, node, depth), _traits(traits, case, node, language))
            )
    return Sheet(
        map_view(assessment, language, period, basis), tuple(whys), texts_of("map", language), tuple(sorted(sources))
    )


def _branch(case: Case, node: Node, depth: int) -> Branch:
    row, language = case.rows[node.id], case.language
    leaves = leaves_of(case, node)
    missing = tuple(leaf for leaf in leaves if leaf.value is None)
    return Branch(
        id=node.id,
        title=named(node, language),
        degree=row["degree"],
        degree_text=_figure(row["degree"], language),
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


def _traits(
    rows: Mapping[tuple[str, str, str], Mapping[str, Any]], case: Case, node: Node, language: Language
) -> tuple[Trait, ...]:
    bands = {band.id: named(band, language) for band in case.standard.scale.bands}
    found = []
    for name in CHARACTERISTICS:
        row = rows.get((case.area, node.id, name))
        title = text(f"map.{name}", language)
        if not row or not row["asked"]:
            found.append(Trait(title, "–", text("map.not_asked", language)))
            continue
        word = bands.get(_band(case.standard, row["degree"]), text("map.withheld", language))
        coverage = text("map.coverage_short", language, known=row["known"], asked=row["asked"])
        found.append(Trait(title, _figure(row["degree"], language), f"{word} · {coverage}"))
    return tuple(found)


def _band(standard: Standard, degree: float | None) -> str:
    reached = [band.id for band in standard.scale.bands if degree is not None and band.start <= degree]
    return reached[-1] if reached else ""


def _figure(value: float | None, language: Language) -> str:
    return "–" if value is None else number(value, language, 2, fixed=True)
