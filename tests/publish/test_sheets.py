import csv
import io
import zipfile
from functools import cache
from pathlib import Path
from typing import Any, get_args

import polars as pl
import pytest
from python_calamine import CalamineWorkbook

from qala.errors import BadUse
from qala.publish import Tables, map_view, render_csv, render_workbook, workbook
from qala.texts import Language, text
from tests.kz_demo import demo_assessment
from tests.packs_by_hand import areas, assessed, standard, values
from tests.publish.test_map_model import INDICATORS, TREE, made

LANGUAGES = get_args(Language)
FORMULAS = ("=1+1", "+cmd", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x")', "{=1}", "http://x", "00012", "\tx")
Sheet = list[list[Any]]


@cache
def bytes_in(language: Language) -> bytes:
    return render_workbook(demo_assessment(), map_view(demo_assessment(), language))


def sheets(content: bytes) -> dict[str, Sheet]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def records(sheet: Sheet) -> list[dict[str, Any]]:
    return [dict(zip(sheet[0], row, strict=True)) for row in sheet[1:]]


def named(subject: str, name: str, language: Language = "en") -> str:
    return text(f"{subject}.{name}", language)


class TestWorkbook:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_map_has_each_degree_as_a_number_over_word_and_coverage(self, language: Language) -> None:
        view = map_view(demo_assessment(), language)
        shown = sheets(bytes_in(language))[named("sheets", "map", language)]
        assert shown[0][0] == view.title
        assert shown[5][1 : len(view.columns) + 1] == [column.title for column in view.columns]
        for number, area in enumerate(view.rows):
            top = 6 + 3 * number
            assert shown[top][0] == area.name
            for column, cell in enumerate(area.cells, 1):
                degree, word, foot = (shown[top + line][column] for line in range(3))
                assert degree == (text("map.withheld", language) if cell.degree is None else near(cell.degree))
                assert word == (cell.band.title if cell.band else cell.short)
                assert foot.split()[0] == f"{cell.known}/{cell.asked}"
                assert ("◇" in foot, "?" in foot) == (bool(cell.boundaries), bool(cell.questioned))
        below = [value for row in shown[6 + 3 * len(view.rows) :] for value in row]
        assert all(band.span in below and band.title in below for band in view.scale)
        assert all(note in below for note in view.notes)
        assert any(view.digest in str(value) for value in below)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_each_sheet_and_column_speaks_the_language(self, language: Language) -> None:
        found = sheets(bytes_in(language))
        names = ("map", "nodes", "indicators", "findings", "about")
        assert list(found) == [named("sheets", name, language) for name in names]
        assert named("sheets", "goalposts_basis", language) in found[named("sheets", "indicators", language)][0]

    def test_holds_every_degree_of_the_assessment(self) -> None:
        document = demo_assessment()
        rows = records(sheets(bytes_in("en"))["Degrees"])
        assert len(rows) == len(document["nodes"])
        for row, kept in zip(rows, document["nodes"], strict=True):
            assert (row["Area ID"], row["Node ID"], row["Period"]) == (kept["area"], kept["node"], kept["period"])
            assert row["Degree"] == blank(kept["degree"])
            assert (row["Known"], row["Asked"], row["Coverage"]) == (
                kept["known"],
                kept["asked"],
                near(kept["coverage"]),
            )
            assert row["Rank"] == blank(kept["rank"] if kept["comparable"] else None)
            assert row["In part"] == ("yes" if kept["partial"] else "no")

    def test_holds_every_value_with_what_made_its_degree(self) -> None:
        document = demo_assessment()
        rows = records(sheets(bytes_in("en"))["Indicators"])
        assert len(rows) == len(document["indicators"])
        for row, kept in zip(rows, document["indicators"], strict=True):
            assert (row["Area ID"], row["Indicator ID"]) == (kept["area"], kept["indicator"])
            assert row["Value"] == blank(kept["value"])
            assert row["Degree"] == blank(kept["degree"])
            assert row["Gives its parent"] == blank(kept["contribution"])
            assert (row["Boundary ID"], row["Source"]) == (kept["boundary"], kept["source"])

    def test_holds_the_findings_and_what_it_was_made_from(self) -> None:
        document, found = demo_assessment(), sheets(bytes_in("ru"))
        assert [row["Что найдено"] for row in records(found["Замечания"])] == [
            one["text"]["ru"] for one in document["findings"]
        ]
        about = {row["Поле"]: row["Содержание"] for row in records(found["О карте"])}
        assert about["Дайджест"] == document["digest"]
        assert about["ID стандарта"] == "kz-2017"
        assert about["Дано значений"] == document["values"]["rows"]

    def test_is_the_same_bytes_each_time(self) -> None:
        view = map_view(demo_assessment(), "kk")
        assert render_workbook(demo_assessment(), view) == bytes_in("kk")

    def test_prints_on_a4_across_and_stays_under_its_head(self) -> None:
        with zipfile.ZipFile(io.BytesIO(bytes_in("en"))) as archive:
            first, second = (archive.read(f"xl/worksheets/sheet{number}.xml").decode() for number in (1, 2))
        for sheet in (first, second):
            assert 'paperSize="9"' in sheet
            assert 'orientation="landscape"' in sheet
            assert 'fitToHeight="0"' in sheet
            assert 'state="frozen"' in sheet
        assert "<autoFilter" in second

    def test_of_no_findings_and_one_area_is_whole(self) -> None:
        document = made(dust=20)
        assert sheets(render_workbook(document, map_view(document, "en")))["Findings"][0] == ["Content"]

    def test_says_when_a_sheet_cannot_hold_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(workbook, "MOST_ROWS", 3)
        with pytest.raises(BadUse, match="rows do not fit"):
            render_workbook(made(dust=20), map_view(made(dust=20), "en"))


def near(value: float) -> Any:
    """A number as a workbook keeps it: 16 digits."""
    return pytest.approx(value, rel=1e-14)


def blank(value: float | None) -> Any:
    return "" if value is None else near(value)


def dangerous(said: str) -> dict[str, Any]:
    """An assessment whose titles, source and area say something that a spreadsheet would run."""
    quoted = said.replace('"', '""')
    tree = TREE.replace("Road", f'"{quoted}"')
    table = values([{"area": "town", "fact": "dust", "period": "2020", "value": 20.0, "source": said}])
    return assessed(standard(tree, INDICATORS.replace("Dust", f'"{quoted}"')), table, areas("town")).document


class TestText:
    @pytest.mark.parametrize("said", FORMULAS)
    def test_in_a_workbook_is_only_text(self, said: str) -> None:
        document = dangerous(said)
        content = render_workbook(document, map_view(document, "en"))
        found = sheets(content)
        assert {row["Node"] for row in records(found["Degrees"]) if row["Node ID"] == "road"} == {said.strip()}
        dust = next(row for row in records(found["Indicators"]) if row["Indicator ID"] == "dust")
        assert (dust["Indicator"].strip(), dust["Source"].strip()) == (said.strip(), said.strip())
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [archive.read(name).decode() for name in archive.namelist() if "sheet" in name]
        assert not any("<f>" in one or "<hyperlink" in one or "<f " in one for one in parts)

    @pytest.mark.parametrize("said", FORMULAS)
    def test_in_csv_is_no_formula(self, said: str) -> None:
        content = render_csv(Tables(dangerous(said), "en").nodes()).decode("utf-8-sig")
        title = next(row["node"] for row in csv.DictReader(io.StringIO(content)) if row["node_id"] == "road")
        assert title.removeprefix("'") == said.strip()
        assert not title.startswith(("=", "+", "-", "@", "\t"))

    def test_too_long_for_a_cell_is_cut_with_a_mark(self) -> None:
        document = dangerous("x" * 40_000)
        dust = records(sheets(render_workbook(document, map_view(document, "en")))["Indicators"])[0]
        assert len(dust["Source"]) == 32_767
        assert dust["Source"].endswith("…")


class TestCsv:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_is_read_back_by_polars(self, tmp_path: Path, language: Language) -> None:
        document = demo_assessment()
        (tmp_path / "map.csv").write_bytes(render_csv(Tables(document, language).nodes()))
        frame = pl.read_csv(tmp_path / "map.csv", schema_overrides={"area_id": pl.String, "band_id": pl.String})
        assert frame.columns[0] == "area_id"
        for name in ("degree", "known", "asked", "coverage", "points", "state", "partial"):
            assert frame[name].to_list() == [row[name] for row in document["nodes"]]
        assert frame["area_id"].to_list() == [row["area"] for row in document["nodes"]]
        assert frame["band_id"].to_list() == [row["band"] for row in document["nodes"]]
        assert frame["rank"].to_list() == [row["rank"] if row["comparable"] else None for row in document["nodes"]]
        changes = [(row["change"] or {}).get("degrees") for row in document["nodes"]]
        assert frame["change_degrees"].to_list() == changes
        assert set(frame["area"]) == {row["name"][language] for row in document["areas"]["rows"]}

    def test_begins_with_a_byte_order_mark_for_excel(self) -> None:
        assert render_csv(Tables(made(dust=20), "en").nodes()).startswith(b"\xef\xbb\xbfarea_id,area,")

    def test_has_a_row_for_each_period_and_basis_or_the_one_that_is_asked_for(self) -> None:
        document = assessed(
            standard(TREE, INDICATORS),
            values([{"area": "town", "fact": "dust", "period": period, "value": 20.0} for period in ("2019", "2020")]),
            areas("town"),
            periods=("2019", "2020"),
            bases=("verified", "declared"),
        ).document
        assert len(list(Tables(document, "en").nodes())) == 4 * 7
        only = list(Tables(document, "en", "2019", "declared").nodes())
        assert {(row["period"], row["basis"]) for row in only} == {("2019", "declared")}
        assert len(only) == 7
        with pytest.raises(BadUse):
            Tables(document, "en", "1999")
