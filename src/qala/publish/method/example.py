"""One indicator of one area, from its value to the whole, with the numbers of the publication."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qala.publish.case import Case
from qala.publish.leaf import leaf_of
from qala.publish.method.degrees import way_of
from qala.publish.method.words import Words
from qala.publish.naming import named
from qala.publish.reasons import reasons_of
from qala.publish.rounding import adding_up
from qala.standard import Indicator, Node, Standard
from qala.texts import number

BETWEEN = frozenset({"goalposts", "observed", "aim", "minmax", "distance-to-max"})
"""Ways that can be written as one fraction."""
PRODUCTS = frozenset({"arithmetic", "sum"})
"""Means whose points are weight times degree."""


@dataclass(frozen=True)
class Part:
    """What one child brings to the degree of a node."""

    title: str
    degree: str
    weight: str
    points: str


@dataclass(frozen=True)
class Sum:
    """A node, and how its degree adds up; reasons: why it has none."""

    id: str
    title: str
    degree: str
    parts: tuple[Part, ...]
    own: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Example:
    """steps: sentences with their formula, blank where there is none; sums: from the nearest node to the root."""

    indicator: str
    area: str
    period: str
    title: str
    steps: tuple[tuple[str, str], ...]
    sums: tuple[Sum, ...]


def promising(sheet: Mapping[str, Mapping[str, Sequence[Any]]], standard: Standard) -> str | None:
    """The area whose figures show most: of a sheet (by area and node: degree, rank, known, ...) one with a degree of
    the whole, and of such the one with most known. None where nothing has a degree.
    """
    shown = [one.id for one in (*standard.industries, standard.root)]

    def worth(area: str) -> tuple[bool, int]:
        cells = [sheet[area][node] for node in shown if node in sheet[area] and sheet[area][node][0] is not None]
        return sheet[area].get(standard.root.id, (None,))[0] is not None, max((cell[2] for cell in cells), default=0)

    best = max(sheet, key=worth, default=None)
    return best if best is not None and any(worth(best)) else None


def example_of(case: Case) -> Example | None:
    """The plainest indicator of a case, worked out; None where none brings points."""
    known = [one for one in case.below(case.standard.root) if case.rows[one.id]["contribution"] is not None]
    if not known:
        return None
    chosen = max(known, key=lambda one: _plain(case, one))
    words = Words(case.standard, case.language)
    path = _path(case.standard, chosen)
    return Example(
        indicator=chosen.id,
        area=case.name,
        period=case.period,
        title=named(chosen, case.language),
        steps=(_value(case, chosen, words), _degree(case, chosen, words), _points(case, chosen, path[0], words)),
        sums=tuple(_sum(case, node, words) for node in path),
    )


def _plain(case: Case, one: Indicator) -> tuple[bool, ...]:
    """What makes an indicator easy to follow, the weightiest first."""
    row = case.rows[one.id]
    low, high = sorted((one.normalise.low, one.normalise.high))
    return (
        case.rows[one.parent]["degree"] is not None,
        row["state"] == "reported" and row["boundary"] == case.area,
        low < row["degree"] < high,
        not row["overshoot"],
        way_of(one) in BETWEEN and row["treated"] == row["value"],
        not case.findings.get(one.id),
        0 < row["weight"] < 1,
        one.window < 2,
    )


def _path(standard: Standard, one: Indicator) -> tuple[Node, ...]:
    """The node above, and so on up to the root."""
    found = [standard.node[one.parent]]
    while found[-1].parent:
        found.append(standard.node[found[-1].parent])
    return tuple(found)


def _value(case: Case, one: Indicator, words: Words) -> tuple[str, str]:
    leaf = leaf_of(case, one)
    said = words.say("ex_value", value=leaf.value, period=leaf.period, area=case.name, source=leaf.source or "–")
    return said, ""


def _degree(case: Case, one: Indicator, words: Words) -> tuple[str, str]:
    row, way = case.rows[one.id], way_of(one)
    degree = number(row["degree"], case.language, 2, fixed=True)
    if way in BETWEEN and row["treated"] is not None and None not in (row["low"], row["high"]):
        return words.say(
            "ex_between", goalposts=leaf_of(case, one).goalposts
        ), f"{_fraction(row, one, words)} = {degree}"
    return words.say("ex_by_rule", degree=degree), ""


def _fraction(row: Mapping[str, Any], one: Indicator, words: Words) -> str:
    """(value − worst) ÷ (best − worst), stretched over the range."""
    value, low, high = row["treated"], row["low"], row["high"]
    worst, best = (high, low) if one.direction == "lower" else (low, high)
    if one.direction == "target" and one.target is not None:
        aim = math.log(one.target) if one.transform.log else one.target
        worst, best = (low, aim) if value <= aim else (high, aim)
    shown = [words.number(each, 3) for each in (value, worst, best)]
    shown = [f"({each})" if each.startswith(("-", "−")) else each for each in shown]
    part = f"({shown[0]} − {shown[1]}) ÷ ({shown[2]} − {shown[1]})"
    rule = one.normalise
    start = f"{words.number(rule.low)} + " if rule.low else ""
    return f"{start}{part} × {words.number(rule.high - rule.low)}"


def _points(case: Case, one: Indicator, node: Node, words: Words) -> tuple[str, str]:
    row, language = case.rows[one.id], case.language
    points = number(row["contribution"], language, 2, fixed=True)
    weight, passed = row["weight"], row["passed"]
    share = f"{number((weight or 0) * 100, language, 2)} %"
    said = words.say("ex_points", node=named(node, language), weight=share, points=points)
    plain = node.aggregate in PRODUCTS and passed is not None and weight
    if not plain or not math.isclose(weight * passed, row["contribution"], abs_tol=1e-6):
        return words.say("ex_brings", node=named(node, language), points=points), ""
    return said, f"{number(passed, language, 2, fixed=True)} × {share} = {points}"


def _sum(case: Case, node: Node, words: Words) -> Sum:
    language, row = case.language, case.rows[node.id]
    children = [id_ for id_ in case.standard.children[node.id] if case.rows[id_]["degree"] is not None]
    degree, given = row["degree"], [case.rows[id_]["contribution"] for id_ in children]
    rounded = adding_up(given, degree)
    own = (degree or 0.0) - math.fsum(part or 0.0 for part in given) if node.aggregate == "sum" else 0.0
    return Sum(
        id=node.id,
        title=named(node, language),
        degree="–" if degree is None else number(degree, language, 2, fixed=True),
        parts=tuple(
            _part(case, id_, None if degree is None else points) for id_, points in zip(children, rounded, strict=True)
        ),
        own=number(own, language, 2, fixed=True) if abs(own) >= 0.005 and degree is not None else "",
        reasons=reasons_of(case, node) if degree is None else (),
    )


def _part(case: Case, id_: str, points: float | None) -> Part:
    row, language, standard = case.rows[id_], case.language, case.standard
    weight = f"{number(row['weight'] * 100, language, 1)} %" if row["weight"] and points is not None else "–"
    return Part(
        title=named(standard.node.get(id_) or standard.indicator[id_], language),
        degree=number(row["degree"], language, 2, fixed=True),
        weight=weight,
        points="–" if points is None else number(points, language, 2, fixed=True),
    )
