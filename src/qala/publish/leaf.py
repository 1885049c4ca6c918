"""An indicator of a case, ready to be shown: every figure that made its points."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from qala.publish.case import Case
from qala.publish.naming import named
from qala.publish.reasons import owner_of, unit_of
from qala.publish.rounding import adding_up
from qala.standard import Indicator, Node
from qala.standard.relations import relations_of
from qala.texts import number, text


@dataclass(frozen=True)
class Leaf:
    """One indicator of an area in words and formatted numbers; None where it does not have one.

    near: where it has no value, which other figures come near it.
    """

    id: str
    title: str
    state: str
    state_text: str
    value: str | None
    converted: str | None
    period: str | None
    goalposts: str
    basis: str
    overshoot: str | None
    degree: float | None
    degree_text: str
    weight: str
    contribution: float | None
    points: str
    source: str
    boundary: str | None
    findings: tuple[tuple[str, str], ...]
    owner: str
    level: bool
    near: tuple[str, ...]


def leaves_of(case: Case, node: Node) -> list[Leaf]:
    """The indicators listed right under a node, their points rounded to add up to its degree."""
    children = [
        case.standard.indicator[id_] for id_ in case.standard.children[node.id] if id_ in case.standard.indicator
    ]
    leaves = [leaf_of(case, one) for one in children if listed(case, one)]
    degree = case.rows[node.id]["degree"]
    if degree is None:
        return [replace(leaf, weight="–", points="–", contribution=None) for leaf in leaves]
    shown = adding_up([leaf.contribution for leaf in leaves], degree)
    return [
        leaf if points is None else replace(leaf, points=number(points, case.language, 2, fixed=True))
        for leaf, points in zip(leaves, shown, strict=True)
    ]


def listed(case: Case, indicator: Indicator) -> bool:
    """Whether it is listed: asked, or where nothing is scored, reported all the same."""
    return indicator.asked or (not case.standard.scores and case.rows[indicator.id]["value"] is not None)


def leaf_of(case: Case, indicator: Indicator) -> Leaf:
    """The indicator in a case."""
    row, language = case.rows[indicator.id], case.language
    value, degree, points = row["value"], row["degree"], row["contribution"]
    return Leaf(
        id=indicator.id,
        title=named(indicator, language),
        state=row["state"],
        state_text=text(f"explain.state_{_state(case, row).replace('-', '_')}", language),
        value=None if value is None else f"{number(value, language, 3)} {unit_of(indicator, language)}".strip(),
        converted=_converted(indicator, value, case),
        period=row["value_period"],
        goalposts=_goalposts(indicator, row, case),
        basis=indicator.basis,
        overshoot=_overshoot(row, case),
        degree=degree,
        degree_text="–" if degree is None else number(degree, language, 2, fixed=True),
        weight=number(row["weight"] * 100, language, 1) + " %" if row["weight"] else "–",
        contribution=points,
        points="–" if points is None else number(points, language, 2, fixed=True),
        source=row["source"],
        boundary=case.place(row["boundary"]) if row["boundary"] != case.area and value is not None else None,
        findings=tuple(
            (finding["title"][language], finding["text"][language]) for finding in case.findings.get(indicator.id, ())
        ),
        owner=owner_of(indicator, language),
        level=indicator.kind == "level",
        near=tuple(_near(indicator, case)) if value is None else (),
    )


def _state(case: Case, row: Mapping[str, Any]) -> str:
    """The state in which a value is told: where nothing is scored, that is no more than reported."""
    return "reported" if row["state"] == "unscored" and not case.standard.scores else str(row["state"])


def _near(indicator: Indicator, case: Case) -> Iterator[str]:
    for one in relations_of(case.standard):
        if one.indicator == indicator.id:
            note = one.note.text(case.language)
            yield text(f"crosswalk.instead_{one.relation}", case.language, fact=one.fact, note=note).strip()


def _converted(indicator: Indicator, value: float | None, case: Case) -> str | None:
    """In which unit a value is kept and by what it was multiplied, where that is another than the indicator's."""
    if value is None or indicator.factor == 1:
        return None
    language = case.language
    kept = f"{number(value / indicator.factor, language, 3)} {unit_of(indicator.as_kept, language)}"
    return text("crosswalk.explained", language, value=kept, factor=number(indicator.factor, language, 9))


def _overshoot(row: Mapping[str, Any], case: Case) -> str | None:
    """That a value lies beyond the goalposts, where its degree stops for that reason."""
    if not row["overshoot"] or row["degree"] is None:
        return None
    return text("explain.overshoot", case.language, degree=number(row["degree"], case.language))


def _goalposts(indicator: Indicator, row: Mapping[str, Any], case: Case) -> str:
    """The value at which the degree is 0 and the value at which it is 100, fixed or observed; a target between."""
    if indicator.normalise.method not in ("goalposts", "minmax", "distance-to-max"):
        return "–"
    ends = [
        _shown(indicator, fixed, row[name], case) for name, fixed in (("low", indicator.low), ("high", indicator.high))
    ]
    if None in ends:
        return "–"
    low, high = ends
    if indicator.direction == "target":
        return f"{low} → {number(indicator.target or 0.0, case.language)} ← {high}"
    return f"{high} → {low}" if indicator.direction == "lower" else f"{low} → {high}"


def _shown(indicator: Indicator, fixed: float | None, used: float | None, case: Case) -> str | None:
    """An end in the unit before the logarithm."""
    end = fixed if fixed is not None or used is None else math.exp(used) if indicator.transform.log else used
    return None if end is None else number(end, case.language, 6 if fixed is not None else 2)
