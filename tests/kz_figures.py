"""The shipped places, figures and rules of Kazakhstan, read plainly, without the readers under test elsewhere."""

import csv
from functools import cache
from pathlib import Path

import polars as pl

import qala
from qala.areas.model import Area, AreaEvent, Areas, Text
from qala.values.findings import FindingRule, read_rules
from qala.values.model import COLUMNS, NUMBERS, Values

PACKS = Path(qala.__file__).parent / "packs"


def table(path: str) -> list[dict[str, str]]:
    with (PACKS / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def values_of(rows: list[dict[str, object]]) -> Values:
    full = [
        {name: row.get(name, None if name in NUMBERS else "") for name in COLUMNS}
        | {"status": row.get("status", "official"), "boundary": row.get("boundary", row["area"])}
        for row in rows
    ]
    return Values.of(pl.DataFrame(full, schema=COLUMNS))


@cache
def areas() -> Areas:
    records = tuple(
        Area(
            row["id"],
            Text(row["name_kk"], row["name_ru"], row["name_en"]),
            row["parent"],
            row["kind"],
            row["valid_from"],
            row["valid_to"],
            row["successor"],
        )
        for row in table("places/kz/areas.csv")
    )
    events = tuple(
        AreaEvent(row["date"], row["kind"], row["from"], row["to"], float(row["share"] or 0) or None, row["basis"])
        for row in table("places/kz/area_events.csv")
    )
    return Areas(records, events)


@cache
def figures() -> Values:
    rows = table("figures/kz/figures.csv")
    return values_of([{k: (float(v) if v else None) if k in NUMBERS else v for k, v in row.items()} for row in rows])


@cache
def rules() -> tuple[FindingRule, ...]:
    path = PACKS / "standards/kz-2017/findings.csv"
    return read_rules(path.read_text(encoding="utf-8"), path.name)
