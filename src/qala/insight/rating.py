"""How ready an area is for an international rating: what it reports, what is missing, what that would earn."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from qala.areas.model import Text
from qala.engine.arrays import KNOWN, STATES
from qala.engine.run import assess
from qala.engine.verify import areas_in, method_in, settings_in, values_in
from qala.insight.earnings import Earning, Reached, column_of, earnings
from qala.insight.explain import chosen_of, rows_of, standard_of
from qala.insight.gap import Need
from qala.insight.hints import Beside, Hint, hints_of
from qala.standard import Indicator, Standard

OWN = tuple(STATES[state] for state in KNOWN)
"""The states of a value of the area's own, of the period itself."""


@dataclass(frozen=True, slots=True)
class Level:
    """A band above the present one. start: the degree or count from which it is; more: what lacks to that, None where
    there is no degree; needs: what it asks of other nodes that is not there yet; within: whether it is reached with
    all that is missing at its best.
    """

    band: str
    title: Text
    start: float
    more: float | None
    needs: tuple[Need, ...]
    within: bool


@dataclass(frozen=True, slots=True)
class Lack:
    """An indicator that is asked and not reported.

    column: the column of the Map that it lies in; role: such as core or supporting; earning: what it would earn at its
    best; also: the other standards that ask for the same fact; kept_unit: the unit in which its fact is kept, where
    that is another, and is converted; hints: figures of the area that are near.
    """

    indicator: str
    title: Text
    node: str
    column: str
    role: str
    unit: str
    owner: str
    influence: str
    state: str
    reason: str
    earning: Earning
    also: tuple[str, ...]
    kept_unit: str
    hints: tuple[Hint, ...]


@dataclass(frozen=True, slots=True)
class Rating:
    """One area before one rating, in a period.

    basis: on which it stands where it does. kind: scored, counted (a count that reaches levels), or reported. asked:
    indicators with a weight, those of context too; reported: on any basis; verified, declared: reported and verified,
    and declared alone, None where only one basis was asked; elsewhere: reported, and of another boundary than the
    area's own. now, lowest, highest: the whole as it is, and with all that is missing at its worst and at its best.
    answers: how many more the standard needs before it assesses at all. lacks: what earns most first, then by owner.
    """

    standard: str
    edition: str
    title: Text
    area: str
    period: str
    basis: str
    kind: str
    asked: int
    reported: int
    verified: int | None
    declared: int | None
    elsewhere: int
    now: Reached
    points: float | None
    lowest: Reached
    highest: Reached
    answers: int
    levels: tuple[Level, ...]
    lacks: tuple[Lack, ...]


def rating(
    assessment: Mapping[str, Any], area: str, beside: Beside | None = None, period: str | None = None,
    basis: str | None = None,
) -> Rating:  # fmt: skip
    """The readiness of an area by the assessment of a rating's standard, on the first basis where none is named.

    Raises BadUse for an area, period or basis that the assessment does not have.
    """
    chosen, on = chosen_of(assessment, period, basis)
    root = standard_of(assessment).root.id
    by_basis = {one: rows_of(assessment, area, root, chosen, one) for one in assessment["settings"]["bases"]}
    standard, tree = method_in(assessment)
    rows = by_basis[on]
    asked = [one for one in standard.indicators if one.weight > 0 and rows[one.id]["state"] != "not-applicable"]
    missing = [one for one in asked if rows[one.id]["state"] not in OWN]
    answers = _answers(standard, rows)
    known = rows if rows[root]["state"] != "screened" else _unscreened(assessment, area, (chosen, on), standard)
    earned = earnings(standard, tree, known, [one.id for one in missing])
    if answers > 1:
        earned = replace(earned, each={id_: _nothing(one) for id_, one in earned.each.items()})
    levels = tuple(_levels(standard, rows, earned.highest))
    near = hints_of(standard, missing, (area, chosen, on), beside or Beside())
    said = {one.id: dict(rows[one.id], reason=_reason(one, by_basis)) for one in missing}
    lacks = [_lack(standard, one, said[one.id], earned.each[one.id], near[one.id]) for one in missing]
    return Rating(
        standard.id,
        standard.edition,
        standard.title,
        area,
        chosen,
        on,
        kind_of(standard),
        len(asked),
        *_reported(asked, by_basis),
        _elsewhere(asked, area, by_basis),
        Reached(rows[root]["degree"], rows[root]["band"]),
        rows[root]["points"],
        earned.lowest,
        earned.highest,
        answers,
        levels,
        _sorted(standard, lacks, levels[:1]),
    )


def kind_of(standard: Standard) -> str:
    """What a rating makes of what is reported: scored, counted or reported."""
    if standard.scores:
        return "scored"
    return "reported" if standard.reports_only else "counted"


def _reported(
    asked: Sequence[Indicator], by_basis: Mapping[str, Mapping[str, Mapping[str, Any]]]
) -> tuple[int, int | None, int | None]:
    """How many are reported on any basis; of these verified, and declared alone, where both are asked."""
    own = {basis: {one.id for one in asked if rows[one.id]["state"] in OWN} for basis, rows in by_basis.items()}
    every = set().union(*own.values())
    if len(own) == 1:
        return len(every), None, None
    return len(every), len(own["verified"]), len(every - own["verified"])


def _reason(one: Indicator, by_basis: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> str:
    """Why an indicator is missing, as somebody said on any basis."""
    return next((rows[one.id]["reason"] for rows in by_basis.values() if rows[one.id]["reason"]), "")


def _elsewhere(asked: Sequence[Indicator], area: str, by_basis: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> int:
    """How many figures that are reported describe another boundary than the area's own."""
    return sum(
        any(rows[one.id]["state"] in OWN and rows[one.id]["boundary"] != area for rows in by_basis.values())
        for one in asked
    )


def _answers(standard: Standard, rows: Mapping[str, Mapping[str, Any]]) -> int:
    """How many more indicators the standard needs before it assesses the area."""
    if rows[standard.root.id]["state"] != "screened":
        return 0
    asked = [rows[one.id]["state"] for one in standard.indicators if one.asked and one.weight > 0]
    counted = [state for state in asked if state != "not-applicable"]
    known = sum(state in OWN or state == "carried" for state in counted)
    return max(1, math.ceil(standard.screen * len(counted) - 1e-9) - int(known))


def _unscreened(
    assessment: Mapping[str, Any], area: str, case: tuple[str, str], standard: Standard
) -> Mapping[str, Mapping[str, Any]]:
    """The rows of an area of which too little is known to be assessed, as if that were no hindrance."""
    settings = settings_in(assessment)
    again = assess(replace(standard, screen=0.0), values_in(assessment), settings, areas_in(assessment))
    return rows_of(again, area, standard.root.id, *case)


def _nothing(one: Earning) -> Earning:
    """What a single indicator earns where more are needed before anything is assessed."""
    return Earning(one.counts, Reached(), Reached())


def _levels(standard: Standard, rows: Mapping[str, Mapping[str, Any]], highest: Reached) -> list[Level]:
    """The bands above the present one, the nearest first."""
    row = rows[standard.root.id]
    bands = standard.scale_of(standard.root).bands
    ids = [band.id for band in bands]
    now = ids.index(row["band"]) if row["band"] in ids else -1
    reached = ids.index(highest.band) if highest.band in ids else -1
    found = []
    for at, band in enumerate(bands):
        if at > now and (standard.scores or standard.root.aggregate == "count"):
            needs = [Need(node, least, rows[node]["degree"]) for node, least in band.needs.items()]
            unmet = tuple(need for need in needs if need.now is None or need.now < need.least)
            more = None if row["degree"] is None else max(0.0, band.start - row["degree"])
            found.append(Level(band.id, band.title, band.start, more, unmet, at <= reached))
    return found


def _lack(
    standard: Standard, one: Indicator, row: Mapping[str, Any], earning: Earning,
    near: tuple[tuple[str, ...], tuple[Hint, ...]],
) -> Lack:  # fmt: skip
    return Lack(
        one.id,
        one.title,
        one.parent,
        column_of(standard, standard.indicators.index(one)),
        one.core,
        one.unit,
        one.owner,
        one.influence,
        row["state"],
        row["reason"],
        earning,
        near[0],
        one.fact_unit if one.factor != 1 else "",
        near[1],
    )


def _sorted(standard: Standard, lacks: Sequence[Lack], next_level: Sequence[Level]) -> tuple[Lack, ...]:
    """What lifts the whole most first, then what the next level needs, then what lifts its column, then by owner."""
    needed = {need.node for level in next_level for need in level.needs}

    def order(lack: Lack) -> tuple[bool, float, bool, float, str]:
        whole, column = lack.earning.whole.degree, lack.earning.column.degree
        serves = bool(needed & _above(standard, lack.node))
        return not lack.earning.counts, -_or_least(whole), not serves, -_or_least(column), lack.owner or lack.influence

    return tuple(sorted(lacks, key=order))


def _above(standard: Standard, node: str) -> set[str]:
    """A node and all above it."""
    found = set()
    while node:
        found.add(node)
        node = standard.node[node].parent
    return found


def _or_least(degree: float | None) -> float:
    return float("-inf") if degree is None else degree
