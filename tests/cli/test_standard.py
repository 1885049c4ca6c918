"""`qala standard new|diff|preview|annex|show` and `qala series` as a user calls them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from qala.cli.app import app
from qala.errors import BadUse


def qala(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-m", "qala", *words], capture_output=True, text=True, check=False)


def test_a_new_standard_is_without_fault_and_can_be_assessed(tmp_path: Path) -> None:
    folder = str(tmp_path / "mine")
    made = qala("standard", "new", folder, "--id", "my-city")
    assert (made.returncode, made.stderr) == (0, "")
    assert qala("standard", "lint", folder).returncode == 0
    shown = json.loads(qala("standard", "show", folder, "--json").stdout)
    assert (shown["id"], len(shown["indicators"])) == ("my-city", 2)
    assert shown["notes"] == {"kk": "", "ru": "", "en": ""}
    figures = tmp_path / "figures.csv"
    figures.write_text("area,fact,period,value\nx,water-losses,2025,25\nx,stops-near,2025,95\n")
    out = str(tmp_path / "map")
    done = qala("assess", folder, str(figures), "--period", "2025", "--out", out, "--json")
    assert done.returncode == 0, done.stderr
    assert "--basis declared" in done.stderr
    whole = next(row for row in json.loads(done.stdout)["nodes"] if row["node"] == "city")
    assert (whole["degree"], whole["band"]) == (75.0, "3")


def test_a_standard_is_shown_with_its_notes() -> None:
    shown = qala("standard", "show", "kz-2018-five-band", "--language", "ru")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "Для 20,5 % нет ступени" in shown.stdout
    assert "tr-roads" in shown.stdout.split("Для 20,5 %")[0]


def test_a_folder_in_use_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine")
    done = qala("standard", "new", str(tmp_path))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert [file.name for file in tmp_path.iterdir()] == ["note.txt"]


@pytest.mark.parametrize("id_", ['a"b', "two words", "қала", "", "a\nb"])
def test_an_id_that_cannot_be_one_is_refused(id_: str, tmp_path: Path) -> None:
    done = qala("standard", "new", str(tmp_path / "mine"), "--id", id_)
    assert (done.returncode, done.stdout) == (2, "")
    assert "my-city" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "mine").exists()


def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    done = qala("standard", "new", str(tmp_path / "file" / "mine"))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "cannot be written" in done.stderr


def test_differences_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    qala("standard", "new", str(folder))
    other = tmp_path / "other"
    qala("standard", "new", str(other))
    same = qala("standard", "diff", str(folder), str(other), "--language", "en")
    assert same.stdout == "The two say the same.\n"
    table = other / "indicators.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("share,10,40", "share,5,40"), encoding="utf-8")
    told = qala("standard", "diff", str(folder), str(other), "--language", "en")
    assert told.stdout == "The indicator “Water lost in the network” (water-losses): low was 10, is 5.\n"
    found = json.loads(qala("standard", "diff", str(folder), str(other), "--json").stdout)
    assert [(one["id"], one["field"]) for one in found] == [("water-losses", "low")]


def ask(*words: str) -> Result:
    """The same within this process, which spares it a second each."""
    return CliRunner().invoke(app, list(words))


FIGURES = "area,fact,period,value\n" + "".join(
    f"{area},{fact},{year},{value}\n"
    for year in (2024, 2025)
    for area, found in (("x", (25, 95)), ("y", (10, 60)))
    for fact, value in zip(("water-losses", "stops-near"), found, strict=True)
)


@pytest.fixture
def editions(tmp_path: Path) -> tuple[str, str, str]:
    """The old edition, the new one with another goalpost and another weight, and a file of figures."""
    old, new, figures = (tmp_path / name for name in ("old", "new", "figures.csv"))
    ask("standard", "new", str(old), "--id", "my-city")
    made = ask("standard", "new", str(new), "--from", str(old), "--edition", "2027-1", "--language", "en")
    assert made.exit_code == 0
    assert "2027-1" in made.stdout
    table = new / "indicators.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("share,10,40", "share,5,40"), encoding="utf-8")
    figures.write_text(FIGURES)
    return str(old), str(new), str(figures)


def test_a_new_edition_is_previewed_before_it_is_adopted(editions: tuple[str, str, str], tmp_path: Path) -> None:
    old, new, figures = editions
    asked = ("standard", "preview", new, figures, "--against", old, "--period", "2024..2025", "--language", "en")
    told = ask(*asked)
    assert told.exit_code == 0, told.output
    assert "“Water lost in the network” is read otherwise: low 10 → 5" in " ".join(told.stdout.split())
    found = json.loads(ask(*asked, "--json").stdout)
    assert found["periods"] == ["2024", "2025"]
    assert {one["change"]["area"] for one in found["effects"]} == {"x", "y"}
    page = tmp_path / "effect.html"
    assert ask(*asked, "--html", str(page)).exit_code == 0
    assert "2027-1" in page.read_text(encoding="utf-8")
    refused = ask("standard", "preview", new, figures, "--against", "nobody", "--period", "2024")
    assert isinstance(refused.exception, BadUse)


def test_the_annex_is_written_into_a_file(editions: tuple[str, str, str], tmp_path: Path) -> None:
    out = tmp_path / "annex.docx"
    done = ask("standard", "annex", editions[1], "--language", "kk", "--out", str(out))
    assert done.exit_code == 0
    assert out.read_bytes().startswith(b"PK")


def test_experts_and_acts_are_shown(editions: tuple[str, str, str]) -> None:
    folder = Path(editions[1])
    tree = folder / "tree.csv"
    head, *rows = tree.read_text(encoding="utf-8").splitlines()
    tree.write_text(
        "\n".join([f"{head},weights", f"{rows[0]},ahp", *(f"{row}," for row in rows[1:])]), encoding="utf-8"
    )
    (folder / "ahp.csv").write_text(
        "node,a,b,ratio,expert\ncity,water,transport,3,Aida\ncity,water,transport,3,Bolat\n"
    )
    toml = folder / "standard.toml"
    toml.write_text(
        toml.read_text(encoding="utf-8") + '\n[standard.act]\nnumber = "5"\ndate = 2026-05-03\n', encoding="utf-8"
    )
    shown = ask("standard", "show", str(folder), "--language", "en").stdout
    assert "No. 5 of 3 May 2026" in " ".join(shown.split())
    assert "Aida" in shown
    found = json.loads(ask("standard", "show", str(folder), "--json").stdout)
    assert found["act"]["number"] == "5"
    assert [one["expert"] for one in found["judgements"]] == ["", "Aida", "Bolat"]


def test_a_series_is_joined_by_the_stated_rule(tmp_path: Path) -> None:
    file = tmp_path / "figures.csv"
    rows = ("510000000,2017,100", "610000000,2018,70", "790000000,2018,35")
    file.write_text("area,period,value,fact\n" + "".join(f"{row},population\n" for row in rows))
    asked = ("series", "kz-2017", "population", str(file), "--area", "510000000", "--at", "2017", "--language", "en")
    told = ask(*asked)
    assert told.exit_code == 0, told.output
    assert "summed from its parts: Turkistan oblast, Shymkent" in " ".join(told.stdout.split())
    assert [one["value"] for one in json.loads(ask(*asked, "--json").stdout)] == [100, 105]
    for wrong in (("kz-2017", "population", "--area", "nowhere"), ("kz-2017", "nothing", "--area", "510000000")):
        refused = ask("series", *wrong[:2], str(file), *wrong[2:])
        assert isinstance(refused.exception, BadUse)
