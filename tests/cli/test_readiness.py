"""A standard that scores nothing, as a user meets it at the command."""

import json
import subprocess
import sys
from pathlib import Path

import pytest


def qala(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-m", "qala", *words], capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An assessment of three figures of Astana under ISO 37120:2018."""
    home = tmp_path_factory.mktemp("iso")
    figures = home / "figures.csv"
    figures.write_text(
        "area,fact,period,value,status\n"
        "710000000,iso37120-5.1,2019,4.5,verified\n"
        "710000000,iso37120-8.1,2019,20,verified\n"
        "710000000,iso37120-12.5.1,2019,300000,declared\n"
    )
    made = qala("assess", "iso-37120-2018", str(figures), "--period", "2019", "--out", str(home / "made"))
    assert made.returncode == 0, made.stderr
    return str(home / "made")


def test_the_map_is_a_table_of_readiness(folder: str) -> None:
    shown = qala("map", folder, "--language", "en")
    assert shown.returncode == 0, shown.stderr
    said = " ".join(shown.stdout.split())
    assert "Readiness: what is reported, 2019" in said
    assert "Not certification; definitions are in the standard." in said


def test_as_rows_for_programs(folder: str) -> None:
    rows = qala("map", folder, "--format", "csv", "--language", "en").stdout.splitlines()
    astana = [row for row in rows if row.startswith("710000000,") and ",city," in row]
    assert len(astana) == 1
    assert ",2,104," in astana[0]


def test_it_can_be_verified(folder: str) -> None:
    assert qala("verify", folder).returncode == 0


def test_it_is_explained(folder: str) -> None:
    told = qala("explain", folder, "710000000", "economy", "--language", "en")
    assert told.returncode == 0
    assert "reported 1 of 8 (12 %)" in told.stdout
    found = json.loads(qala("explain", folder, "710000000", "--json").stdout)
    assert found["degree"] is None


@pytest.mark.parametrize("command", [("gap", "economy"), ("whatif",)])
def test_what_asks_for_degrees_says_in_a_sentence_that_there_are_none(folder: str, command: tuple[str, ...]) -> None:
    name, *more = command
    told = qala(name, folder, "710000000", *more, "--language", "en")
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.count("\n") == 1
    assert "Traceback" not in told.stderr


def test_neither_robustness_nor_sensitivity_is_made_up(tmp_path: Path) -> None:
    figures = tmp_path / "figures.csv"
    figures.write_text("area,fact,period,value,status\n710000000,iso37120-5.1,2019,4.5,verified\n")
    common = ("iso-37120-2018", str(figures), "--period", "2019")
    firm = qala("assess", *common, "--robustness", "200", "--out", str(tmp_path / "made"))
    moved = qala("sensitivity", *common)
    for told in (firm, moved):
        assert told.returncode == 2
        assert told.stderr.count("\n") == 1, told.stderr
        assert "iso-37120-2018" in told.stderr
