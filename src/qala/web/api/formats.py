"""Tables as JSON, CSV and Parquet."""

import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl
from django.http import HttpRequest

from qala.publish.csv_file import csv_parts
from qala.web.api.problems import Refused
from qala.web.api.schemas.asked import Format

MEDIA_TYPES: dict[Format, str] = {
    "json": "application/json",
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
}
BATCH = 5000
"""Rows of a piece of CSV."""


def format_of(request: HttpRequest, asked: Format | None) -> Format:
    """What `format` says, else what Accept prefers. Raises Refused where that is none of ours."""
    if asked:
        return asked
    preferred = request.get_preferred_type(list(MEDIA_TYPES.values()))
    found = next((name for name, media_type in MEDIA_TYPES.items() if media_type == preferred), None)
    if found is None:
        raise Refused(406, "no_format")
    return found


def as_json(content: object) -> bytes:
    """UTF-8 without blanks."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def as_parquet(table: pl.DataFrame) -> bytes:
    """The rows as one file."""
    made = io.BytesIO()
    table.write_parquet(made)
    return made.getvalue()


def as_csv(table: pl.DataFrame) -> Iterator[bytes]:
    """The rows piece by piece, as the site's CSV files are: what has parts gets a column for each part."""
    columns = [one for name, kind in table.schema.items() for one in _columns(name, kind)]
    batches = ([_flat(row) for row in part.iter_rows(named=True)] for part in table.iter_slices(BATCH))
    return csv_parts(columns, ([dict.fromkeys(columns) | row for row in batch] for batch in batches))


def _columns(name: str, kind: pl.DataType) -> list[str]:
    return [f"{name}_{part.name}" for part in kind.fields] if isinstance(kind, pl.Struct) else [name]


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, cell in row.items():
        if isinstance(cell, dict):
            found |= {f"{name}_{part}": one for part, one in cell.items()}
        elif isinstance(cell, list):
            found[name] = json.dumps(cell, ensure_ascii=False) if cell else ""
        else:
            found[name] = cell
    return found
