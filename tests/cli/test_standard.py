"""`qala standard new|diff` as a user calls them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest


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
