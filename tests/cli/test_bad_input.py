"""Bad input, each through the command itself: one plain sentence, exit code 2, nothing written."""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from qala.cli import main

HEADER = "area,fact,period,value\n"
GOOD = HEADER + "710000000,hc-109,2019,71.5\n"


def text_file(content: str, encoding: str = "utf-8", name: str = "values.csv") -> Callable[[Path], Path]:
    """Makes a text file."""

    def make(folder: Path) -> Path:
        (folder / name).write_bytes(content.encode(encoding))
        return folder / name

    return make


def sparse(folder: Path) -> Path:
    """A file of 2 GB without content."""
    with (folder / "values.csv").open("wb") as file:
        os.truncate(file.fileno(), 2 * 2**30)
    return folder / "values.csv"


def bomb(folder: Path) -> Path:
    """A workbook that would unpack to 1.2 GB."""
    with zipfile.ZipFile(folder / "values.xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as entry:
            for _ in range(1200):
                entry.write(bytes(2**20))
        archive.writestr("[Content_Types].xml", "<Types/>")
    return folder / "values.xlsx"


def nested(folder: Path) -> Path:
    """A Parquet file with a column of lists."""
    pl.DataFrame({"area": ["710000000"], "value": [[1.0]]}).write_parquet(folder / "values.parquet")
    return folder / "values.parquet"


def row(cells: str) -> Callable[[Path], Path]:
    """A values file with one row."""
    return text_file(HEADER + cells + "\n")


CASES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "missing": (lambda folder: folder / "none.csv", "there is no such file"),
    "directory": (lambda folder: folder, "is a folder"),
    "empty": (text_file(""), "is empty"),
    "2 GB": (sparse, "has 2048 MiB, more than the 512 MiB that are read"),
    "UTF-16": (text_file(GOOD, "utf-16"), "it looks like UTF-16"),
    "Windows-1251": (text_file(GOOD + "область,a,2019,1\n", "cp1251"), "is not UTF-8 (it looks like Windows-1251)"),
    "zero byte": (text_file(GOOD + "a\0b,c,d,e\n"), "holds a zero byte"),
    "PDF": (text_file("%PDF-1.7 something"), "is a PDF file under another ending"),
    "unknown ending": (text_file(GOOD, name="values.doc"), "the ending .doc is not known"),
    "zip bomb": (bomb, "1200 MiB and is not opened"),
    "not a workbook": (text_file("hello", name="values.xlsx"), "is not an XLSX workbook"),
    "not Parquet": (text_file("hello", name="values.parquet"), "is not a Parquet file"),
    "nested": (nested, "the column value holds lists"),
    "ragged": (row("710000000,hc-109,2019,1,2,3"), "row 2: 6 cells under a header of 4"),
    "doubled header": (text_file("area,fact,area,value\n"), "the column area stands twice"),
    "blank header": (text_file("area,,period,value\n"), "column 2 of the header is blank"),
    "open quote": (text_file(HEADER + '710000000,"hc-109,2019,1\n'), "is not a table"),
    "decimal comma": (row('710000000,hc-109,2019,"71,5"'), 'column value: "71,5" is not a number. Write 71.5'),
    "word": (row("710000000,hc-109,2019,many"), 'column value: "many" is not a number'),
    "NaN": (row("710000000,hc-109,2019,NaN"), "is not a finite number"),
    "infinity": (row("710000000,hc-109,2019,1e999"), "is not a finite number"),
    "share": (row("710000000,hc-109,2019,101"), "101 is no share: hc-109 lies between 0 and 100"),
    "negative share": (row("710000000,hc-109,2019,-1"), "-1 is no share"),
    "level": (row("710000000,en-i-light,2019,6"), "6 is no level"),
    "twice": (row("710000000,hc-109,2019,1\n710000000,hc-109,2019,2"), "row 3: 710000000, hc-109, 2019, declared stands"),  # noqa: E501
    "unknown area": (row("71000000,hc-109,2019,1"), '"71000000" is not a known area. Did you mean 7100'),
    "unknown fact": (row("710000000,hc-1o9,2019,1"), '"hc-1o9" is not asked for. Did you mean hc-109'),
    "blank area": (row(",hc-109,2019,1"), "column area: area is blank"),
    "period": (row("710000000,hc-109,2019-13,1"), '"2019-13" is not a period'),
    "day": (row("710000000,hc-109,2019-02-30,1"), '"2019-02-30" is not a period'),
    "no column": (text_file("area,fact,value\n710000000,hc-109,1\n"), "the column period is missing"),
    "unknown column": (text_file("area,fact,period,sorce,value\n1,2,3,4,5\n"), "sorce is not known. Did you mean source"),  # noqa: E501
    "status": (text_file("area,fact,period,value,status\n710000000,hc-109,2019,1,sure\n"), '"sure" is not a status'),
    "interval": (text_file("area,fact,period,value,lower\n710000000,hc-109,2019,1,5\n"), "lies outside its interval"),
    "denominator": (text_file("area,fact,period,value,denominator\n710000000,hc-109,2019,1,0\n"), "0 is not above 0"),
}  # fmt: skip


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """The exit code of the command."""
    monkeypatch.setattr("sys.argv", ["qala", *arguments])
    monkeypatch.setenv("QALA_LANGUAGE", "en")
    with pytest.raises(SystemExit) as stop:
        main()
    return int(stop.value.code or 0)


@pytest.mark.parametrize("case", CASES)
def test_values(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    make, said = CASES[case]
    (tmp_path / "in").mkdir()
    out = tmp_path / "out"
    code = run(monkeypatch, "assess", "kz-2017", str(make(tmp_path / "in")), "--period", "2019", "--out", str(out))
    error = capsys.readouterr().err
    assert code == 2
    assert said in error
    assert len(error.strip().splitlines()) == 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["in"]


PACKS = {
    "cycle": (
        "id,parent\nwhole,\na,b\nb,a\n",
        "id,parent\n",
        "the tree runs in a circle: a → b → a",
    ),
    "two roots": ("id,parent\nwhole,\nother,\n", "id,parent\n", "the tree needs one root"),
    "unknown parent": (
        "id,parent\nwhole,\n",
        "id,parent\nx,nowhere\n",
        "x hangs under nowhere",
    ),
    "double id": ("id,parent\nwhole,\n", "id,parent\nx,whole\nx,whole\n", "row 3, column id: the id x stands twice"),
    "goalposts": ("id,parent\nwhole,\n", "id,parent,low,high\nx,whole,5,1\n", "Low must be below high"),
    "method": ("id,parent\nwhole,\n", "id,parent,normalise\nx,whole,minmaxx\n", "Did you mean minmax?"),
    "weight": ("id,parent,weight\nwhole,,-1\n", "id,parent\n", "the weight -1 is below 0"),
    "gate": ("id,parent,min_coverage\nwhole,,2\n", "id,parent\n", "is not a share"),
}


@pytest.mark.parametrize("case", PACKS)
def test_packs(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    tree, indicators, said = PACKS[case]
    (tmp_path / "standard.toml").write_text('[standard]\nid = "x"\n')
    (tmp_path / "tree.csv").write_text(tree)
    (tmp_path / "indicators.csv").write_text(indicators)
    code = run(monkeypatch, "standard", "lint", str(tmp_path))
    error = capsys.readouterr().err
    assert code == 2
    assert said in error
    assert len(error.strip().splitlines()) == 1


def test_errors_speak_three_languages(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for language, said in (("kk", "мұндай файл жоқ"), ("ru", "такого файла нет"), ("en", "there is no such file")):
        monkeypatch.setattr("sys.argv", ["qala", "assess", "kz-2017", "no.csv", "--period", "2019", "--out", "x"])
        monkeypatch.setenv("QALA_LANGUAGE", language)
        with pytest.raises(SystemExit):
            main()
        assert said in capsys.readouterr().err
