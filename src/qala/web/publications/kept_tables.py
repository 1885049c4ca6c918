"""The tables of published assessments as Parquet files beside the site's state: what is published never changes, so a
file is made once, of what the database holds.
"""

import io
import os
import tempfile
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl

from qala.files.home import home
from qala.values.model import COLUMNS, KEY
from qala.web.publications.models import Case, Publication, Series
from qala.web.publications.parts import TABLES, unpacked

NAMES = (*TABLES, "findings", "values")
"""Tables that every assessment has, by their names in assessment.json."""
FORMAT = "1"
"""Of the files; another one makes them anew."""


def table_file(digest: str, name: str) -> Path:
    """The Parquet file of a table of a publication, its rows in the order of the assessment.

    Raises Publication.DoesNotExist.
    """
    file = home() / "tables" / FORMAT / digest.partition(":")[2] / f"{name}.parquet"
    if not file.is_file():
        _put(file, _made(digest, name))
    return file


def scanned(digest: str, name: str, wanted: Mapping[str, Sequence[str]]) -> pl.LazyFrame:
    """The rows of a table whose columns have one of the wanted cells; all where nothing is wanted.

    Raises Publication.DoesNotExist.
    """
    found = pl.scan_parquet(table_file(digest, name))
    for column, cells in wanted.items():
        found = found.filter(pl.col(column).is_in(list(cells)))
    return found


@lru_cache(maxsize=128)
def cells_of(digest: str, name: str, column: str) -> frozenset[str]:
    """The different cells of a column of text. Raises Publication.DoesNotExist."""
    found = pl.scan_parquet(table_file(digest, name))
    if column not in found.collect_schema().names():
        return frozenset()
    return frozenset(found.select(pl.col(column).drop_nulls().unique()).collect()[column].to_list())


def _made(digest: str, name: str) -> pl.DataFrame:
    if name == "values":
        return _values(digest)
    rows: list[Mapping[str, Any]] = []
    if name == "findings":
        rows = unpacked(Publication.objects.only("findings").get(digest=digest).findings)
    else:
        for one in Case.objects.filter(publication__digest=digest).order_by("pk").iterator(200):
            rows += unpacked(one.content)[name]
    return pl.DataFrame(rows, infer_schema_length=None)


def _values(digest: str) -> pl.DataFrame:
    parts = [pl.DataFrame(schema=COLUMNS)]
    for one in Series.objects.filter(publication__digest=digest).order_by("fact").iterator(10):
        rows = pl.DataFrame(unpacked(one.content), schema={key: COLUMNS[key] for key in COLUMNS if key != "fact"})
        parts.append(rows.with_columns(fact=pl.lit(one.fact)).select(list(COLUMNS)))
    return pl.concat(parts, rechunk=True).sort(KEY)


def _put(file: Path, table: pl.DataFrame) -> None:
    """Whole or not at all. By way of memory: where the disk is full Polars itself would not say so in an OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    made = io.BytesIO()
    table.write_parquet(made, row_group_size=100_000)
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=".")
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(made.getbuffer())
        Path(name).replace(file)
    finally:
        Path(name).unlink(missing_ok=True)
