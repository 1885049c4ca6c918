"""Every pack that ships comes back the same: from its files, from a spreadsheet, from an assessment that holds it."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from qala import packs
from qala.standard import Standard, read_standard
from qala.standard.read import parse_standard

PACKS = [folder.name for folder in packs.standards()]


def test_all_that_the_programme_needs_ship() -> None:
    assert {
        "iso-37120-2018", "iso-37122-2019", "iso-37123-2019", "u4ssc", "wccd-levels", "kz-2017", "kz-2018-five-band",
        "kz-2026", "losi", "sdg-11",
    } <= set(PACKS)  # fmt: skip


@pytest.mark.parametrize("name", PACKS)
def test_written_and_read_again_it_is_the_same(name: str, tmp_path: Path) -> None:
    standard = read_standard(packs.find_standard(name))
    for file, content in standard.files.items():
        target = tmp_path / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8", newline="")
    again = read_standard(tmp_path)
    assert again.sha256 == standard.sha256
    assert again == standard
    assert parse_standard(standard.files) == standard


@pytest.mark.parametrize("name", PACKS)
def test_saved_by_a_spreadsheet_it_says_the_same(name: str, tmp_path: Path) -> None:
    """With semicolons, a byte order mark and the line ends of Windows."""
    standard = read_standard(packs.find_standard(name))
    for file, content in standard.files.items():
        target = tmp_path / file
        target.parent.mkdir(parents=True, exist_ok=True)
        saved = "\ufeff" + resaved(content) if file.endswith(".csv") else content
        target.write_text(saved, encoding="utf-8", newline="")
    assert without_bytes(read_standard(tmp_path)) == without_bytes(standard)


def resaved(content: str) -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerows(csv.reader(io.StringIO(content)))
    return written.getvalue()


def without_bytes(standard: Standard) -> Standard:
    return replace(standard, files={}, sha256="")
