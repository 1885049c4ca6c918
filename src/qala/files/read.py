"""Reading a table of any kind, by the ending of its name."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import polars as pl

from qala.errors import BadFile, BadTable, Place
from qala.files.table import Table, table_of
from qala.files.text import read_bytes, read_text
from qala.files.workbook import read_workbook

ROWS_LIMIT = 20_000_000


def read_table(path: Path, sheet: str | None = None) -> Table:
    """The table in a CSV, TSV, XLSX or Parquet file. Raises BadFile and BadTable with one sentence."""
    ending = path.suffix.lower()
    if ending == ".xlsx":
        return read_workbook(path, sheet)
    if ending == ".parquet":
        return _read_parquet(path)
    if ending in (".csv", ".tsv", ".txt"):
        return parse_table(read_text(path), str(path))
    if path.is_dir():
        raise BadFile("files.directory", Place(str(path)))
    raise BadFile("files.ending", Place(str(path)), ending=ending or "-")


def parse_table(text: str, name: str) -> Table:
    """A delimited text; comma, semicolon or tab, whichever parts the header most. Raises BadTable."""
    header = text.lstrip("\ufeff").partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter, strict=True)
    try:
        records = list(reader)
    except csv.Error as error:
        raise BadTable("files.not_delimited", Place(name, reader.line_num), problem=str(error)) from error
    return replace(table_of(name, records), decimal_comma=delimiter != ",")


def _read_parquet(path: Path) -> Table:
    content = read_bytes(path)
    try:
        frame = pl.scan_parquet(io.BytesIO(content))
        rows = int(frame.select(pl.len()).collect().item())
        if rows > ROWS_LIMIT:
            raise BadFile("files.too_many_rows", Place(str(path)), rows=rows, limit=ROWS_LIMIT)
        schema = frame.collect_schema()
        for column, kind in schema.items():
            if kind.is_nested() or kind == pl.Binary:
                raise BadTable("files.nested", Place(str(path), None, column), column=column)
        text = frame.select(pl.all().cast(pl.String).fill_null("")).collect()
    except (pl.exceptions.PolarsError, OSError, pl.exceptions.PanicException) as error:
        raise BadFile("files.not_parquet", Place(str(path))) from error
    return table_of(str(path), [tuple(text.columns), *text.rows()])
