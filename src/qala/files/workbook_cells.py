"""Cells of a workbook that calamine gives as blank and that are not: errors, and formulas that nobody has computed.

A workbook is a ZIP archive of XML (ECMA-376): a cell is `<c r="B7" t="e"><f>1/0</f><v>#DIV/0!</v></c>`.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from posixpath import join, normpath

_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)>")
_LINK = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)>")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]*)</")
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that has no value. row, column: from 1; error: such as `#DIV/0!`, blank for a formula without result."""

    row: int
    column: int
    error: str


def unread_cells(content: bytes, sheet: str) -> Iterator[Unread]:
    """Those of a sheet, by its name, in the order of the file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        path = _paths(archive).get(sheet)
        if path is None:
            return
        for attributes, inner in _CELL.findall(archive.read(path)):
            told = _attributes(attributes)
            found = _VALUE.search(inner)
            value = unescape(found[1].decode("utf-8", "replace")) if found else ""
            place = _PLACE.fullmatch(told.get("r", ""))
            if not place:
                continue
            if told.get("t") == "e":
                yield Unread(int(place[2]), _number(place[1]), value or "#N/A")
            elif not value and told.get("t") != "str" and _FORMULA.search(inner):
                yield Unread(int(place[2]), _number(place[1]), "")


def letters_of(column: int) -> str:
    """The letters of a column, from 1: A, Z, AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _paths(archive: zipfile.ZipFile) -> dict[str, str]:
    """Where the sheets lie in the archive, by name; none where it is not laid out as a workbook."""
    try:
        book, links = archive.read("xl/workbook.xml"), archive.read("xl/_rels/workbook.xml.rels")
    except KeyError:
        return {}
    targets = {told.get("Id", ""): told.get("Target", "") for told in map(_attributes, _LINK.findall(links))}
    found = {}
    for told in map(_attributes, _SHEET.findall(book)):
        target = targets.get(next((value for name, value in told.items() if name.endswith(":id")), ""), "")
        path = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
        if path in archive.namelist():
            found[told.get("name", "")] = path
    return found


def _attributes(written: bytes) -> dict[str, str]:
    return {
        name.decode(): unescape((double or single).decode("utf-8", "replace"))
        for name, double, single in _ATTRIBUTE.findall(written)
    }


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
