"""All places of which an assessment holds figures, measured by its method in one period."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import polars as pl

from qala.areas.model import Area, Areas, Text
from qala.engine import assess
from qala.engine.normalise import stands_alone
from qala.engine.verify import areas_in, settings_in, values_in
from qala.insight.explain import chosen_of, standard_of
from qala.standard import Standard
from qala.values.model import Values

WHOLE, PART = "country", "urban-part"
"""The kinds of places that are not compared with others by themselves: the country, and the urban part of a region."""


@dataclass(frozen=True)
class Panel:
    """One period and basis of an assessment, and of all other places that its values speak of.

    own: the rows of the assessment itself; rows: those of all places by the same method, (area, id) each.
    """

    standard: Standard
    areas: Areas
    period: str
    basis: str
    assessed: tuple[str, ...]
    own: Mapping[tuple[str, str], Mapping[str, Any]]
    rows: Mapping[tuple[str, str], Mapping[str, Any]]

    @cached_property
    def places(self) -> Mapping[str, Area]:
        """The places as they are at the end of the period."""
        return self.areas.at(self.period)

    def kind(self, place: str) -> str:
        """The kind of a place; blank where it is not known."""
        return self.places[place].kind if place in self.places else ""

    def name(self, place: str) -> Text:
        """The name of a place then."""
        return self.areas.name(place, self.period)

    def degree(self, row: Mapping[str, Any]) -> float | None:
        """The degree of an indicator's row; None where it hangs on who else is measured, and so on the panel."""
        found: float | None = row["degree"] if stands_alone(self.standard.indicator[row["indicator"]]) else None
        return found


def panel_of(
    assessment: Mapping[str, Any], period: str | None = None, basis: str | None = None, more: Values | None = None
) -> Panel:
    """All places in a period (the last) on a basis (the first); more: further figures, which replace none.

    A degree of 0 somewhere is no reason to measure nobody, as it can be in an assessment.

    Raises BadUse for a period or basis that the assessment does not have.
    """
    chosen, on = chosen_of(assessment, period, basis)
    standard, areas, values = standard_of(assessment), areas_in(assessment), values_in(assessment)
    if more is not None:
        key = ["area", "fact", "period"]
        values = Values.of(pl.concat([values.frame, more.frame.join(values.frame, on=key, how="anti")]))
    asked = replace(settings_in(assessment), periods=(chosen,), bases=(on,), kind="")
    made = assess(replace(standard, zeros="keep"), values, asked, areas)
    here = tuple(row["id"] for row in assessment["areas"]["rows"])
    return Panel(standard, areas, chosen, on, here, _rows(assessment, chosen, on), _rows(made, chosen, on))


def _rows(document: Mapping[str, Any], period: str, basis: str) -> dict[tuple[str, str], Mapping[str, Any]]:
    return {
        (row["area"], row[name]): row
        for table, name in (("nodes", "node"), ("indicators", "indicator"))
        for row in document[table]
        if (row["period"], row["basis"]) == (period, basis)
    }
