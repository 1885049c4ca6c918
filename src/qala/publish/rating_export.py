"""Exactly what a rating asks of a city, in its own order, with its own names and in its own units."""

from collections.abc import Iterator, Mapping
from typing import Any

from qala.insight.explain import chosen_of, rows_of, standard_of
from qala.insight.rating import OWN
from qala.publish.naming import named
from qala.publish.reasons import reason_named, unit_of
from qala.publish.tables import Record
from qala.standard import Indicator
from qala.texts import Language, text

COLUMNS = (
    "code", "indicator_id", "indicator", "role", "unit", "value", "numerator", "denominator", "period", "boundary_id",
    "boundary", "status", "quality", "source", "evidence", "state", "reason", "mark",
)  # fmt: skip
"""Names for programs, the same in every language."""
_KEY = ("area", "fact", "period", "status", "recorded_at")
Row = Mapping[str, Any]


def rating_records(
    assessment: Mapping[str, Any], area: str, language: Language, period: str | None = None
) -> Iterator[Record]:
    """A row for each indicator of the rating: verified where it is, else as declared where that basis was asked.

    Figures of another place or period, converted, declared or questioned ones say so under `mark`; what was filled in
    from others is left out. Raises BadUse for an area or period that the assessment does not have.
    """
    chosen, _ = chosen_of(assessment, period, None)
    standard = standard_of(assessment)
    bases = sorted(assessment["settings"]["bases"], reverse=True)
    by_basis = [rows_of(assessment, area, standard.root.id, chosen, basis) for basis in bases]
    raw = _raw(assessment, area)
    places = {row["id"]: row["name"][language] for part in ("rows", "others") for row in assessment["areas"][part]}
    for one in standard.indicators:
        found = [rows[one.id] for rows in by_basis]
        said = next((each for each in found if each["reason"]), found[0])
        row = next((each for each in found if each["state"] in OWN), said)
        yield _record(one, row, raw, places, language)


def _raw(assessment: Mapping[str, Any], area: str) -> dict[tuple[str, ...], Row]:
    """The values of an area as they were given, by their key."""
    table = assessment["values"]["table"]
    given = (dict(zip(table, cells, strict=True)) for cells in zip(*table.values(), strict=True))
    return {tuple(row[name] for name in _KEY): row for row in given if row["area"] == area}


def _record(
    one: Indicator, row: Row, raw: Mapping[tuple[str, ...], Row], places: Mapping[str, str], language: Language
) -> Record:
    known = row["value"] is not None and row["state"] != "imputed"
    key = (row["area"], one.fact, row["value_period"] or "", row["status"], row["recorded_at"])
    parts = raw.get(key, {}) if known and not row["pool"] else {}
    return {
        "code": one.basis.partition(";")[0].strip(),
        "indicator_id": one.id,
        "indicator": named(one, language),
        "role": one.core,
        "unit": unit_of(one, language),
        "value": row["value"] if known else None,
        "numerator": parts.get("numerator"),
        "denominator": parts.get("denominator"),
        "period": row["value_period"] if known else row["period"],
        "boundary_id": row["boundary"] if known else "",
        "boundary": places.get(row["boundary"], row["boundary"]) if known else "",
        **{name: row[name] if known else "" for name in ("status", "quality", "source", "evidence")},
        "state": row["state"],
        "reason": "" if known else reason_named(row["reason"], language),
        "mark": "; ".join(_marks(one, row, places, language)) if known else "",
    }


def _marks(one: Indicator, row: Row, places: Mapping[str, str], language: Language) -> Iterator[str]:
    """What a reader has to know of a figure before it is taken for the city's own of the period."""
    if row["boundary"] != row["area"]:
        said = {"place": places.get(row["boundary"], row["boundary"]), "area": places.get(row["area"], row["area"])}
        yield text("rating.mark_boundary", language, **said)
    periods = sorted({one["period"] for one in row["pool"]}) or [row["value_period"]]
    if periods != [row["period"]]:
        yield text("rating.mark_period", language, period=", ".join(periods))
    if one.factor != 1:
        yield text("rating.mark_converted", language, unit=one.fact_unit)
    if row["status"] == "declared":
        yield text("rating.mark_declared", language)
    if row["state"] == "questioned":
        yield text("rating.mark_questioned", language)
