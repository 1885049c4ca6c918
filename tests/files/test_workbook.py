"""Cells that hold an error or a formula without result are told, never taken for blank."""

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from qala.errors import BadTable
from qala.files.workbook import read_workbook
from qala.files.workbook_cells import Unread, letters_of, unread_cells
from qala.texts import LANGUAGES

ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")


def written(folder: Path, *, sheets: tuple[str, ...] = ("values",), formula: tuple[str, object] | None = None) -> Path:
    """A small table on each sheet; the last has a formula in C3."""
    with xlsxwriter.Workbook(folder / "values.xlsx") as book:
        for name in sheets:
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["area", "fact", "value"])
            sheet.write_row(1, 0, ["a", "#", 1])
            sheet.write_row(2, 0, ["b", "x", 2])
        if formula:
            sheet.write_formula(2, 2, formula[0], None, formula[1])
    return folder / "values.xlsx"


@pytest.mark.parametrize("error", ERRORS)
def test_an_error_is_told_with_its_cell(tmp_path: Path, error: str) -> None:
    file = written(tmp_path, sheets=("other", "a & b"), formula=("=1/0", error))
    assert read_workbook(file, "other").rows == [("a", "#", "1"), ("b", "x", "2")]
    with pytest.raises(BadTable) as told:
        read_workbook(file, "a & b")
    assert (told.value.code, told.value.fields["value"]) == ("files.formula_error", error)
    assert (told.value.place.row, told.value.place.column) == (3, "C")
    for language in LANGUAGES:
        assert error in told.value.text(language)


def test_a_formula_that_nobody_has_computed_is_told(tmp_path: Path) -> None:
    """As programs write it that compute nothing."""
    file = written(tmp_path, formula=("=1+1", 2))
    assert read_workbook(file).rows[1] == ("b", "x", "2")
    for value in (b"<v/>", b"<v></v>", b"<v />", b""):
        with pytest.raises(BadTable) as told:
            read_workbook(changed(file, b"<v>2</v></c></row></sheetData>", value + b"</c></row></sheetData>"))
        assert told.value.code == "files.not_computed"
        assert (told.value.place.row, told.value.place.column) == (3, "C")


def changed(file: Path, before: bytes, after: bytes) -> Path:
    """The same workbook with other bytes in its sheets."""
    made = io.BytesIO()
    with zipfile.ZipFile(file) as archive, zipfile.ZipFile(made, "w") as out:
        for name in archive.namelist():
            content = archive.read(name)
            if "worksheets/sheet" in name:
                assert before in content
                content = content.replace(before, after)
            out.writestr(name, content)
    (file.parent / "changed.xlsx").write_bytes(made.getvalue())
    return file.parent / "changed.xlsx"


def test_a_formula_whose_result_is_no_text_is_blank(tmp_path: Path) -> None:
    """As spreadsheet programs save it."""
    file = written(tmp_path, formula=("=A1", 2))
    file = changed(file, b'<c r="C3"><f>A1</f><v>2</v></c>', b'<c r="C3" t="str"><f>""</f><v></v></c>')
    assert read_workbook(file).rows[1] == ("b", "x", "")


def test_names_of_tags_may_have_a_prefix(tmp_path: Path) -> None:
    """As some programs write them."""
    file = written(tmp_path, formula=("=1/0", "#REF!"))
    sheet = changed(file, b'<c r="C3" t="e"><f>1/0</f><v>#REF!</v></c>', b"<x:c t='e' r='C3'><x:v>#REF!</x:v></x:c>")
    assert list(unread_cells(sheet.read_bytes(), "values")) == [Unread(3, 3, "#REF!")]


@given(st.integers(1, 16384))
def test_letters_are_those_of_a_spreadsheet(column: int) -> None:
    assert letters_of(column) == xlsxwriter.utility.xl_col_to_name(column - 1)
