"""The same values from any kind of file; nothing but a plain refusal for anything else."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qala.areas.read import read_areas
from qala.errors import BadUse, QalaError
from qala.standard import parse_standard
from qala.values.findings import read_rules
from qala.values.model import Values
from qala.values.read import Expected, read_values

HEADER = ("area", "fact", "period", "value")
ROWS = [("a", "x", "2019", "1.5"), ("a", "y", "2019", "20"), ("b", "x", "2019", "0.1"), ("b", "y", "2019", "-3e-7")]


def delimited(delimiter: str, ending: str, start: str = "") -> Callable[[Path], Path]:
    """A writer of text."""

    def write(folder: Path) -> Path:
        lines = [delimiter.join(row) for row in (HEADER, *ROWS)]
        (folder / f"values{ending}").write_text(start + "\n".join(lines), encoding="utf-8")
        return folder / f"values{ending}"

    return write


def workbook(folder: Path) -> Path:
    """XLSX with numbers as numbers, the period too, as Excel would have it."""
    book = xlsxwriter.Workbook(folder / "values.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADER)
    for index, (area, fact, period, value) in enumerate(ROWS, 1):
        sheet.write_row(index, 0, (area, fact, int(period), float(value)))
    book.close()
    return folder / "values.xlsx"


def parquet(folder: Path) -> Path:
    """Parquet with numbers as numbers."""
    cells = [(area, fact, int(period), float(value)) for area, fact, period, value in ROWS]
    pl.DataFrame(cells, schema=list(HEADER), orient="row").write_parquet(folder / "values.parquet")
    return folder / "values.parquet"


def wide(folder: Path) -> Path:
    """One column an indicator."""
    (folder / "wide.csv").write_text("city,x,y\na,1.5,20\nb,0.1,-3e-7\n")
    return folder / "wide.csv"


WRITERS = {
    "csv": delimited(",", ".csv"),
    "csv with BOM": delimited(",", ".csv", "\ufeff"),
    "csv of a Russian Excel": delimited(";", ".CSV"),
    "tsv": delimited("\t", ".tsv"),
    "xlsx": workbook,
    "parquet": parquet,
    "wide": wide,
}


@pytest.mark.parametrize("kind", WRITERS)
def test_any_kind_of_file_gives_the_same(kind: str, tmp_path: Path) -> None:
    first = read_values([WRITERS["csv"](tmp_path)])
    assert read_values([WRITERS[kind](tmp_path)], period="2019").sha256 == first.sha256
    assert len(first) == len(ROWS)


@given(st.permutations(ROWS))
def test_order_does_not_matter(rows: list[tuple[str, ...]]) -> None:
    from qala.files import parse_table
    from qala.values.read import values_of

    def read(lines: Sequence[tuple[str, ...]]) -> Values:
        return values_of([parse_table("\n".join(",".join(line) for line in (HEADER, *lines)), "t")], Expected())

    assert read(rows).sha256 == read(ROWS).sha256


def test_decimal_comma_and_indicator_names(tmp_path: Path) -> None:
    (tmp_path / "v.csv").write_text("area;indicator;period;value\na;X1;2019;12,5\n")
    expected = Expected(facts={"x"}, aliases={"X1": "x"}, decimal_comma=True)
    assert read_values([tmp_path / "v.csv"], expected).frame.select("fact", "value").row(0) == ("x", 12.5)


def test_values_for_other_standards_are_left_out(tmp_path: Path) -> None:
    """A file may serve several standards; what nobody asks for is refused as before."""
    (tmp_path / "long.csv").write_text("area,fact,period,value\na,x,2019,1\na,y,2019,many\n")
    (tmp_path / "wide.csv").write_text("area,x,y\nb,2,many\n")
    expected = Expected(facts={"x"}, others={"y"})
    found = read_values([tmp_path / "long.csv", tmp_path / "wide.csv"], expected, "2019").frame
    assert found.select("area", "fact", "value").rows() == [("a", "x", 1.0), ("b", "x", 2.0)]
    (tmp_path / "odd.csv").write_text("area,fact,period,value\na,y,2019,1\na,z,2019,1\n")
    with pytest.raises(QalaError, match=r"odd\.csv, row 3.*z"):
        read_values([tmp_path / "odd.csv"], expected)


def test_a_wide_file_needs_its_period(tmp_path: Path) -> None:
    with pytest.raises(BadUse, match="--period"):
        read_values([wide(tmp_path)])


def test_the_same_key_in_two_files_names_both(tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text("area,fact,period,value\na,x,2019,1\n")
    (tmp_path / "two.csv").write_text("area,fact,period,value\na,x,2019,2\n")
    with pytest.raises(QalaError, match=r"two\.csv, row 2.*one\.csv, row 2"):
        read_values([tmp_path / "one.csv", tmp_path / "two.csv"])


FUZZ = settings(max_examples=150, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
ENDINGS = (".csv", ".tsv", ".xlsx", ".parquet")


def refuses_or_reads(read: Callable[[], object]) -> None:
    """Nothing but an error of ours may come out, in one line and in every language."""
    refusal: QalaError | None = None
    try:
        read()
    except QalaError as error:
        refusal = error
    if refusal:
        assert refusal.text("kk")
        assert "\n" not in refusal.text("en")


@FUZZ
@given(st.binary(max_size=400), st.sampled_from(ENDINGS))
def test_random_bytes(tmp_path: Path, content: bytes, ending: str) -> None:
    file = tmp_path / f"fuzz{ending}"
    file.write_bytes(content)
    refuses_or_reads(lambda: read_values([file], period="2019"))
    refuses_or_reads(lambda: read_areas(file))


@cache
def good_file(kind: str) -> tuple[str, bytes]:
    """The ending and the bytes of a good file, the same each time: a workbook holds the time of its making."""
    with TemporaryDirectory() as folder:
        file = WRITERS[kind](Path(folder))
        return file.suffix, file.read_bytes()


@FUZZ
@given(st.data(), st.sampled_from(["csv", "tsv", "xlsx", "parquet"]))
def test_mutated_files(tmp_path: Path, data: st.DataObject, kind: str) -> None:
    ending, good = good_file(kind)
    file, content = tmp_path / f"mutated{ending}", bytearray(good)
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    file.write_bytes(content[: data.draw(st.integers(1, len(content)))])
    refuses_or_reads(lambda: read_values([file]))


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=12)
WORDS = st.sampled_from(
    ["", "a", "b", "whole", "1", "-1", "0", "nan", "levels", "goalposts:1:2:clip", "10;20:50", "yes"]
)


@FUZZ
@given(st.lists(st.lists(CELL | WORDS, max_size=8), max_size=6), st.lists(st.lists(WORDS, max_size=12), max_size=6))
def test_random_packs(tree: list[list[str]], indicators: list[list[str]]) -> None:
    files = {
        "standard.toml": '[standard]\nid = "x"\n',
        "tree.csv": "id,parent,weight,aggregate,missing,min_coverage\n" + "\n".join(map(",".join, tree)),
        "indicators.csv": "id,parent,weight,direction,low,high,normalise,steps,points\n"
        + "\n".join(map(",".join, indicators)),
    }
    refuses_or_reads(lambda: parse_standard(files))


@FUZZ
@given(st.text(max_size=200))
def test_random_toml(content: str) -> None:
    files = {"standard.toml": content, "tree.csv": "id,parent\nw,\n", "indicators.csv": "id,parent\nx,w\n"}
    refuses_or_reads(lambda: parse_standard(files))


@FUZZ
@given(
    st.lists(
        st.lists(CELL | st.sampled_from(["jump", "ask", "serious", "events=20", "a;b", "x"]), max_size=9), max_size=5
    )
)
def test_random_findings(rows: list[list[str]]) -> None:
    head = "id,rule,facts,severity,parameters,title_kk,title_ru,title_en\n"
    refuses_or_reads(lambda: read_rules(head + "\n".join(map(",".join, rows)), "findings.csv"))


def test_what_was_meant_is_named_once(tmp_path: Path) -> None:
    """Whether it is a fact, an indicator, or both."""
    (tmp_path / "values.csv").write_text("area,fact,period,value\na,iso37120-10.l,2019,1\n")
    expected = Expected(facts=["iso37120-10.1", "water"], aliases={"iso37120-10.1": "iso37120-10.1", "w": "water"})
    with pytest.raises(QalaError, match=r"Did you mean iso37120-10\.1\?$"):
        read_values([tmp_path / "values.csv"], expected)
