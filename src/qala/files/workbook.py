"""Tables from XLSX workbooks."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

import python_calamine

from qala.errors import BadFile, BadTable, Place
from qala.files.table import Table, table_of
from qala.files.text import read_bytes

UNPACKED_LIMIT = 1024 * 1024 * 1024
RATIO_LIMIT = 200
SMALL = 8 * 1024 * 1024


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
    except (python_calamine.CalamineError, OSError, ValueError, IndexError, zipfile.BadZipFile) as error:
        raise BadFile("files.not_workbook", place) from error
    name = f"{path}, {chosen}" if len(names) > 1 else str(path)
    return table_of(name, [[_cell(cell, name, row) for cell in record] for row, record in enumerate(records, 1)])


def read_sheets(content: bytes, place: Place) -> dict[str, Sequence[Sequence[object]]]:
    """The cells of every sheet, by its name: numbers, text, dates; blank ones as empty text. Raises BadFile."""
    _refuse_bomb(content, place)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except (python_calamine.CalamineError, OSError, ValueError, IndexError, zipfile.BadZipFile) as error:
        raise BadFile("files.not_workbook", place) from error


def _refuse_bomb(content: bytes, place: Place) -> None:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadFile("files.encrypted", place)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
        raise BadFile("files.not_workbook", place) from error
    if unpacked > UNPACKED_LIMIT or (unpacked > SMALL and unpacked > RATIO_LIMIT * len(content)):
        raise BadFile("files.bomb", place, unpacked=unpacked // 2**20, packed=max(len(content) // 2**20, 1))


def _cell(cell: object, name: str, row: int) -> str:
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat()
    if isinstance(cell, date | time | timedelta):
        return str(cell)
    text = str(cell)
    if text.startswith("#") and text.rstrip("!?").upper() in _ERRORS:
        raise BadTable("files.formula_error", Place(name, row), value=text)
    return text


_ERRORS = {"#REF", "#DIV/0", "#N/A", "#NAME", "#NULL", "#NUM", "#VALUE"}
