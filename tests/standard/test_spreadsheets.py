"""Tables of a pack as spreadsheets save them again: read as before, or refused in one sentence with the mend."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from qala import packs
from qala.errors import QalaError
from qala.standard import Standard, read_standard
from qala.standard.diff import diff


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    packs.new_standard(tmp_path / "pack", "pack")
    table = tmp_path / "pack" / "indicators.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("10,40", "9.5,40"), encoding="utf-8")
    return tmp_path / "pack"


def again(text: str, **how: object) -> str:
    """A table written anew in another dialect of CSV."""
    written = io.StringIO()
    csv.writer(written, **how).writerows(csv.reader(io.StringIO(text)))  # type: ignore[arg-type]
    return written.getvalue()


def semicolons(text: str) -> str:
    """As Excel saves where numbers have a decimal comma."""
    return again(text.replace("9.5", '"9,5"'), delimiter=";", lineterminator="\r\n")


SAVED: dict[str, Callable[[str], bytes]] = {
    "with a byte order mark": lambda text: text.encode("utf-8-sig"),
    "with the line ends of Windows": lambda text: again(text, lineterminator="\r\n").encode(),
    "with the line ends of an old Mac": lambda text: again(text, lineterminator="\r").encode(),
    "all in quotes": lambda text: again(text, quoting=csv.QUOTE_ALL).encode(),
    "with semicolons and decimal commas": lambda text: semicolons(text).encode("utf-8-sig"),
    "with tabs": lambda text: again(text, delimiter="\t").encode(),
    "with blank rows and columns": lambda text: "".join(
        f"{line},,\r\n" for line in [*text.splitlines(), "," * 13, "," * 13]
    ).encode(),
    "with blanks around cells": lambda text: text.replace(",share,", ", share ,").encode(),
}


@pytest.mark.parametrize("how", SAVED)
def test_a_table_saved_again_says_the_same(how: str, folder: Path) -> None:
    before = read_standard(folder)
    for name in ("tree.csv", "indicators.csv"):
        (folder / name).write_bytes(SAVED[how]((folder / name).read_text(encoding="utf-8")))
    assert diff(before, read_standard(folder)) == ()


REFUSED: dict[str, tuple[Callable[[str], bytes], str]] = {
    "in the signs of Windows": (lambda text: text.encode("cp1251", "replace"), "UTF-8"),
    "as Unicode text": (lambda text: text.encode("utf-16"), "UTF-16"),
    "a workbook under the name of a table": (lambda _: b"PK\x03\x04", "XLSX"),
    "a number that became a date": (lambda text: text.replace("9.5", "09.may").encode(), "is not a number"),
    "a decimal comma between commas": (lambda text: text.replace("9.5", '"9,5"').encode(), "9.5"),
    "a word that was corrected": (lambda text: text.replace(",lower,", ",Lower,").encode(), "lower"),
    "a row that broke in two": (lambda text: text.replace("water-losses,water", 'water-losses,"water').encode(), "CSV"),
    "an id that was made a date": (lambda text: text.replace("water-losses,", ",").encode(), "id"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_a_spreadsheet_spoils_is_refused_in_one_sentence(what: str, folder: Path) -> None:
    spoil, mend = REFUSED[what]
    table = folder / "indicators.csv"
    table.write_bytes(spoil(table.read_text(encoding="utf-8")))
    with pytest.raises(QalaError) as refused:
        read_standard(folder)
    said = str(refused.value)
    assert "indicators.csv" in said
    assert mend.lower() in said.lower()
    assert "\n" not in said


def test_an_untouched_pack_is_read_as_before(folder: Path) -> None:
    found: Standard = read_standard(folder)
    assert found.indicator["water-losses"].low == 9.5
