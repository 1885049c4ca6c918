"""Faults of what an indicator shares with other standards: the unit and kind of its fact, and crosswalk.csv."""

from collections.abc import Iterator, Mapping

from qala.standard.cells import Cells
from qala.standard.facts import Fact, other_unit
from qala.standard.lint.fault import INDICATORS, Fault, fault
from qala.standard.model import Standard
from qala.standard.relations import CROSSWALK, RELATIONS, relation_rows
from qala.texts import LANGUAGES

OF_THEIR_OWN = ("level", "yes-no")
"""Kinds that no figure of another kind can stand for."""


def crosswalk(standard: Standard, facts: Mapping[str, Fact]) -> Iterator[Fault]:
    """facts: those that several standards ask for; what they do not hold is the standard's own."""
    for row, indicator in enumerate(standard.indicators, 2):
        fact = other_unit(indicator, facts)
        about = {"indicator": indicator.id, "fact": indicator.fact}
        if fact is not None:
            yield fault("fact_unit", INDICATORS, row, "fact_unit", **about, kept=fact.unit, unit=indicator.kept_unit)
        known = facts.get(indicator.fact)
        kinds = {indicator.kind, known.kind if known else indicator.kind}
        if len(kinds) > 1 and kinds & set(OF_THEIR_OWN):
            yield fault("fact_kind", INDICATORS, row, "kind", **about, kind=indicator.kind, kept=known and known.kind)
    yield from _rows(standard, facts)


def _rows(standard: Standard, facts: Mapping[str, Fact]) -> Iterator[Fault]:
    seen: set[tuple[str, str]] = set()
    for cells in relation_rows(standard):
        name, fact, row = cells.text("indicator"), cells.text("fact"), cells.place().row
        if name not in standard.indicator:
            yield fault("crosswalk", CROSSWALK, row, "indicator", indicator=name)
        elif standard.indicator[name].fact == fact:
            yield fault("crosswalk_same", CROSSWALK, row, "fact", indicator=name, fact=fact)
        if facts and fact not in facts:
            yield fault("crosswalk_fact", CROSSWALK, row, "fact", fact=fact)
        if (name, fact) in seen:
            yield fault("crosswalk_twice", CROSSWALK, row, "fact", indicator=name, fact=fact)
        seen.add((name, fact))
        yield from _said(cells, row)


def _said(cells: Cells, row: int | None) -> Iterator[Fault]:
    relation, factor = cells.text("relation"), cells.number("factor")
    if relation not in RELATIONS:
        yield fault(
            "crosswalk_relation", CROSSWALK, row, "relation", relation=relation or "–", known=", ".join(RELATIONS)
        )
    if factor is not None and factor <= 0:
        yield fault("crosswalk_factor", CROSSWALK, row, "factor", factor=cells.text("factor"))
    for language in LANGUAGES:
        if not cells.text(f"note_{language}"):
            yield fault("crosswalk_note", CROSSWALK, row, f"note_{language}", language=language)
