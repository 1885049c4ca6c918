"""Tables from XLSX workbooks."""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path

import python_calamine

from qala.errors import BadFile, BadTable, Place
from qala.files.table import Table, table_of
from qala.files.text import read_bytes
from qala.files.workbook_cells import letters_of, unread_cells

UNPACKED_LIMIT = 1024 * 1024 * 1024
RATIO_LIMIT = 200
SMALL = 8 * 1024 * 1024
UNCOMPUTED = "="
"""What a cell with a formula that nobody has computed is given as."""


def read_workbook(path: Path, sheet: str | None = None) -> Table:
    """The table on a sheet (the first where none is named). Raises BadFile and BadTable.

    What it would unpack to is read from the archive's directory before anything is unpacked.
    """
    content = read_bytes(path)
    place = Place(str(path))
    _refuse_bomb(content, place)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = book.sheet_names
        if sheet is not None and sheet not in names:
            raise BadFile("files.no_sheet", place, sheet=sheet, known=", ".join(names))
        chosen = sheet or names[0]
        records = book.get_sheet_by_name(chosen).to_python(skip_empty_area=False)
        unread = next(unread_cells(content, chosen), None)
    except (python_calamine.CalamineError, OSError, ValueError, IndexError, zipfile.BadZipFile) as error:
        raise BadFile("files.not_workbook", place) from error
    name = f"{path}, {chosen}" if len(names) > 1 else str(path)
    if unread:
        where = Place(name, unread.row, letters_of(unread.column))
        raise BadTable("files.formula_error" if unread.error else "files.not_computed", where, value=unread.error)
    return table_of(name, [[_cell(cell) for cell in record] for record in records])


def read_sheets(content: bytes, place: Place) -> dict[str, Sequence[Sequence[object]]]:
    """The cells of every sheet, by its name: numbers, text, dates; blank ones as empty text, errors as theirs, and a
    formula without result as UNCOMPUTED. Raises BadFile.
    """
    _refuse_bomb(content, place)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        return {name: _whole(book, content, name) for name in book.sheet_names}
    except (python_calamine.CalamineError, OSError, ValueError, IndexError, zipfile.BadZipFile) as error:
        raise BadFile("files.not_workbook", place) from error


def _whole(book: python_calamine.CalamineWorkbook, content: bytes, sheet: str) -> Sequence[Sequence[object]]:
    rows: list[list[object]] = [list(row) for row in book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)]
    for one in unread_cells(content, sheet):
        if one.row <= len(rows) and one.column <= len(rows[one.row - 1]):
            rows[one.row - 1][one.column - 1] = one.error or UNCOMPUTED
    return rows


def _refuse_bomb(content: bytes, place: Place) -> None:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadFile("files.encrypted", place)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise BadFile("files.not_workbook", place) from error
    if unpacked > UNPACKED_LIMIT or (unpacked > SMALL and unpacked > RATIO_LIMIT * len(content)):
        raise BadFile("files.bomb", place, unpacked=unpacked // 2**20, packed=max(len(content) // 2**20, 1))


def _cell(cell: object) -> str:
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat()
    return str(cell)
