"""Tables as CSV, for other programs."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from qala.publish.tables import Record, Value

COLUMNS = (
    "area_id", "area", "node_id", "node", "period", "basis", "degree", "band_id", "band", "points", "rank", "known",
    "asked", "coverage", "partial", "state", "change_degrees", "change_from", "change_beyond_resolution",
)  # fmt: skip
"""Names for programs, the same in every language."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render_csv(records: Iterable[Record]) -> bytes:
    """One row for each area, node, period and basis: UTF-8 with a byte order mark, commas, decimal points.

    Without the mark Excel takes UTF-8 for another encoding. Text that a spreadsheet would run as a formula gets an
    apostrophe before it. What is not known is blank.
    """
    return csv_of(COLUMNS, records)


def csv_of(columns: Sequence[str], records: Iterable[Record]) -> bytes:
    """Records as CSV in the same way, with the columns that are named."""
    return b"".join(csv_parts(columns, [records]))


def csv_parts(columns: Sequence[str], batches: Iterable[Iterable[Record]]) -> Iterator[bytes]:
    """The same piece by piece, one for the head and one for each batch."""
    yield _written([columns]).encode("utf-8-sig")
    for records in batches:
        yield _written([_cell(record[name]) for name in columns] for record in records).encode()


def _written(rows: Iterable[Sequence[str]]) -> str:
    made = io.StringIO(newline="")
    csv.writer(made, lineterminator="\r\n").writerows(rows)
    return made.getvalue()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return repr(value)
