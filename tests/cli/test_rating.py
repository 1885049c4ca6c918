"""`qala rating` as a user calls it."""

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from qala.cli import inputs, main

Qala = Callable[..., tuple[int, str, str]]
U4SSC = inputs.standard("u4ssc")
HEADER = "area,fact,period,value,numerator,denominator,status,boundary,source,evidence,reason,quality\n"
FIGURES = HEADER + (
    "351010000,ec-i-up-2a,2022,4,,,declared,,=1+1,+plan.pdf,,3\n"
    "351010000,lo-in-heads,2022,1,,,official,,city portal,,,\n"
    "351010000,households-with-internet,2022,95,190,200,official,350000000,bureau,,,1\n"
    "351010000,public-building-energy-use,2022,100,,,measured,,meters,,,1\n"
    "351010000,pm2.5-annual-mean,2021,18,,,official,,bureau,,,\n"
    "351010000,physicians,2022,,,,declared,,,,not-collected,\n"
)


@pytest.fixture
def qala(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Qala:
    """`qala rating WORDS...`: its exit code, output and errors."""

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["qala", "rating", *words])
        monkeypatch.setenv("COLUMNS", "160")
        with pytest.raises(SystemExit) as ended:
            main()
        sys.stdout.flush()
        out, error = capfdbinary.readouterr()
        return int(str(ended.value.code or 0)), out.decode(), error.decode()

    return run


@pytest.fixture
def figures(tmp_path: Path) -> str:
    """Figures of one city: of facts of two ratings, of shared facts, of another place, of another year."""
    (tmp_path / "figures.csv").write_text(FIGURES, encoding="utf-8")
    return str(tmp_path / "figures.csv")


def test_the_ratings_that_ship(qala: Qala) -> None:
    found = {one["id"]: (one["kind"], one["asked"]) for one in json.loads(qala("list", "--json")[1])}
    assert found == {
        "iso-37120-2018": ("reported", 104),
        "iso-37122-2019": ("reported", 80),
        "iso-37123-2019": ("reported", 68),
        "losi": ("scored", 86),
        "sdg-11": ("scored", 22),
        "u4ssc": ("scored", 91),
        "wccd-levels": ("counted", 104),
    }
    assert "wccd-levels  2018" in qala("list", "--language", "ru")[1]


@pytest.mark.parametrize(("language", "name"), [("ru", "Караганда"), ("kk", "Қарағанды")])
def test_it_speaks_other_languages(language: str, name: str, qala: Qala, figures: str) -> None:
    words = ("--period", "2022", "--standard", "losi", "--standard", "sdg-11", "--language", language)
    code, out, error = qala("show", "351010000", figures, *words)
    assert (code, error) == (0, "")
    assert name in out.splitlines()[0]


def test_all_ratings_of_a_city_from_one_file(qala: Qala, figures: str) -> None:
    code, out, error = qala("show", "351010000", figures, "--period", "2022", "--language", "en")
    assert (code, error) == (0, "")
    assert "Karaganda" in out.splitlines()[0]
    rows = {line.split()[0]: line.split()[1:5] for line in out.splitlines() if line.startswith((" losi", " u4ssc"))}
    assert rows == {"losi": ["86", "1", "1", "85"], "u4ssc": ["91", "3", "2", "89"]}


def test_what_one_rating_lacks(qala: Qala, figures: str) -> None:
    words = ("show", "351010000", figures, "--period", "2022", "--standard", "u4ssc")
    code, out, _ = qala(*words, "--language", "en")
    assert code == 0
    assert "Asked 91, reported 3, missing 89." in out
    assert "Verified 2, only declared 1." in out
    assert "Figures of another place, such as the region around the city: 1." in out
    assert "declared, not verified: 4 of 5" in " ".join(out.split())
    assert "2021: 18 µg/m³" in " ".join(out.split())
    assert "nobody collects it" in out
    found = json.loads(qala(*words, "--json")[1])
    assert (found["standard"], found["reported"], len(found["lacks"])) == ("u4ssc", 3, 89)
    assert {"indicator", "unit", "owner", "influence", "earning", "also", "hints"} <= found["lacks"][0].keys()
    several = json.loads(qala(*words, "--standard", "losi", "--json")[1])
    assert [one["standard"] for one in several] == ["u4ssc", "losi"]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_an_export_is_what_the_rating_asks_in_its_order(qala: Qala, figures: str, tmp_path: Path) -> None:
    words = ("export", "u4ssc", "351010000", figures, "--period", "2022", "--language", "en")
    code, out, _ = qala(*words, "--out", str(tmp_path / "u4ssc.csv"))
    assert (code, "91 indicators, 3 of them with a value" in out) == (0, True)
    rows = rows_of(tmp_path / "u4ssc.csv")
    assert [row["indicator_id"] for row in rows] == [one.id for one in U4SSC.indicators]
    assert rows[0]["code"] == "U4SSC EC: ICT: ICT: 1C (ITU-T Y.4903/L.1603)"
    by_id = {row["indicator_id"]: row for row in rows}
    internet, plan = by_id["ec-ict-ict-1c"], by_id["ec-i-up-2a"]
    cells = (internet[name] for name in ("value", "numerator", "denominator", "quality", "boundary", "mark"))
    mark = "figure of Karaganda oblast, not of Karaganda alone"
    assert tuple(cells) == ("95.0", "190.0", "200.0", "1", "Karaganda oblast", mark)
    assert (plan["value"], plan["status"], plan["mark"]) == ("4.0", "declared", "declared, not verified")
    assert (plan["source"], plan["evidence"]) == ("'=1+1", "'+plan.pdf")
    unknown = by_id["en-en-aq-1c"]
    assert (unknown["value"], unknown["state"], unknown["mark"]) == ("", "missing", "")
    (doctors,) = [row for row in rows if row["reason"]]
    assert (doctors["reason"], doctors["value"]) == ("nobody collects it", "")


def test_a_workbook_reads_back_the_same(qala: Qala, figures: str, tmp_path: Path) -> None:
    words = ("export", "u4ssc", "351010000", figures, "--period", "2022", "--language", "ru")
    for form in ("csv", "xlsx"):
        assert qala(*words, "--out", str(tmp_path / f"u4ssc.{form}"))[0] == 0
    content = io.BytesIO((tmp_path / "u4ssc.xlsx").read_bytes())
    sheet = CalamineWorkbook.from_filelike(content).get_sheet_by_index(0).to_python(skip_empty_area=False)
    rows = rows_of(tmp_path / "u4ssc.csv")
    assert len(sheet) == len(rows) + 1
    at = list(rows[0])
    for cells, row in zip(sheet[1:], rows, strict=True):
        assert cells[at.index("indicator_id")] == row["indicator_id"]
        assert cells[at.index("value")] == ("" if row["value"] == "" else float(row["value"]))
        assert cells[at.index("source")] == row["source"].removeprefix("'")


def test_an_export_is_in_the_units_of_the_rating(qala: Qala, figures: str, tmp_path: Path) -> None:
    out = tmp_path / "iso.csv"
    qala("export", "wccd-levels", "351010000", figures, "--period", "2022", "--language", "en", "--out", str(out))
    (energy,) = [row for row in rows_of(out) if row["indicator_id"] == "iso37120-7.5"]
    assert energy["code"] == "ISO 37120:2018, clause 7.5"
    assert (energy["value"], energy["unit"]) == ("0.36", "GJ/m² a year")
    assert energy["mark"] == "converted from kWh/m² a year"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show", "999", "FIGURES", "--period", "2022", "--standard", "losi"), 'no area "999"'),
        (("show", "351010000", "FIGURES", "--period", "2022", "--standard", "kz-2017"), "kz-2017 is no international"),
        (("show", "351010000", "FIGURES", "--period", "2022", "--standard", "lossi"), 'no standard "lossi"'),
        (("show", "351010000", "FIGURES", "--period", "2021..2022", "--standard", "losi"), "of one period"),
        (("show", "351010000", "FIGURES", "--period", "2022", "--standard", "losi", "--basis", "x"), "x"),
        (("show", "351010000", "nowhere.csv", "--period", "2022", "--standard", "losi"), "nowhere.csv"),
        (
            ("export", "losi", "351010000", "FIGURES", "--period", "2022", "--out", "/nowhere/x.csv"),
            "cannot be written",
        ),
        (("export", "losi", "351010000", "FIGURES", "--period", "2022", "--out", "x.pdf"), ".csv or .xlsx"),
        (("export", "kz-2017", "351010000", "FIGURES", "--period", "2022", "--out", "x.csv"), "kz-2017 is no"),
        (("export", "losi", "999", "FIGURES", "--period", "2022", "--out", "x.csv"), 'no area "999"'),
    ],
)
def test_bad_input_is_refused_in_one_sentence(
    words: tuple[str, ...], said: str, qala: Qala, figures: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    code, out, error = qala(*(figures if word == "FIGURES" else word for word in words))
    assert (code, out) == (2, "")
    assert said in error
    assert error.startswith("qala: ")
    assert error.count("\n") == 1


def test_a_fact_that_nobody_asks_for_is_refused_with_each_name_once(qala: Qala, tmp_path: Path) -> None:
    file = tmp_path / "wrong.csv"
    file.write_text("area,fact,period,value\n351010000,iso37120-10.l,2022,1\n", encoding="utf-8")
    code, _, error = qala("show", "351010000", str(file), "--period", "2022", "--standard", "wccd-levels")
    near = [word.strip("?,") for word in error.split() if word.startswith("iso37120-10.")]
    assert (code, len(near)) == (2, 2)
    assert len(set(near)) == 2
