"""A table as text, with the places of its cells for messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from qala.errors import BadTable, Place


@dataclass(frozen=True)
class Table:
    """Cells as text, as they stand; rows padded to the header, wholly blank ones left out.

    name: file (and sheet) for messages; numbers: the row of each as a spreadsheet counts, the header being 1;
    decimal_comma: whether its cells are parted by something else than commas, so that `0,5` can only be a number.
    """

    name: str
    header: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    numbers: Sequence[int]
    decimal_comma: bool = False

    def place(self, index: int, column: str = "") -> Place:
        """Where a cell of rows[index] stands."""
        return Place(self.name, self.numbers[index], column)

    @cached_property
    def columns(self) -> dict[str, tuple[str, ...]]:
        """The cells of each column."""
        cells = list(zip(*self.rows, strict=True)) or [()] * len(self.header)
        return dict(zip(self.header, cells, strict=True))


def table_of(name: str, records: Sequence[Sequence[str]]) -> Table:
    """A table from records, the first of which is the header.

    Raises BadTable for no header, a blank or doubled name in it, and a row that is longer than it.
    """
    header = _header(name, records[0] if records else ())
    width = len(header)
    rows, numbers = [], []
    for number, record in enumerate(records[1:], 2):
        if len(record) > width:
            if any(cell.strip() for cell in record[width:]):
                raise BadTable("files.ragged", Place(name, number), found=len(record), width=width)
            record = record[:width]  # noqa: PLW2901 - blank cells beyond the header say nothing
        if any(cell.strip() for cell in record):
            rows.append((*record, *("",) * (width - len(record))))
            numbers.append(number)
    return Table(name, header, rows, numbers)


def _header(name: str, record: Sequence[str]) -> tuple[str, ...]:
    header = [cell.strip() for cell in record]
    while header and not header[-1]:
        header.pop()
    if not header:
        raise BadTable("files.no_header", Place(name, 1))
    for index, column in enumerate(header):
        if not column:
            raise BadTable("files.blank_header", Place(name, 1), number=index + 1)
        if column in header[:index]:
            raise BadTable("files.doubled_header", Place(name, 1, column), column=column)
    return tuple(header)
