"""Cells of a pack's tables, read by column name with a default for what is blank or absent."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from qala.areas.model import Text
from qala.errors import BadPack, Place
from qala.files import Table, number_of


def choice(value: str, allowed: Collection[str], place: Place) -> str:
    """The value where it is one of `allowed`; else BadPack with the nearest."""
    if value in allowed:
        return value
    near = get_close_matches(value, allowed, 1)
    raise BadPack("standard.choice", place, value=value, allowed=", ".join(near or sorted(allowed)))


@dataclass(frozen=True, slots=True)
class Cells:
    """One row of a table."""

    table: Table
    index: int

    def place(self, column: str = "") -> Place:
        """Where this cell stands."""
        return self.table.place(self.index, column)

    def text(self, column: str, default: str = "") -> str:
        """The cell without surrounding blanks; the default where it is blank or there is no such column."""
        if column not in self.table.header:
            return default
        return self.table.rows[self.index][self.table.header.index(column)].strip() or default

    def needed(self, column: str) -> str:
        """The cell, which must not be blank."""
        value = self.text(column)
        if not value:
            raise BadPack("standard.blank", self.place(column), column=column)
        return value

    def number(self, column: str) -> float | None:
        """The cell as a number, None where blank. A table that a spreadsheet saved with semicolons may write 0,5."""
        return number_of(self.text(column), self.place(column), self.table.decimal_comma)

    def whole(self, column: str, default: int) -> int:
        """The cell as a whole number that is not negative."""
        value = self.number(column)
        if value is None:
            return default
        if value < 0 or value != int(value):
            raise BadPack("standard.whole", self.place(column), value=self.text(column))
        return int(value)

    def choice(self, column: str, allowed: Collection[str], default: str) -> str:
        """The cell as one of `allowed`."""
        return choice(self.text(column, default), allowed, self.place(column))

    def list(self, column: str) -> tuple[str, ...]:
        """The parts of a cell between semicolons."""
        return tuple(part.strip() for part in self.text(column).split(";") if part.strip())

    def numbers(self, column: str) -> tuple[float, ...]:
        """The parts of a cell as numbers."""
        comma = self.table.decimal_comma
        return tuple(float(number_of(part, self.place(column), comma) or 0) for part in self.list(column))

    def title(self) -> Text:
        """The three titles."""
        return Text(self.text("title_kk"), self.text("title_ru"), self.text("title_en"))


def rows(table: Table) -> Iterator[Cells]:
    """The rows of a table."""
    return (Cells(table, index) for index in range(len(table.rows)))
