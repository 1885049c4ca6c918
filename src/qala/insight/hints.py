"""What an area has near a figure that is missing: of another period, declared alone, of a fact that is related."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qala.areas.model import Text
from qala.standard import Indicator, Standard
from qala.standard.relations import Relation, relations_of
from qala.values.model import Values
from qala.values.select import choose


@dataclass(frozen=True)
class Beside:
    """What is known beside an assessment: all values, of facts that other standards ask for too; the other standards;
    the date of what is known.
    """

    values: Values | None = None
    standards: tuple[Standard, ...] = ()
    as_known: str | None = None


@dataclass(frozen=True, slots=True)
class Hint:
    """A figure of the area that is not the one asked, and never counts for it.

    kind: `period` (the same of another period), `declared` (the same, not verified), or how its fact is related:
    broader, narrower, near, complement; title: as a standard calls it that asks for it; value, unit: as it is kept;
    note: where a related fact differs.
    """

    kind: str
    fact: str
    period: str
    title: Text
    value: float
    unit: str
    boundary: str
    note: Text


NO_NOTE = Text("", "", "")


def hints_of(
    standard: Standard, missing: Sequence[Indicator], case: tuple[str, str, str], beside: Beside
) -> dict[str, tuple[tuple[str, ...], tuple[Hint, ...]]]:
    """For each indicator that is missing the ids of other standards that ask for the same fact, and its hints.

    case: area, period and basis; figures of later periods are not looked at.
    """
    asking = {one.fact: one for each in (*beside.standards, standard) for one in each.indicators}
    last = _last_rows(case, beside)
    related: dict[str, list[Relation]] = {}
    for relation in relations_of(standard):
        related.setdefault(relation.indicator, []).append(relation)
    return {
        one.id: (
            tuple(each.id for each in beside.standards if each.id != standard.id and one.fact in each.facts),
            tuple(_hints(one, related.get(one.id, ()), last, asking, case)),
        )
        for one in missing
    }


def _last_rows(case: tuple[str, str, str], beside: Beside) -> Mapping[str, Mapping[str, Any]]:
    """The last figure of each fact of the area that somebody stands by."""
    if beside.values is None:
        return {}
    area, period, _ = case
    mine = Values.of(beside.values.frame.filter(beside.values.frame["area"] == area))
    return {
        row["fact"]: row
        for row in choose(mine, "declared", beside.as_known).sort("period").iter_rows(named=True)
        if row["period"] <= period and row["value"] is not None and row["state"] == "reported"
    }


def _hints(
    one: Indicator, related: Sequence[Relation], last: Mapping[str, Mapping[str, Any]], asking: Mapping[str, Indicator],
    case: tuple[str, str, str],
) -> Iterator[Hint]:  # fmt: skip
    own = last.get(one.fact)
    if own is not None and own["period"] != case[1]:
        yield _hint("period", own, asking, NO_NOTE)
    elif own is not None and own["status"] == "declared" and case[2] == "verified":
        yield _hint("declared", own, asking, NO_NOTE)
    for relation in related:
        if relation.fact in last:
            yield _hint(relation.relation, last[relation.fact], asking, relation.note)


def _hint(kind: str, row: Mapping[str, Any], asking: Mapping[str, Indicator], note: Text) -> Hint:
    one = asking.get(row["fact"])
    title, unit = (one.title, one.kept_unit) if one else (NO_NOTE, "")
    return Hint(kind, row["fact"], row["period"], title, row["value"], unit, row["boundary"], note)
