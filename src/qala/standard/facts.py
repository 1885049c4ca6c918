"""Facts that several standards ask for: what is measured, in which unit it is kept, what it describes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from qala.areas.model import Text
from qala.errors import BadPack, Place
from qala.files import parse_table
from qala.standard.cells import Cells, rows
from qala.standard.model import BOUNDARY_RULES, KINDS, Indicator, Standard
from qala.standard.units import conversion

FACTS = "facts.csv"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing measured. unit: that of its values as they are kept; boundary: what it must describe, as a boundary
    rule of indicators; numerator, denominator: its definition; basis: what that rests on.
    """

    id: str
    kind: str
    unit: str
    boundary: str
    numerator: str
    denominator: str
    title: Text
    basis: str


@lru_cache(maxsize=4)
def parse_facts(text: str) -> Mapping[str, Fact]:
    """The facts of a facts.csv by id. Raises BadPack with row and column."""
    found: dict[str, Fact] = {}
    for cells in rows(parse_table(text, FACTS)):
        one = _fact(cells)
        if one.id in found:
            raise BadPack("standard.twice", cells.place("id"), id=one.id)
        found[one.id] = one
    return found


def _fact(cells: Cells) -> Fact:
    return Fact(
        id=cells.needed("id"),
        kind=cells.choice("kind", KINDS, "quantity"),
        unit=cells.text("unit"),
        boundary=cells.choice("boundary", ("", *BOUNDARY_RULES), ""),
        numerator=cells.text("numerator"),
        denominator=cells.text("denominator"),
        title=cells.title(),
        basis=cells.text("basis"),
    )


def other_unit(indicator: Indicator, facts: Mapping[str, Fact]) -> Fact | None:
    """The fact of an indicator where that is kept in another unit than the indicator says."""
    fact = facts.get(indicator.fact)
    return fact if fact is not None and conversion(fact.unit, indicator.kept_unit) != 1 else None


def refuse_other_units(standard: Standard, facts: Mapping[str, Fact]) -> None:
    """Raises BadPack where an indicator would take values of its fact in another unit than they are kept in."""
    for row, indicator in enumerate(standard.indicators, 2):
        fact = other_unit(indicator, facts)
        if fact is not None:
            place = Place("indicators.csv", row, "fact_unit")
            said = {"indicator": indicator.id, "fact": fact.id, "kept": fact.unit, "unit": indicator.kept_unit}
            raise BadPack("crosswalk.other_unit", place, **said)
