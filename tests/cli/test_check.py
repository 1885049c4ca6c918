"""`qala standard check` as a user calls it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from qala import packs

FIGURES = str(packs.figures("kz"))
REGIONS = ("kz-2017", FIGURES, "--period", "2018,2019", "--kind", "region")


def check(*words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "qala", "standard", "check", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_it_prints_the_report() -> None:
    done = check(*REGIONS, "--language", "en")
    assert (done.returncode, done.stderr) == (0, "")
    assert "What stands out" in done.stdout
    assert "Cronbach's alpha over" in done.stdout


def test_json_holds_all_of_it() -> None:
    found = json.loads(check(*REGIONS, "--json").stdout)
    assert (found["standard"], found["basis"], found["periods"]) == ("kz-2017", "verified", ["2018", "2019"])
    assert len(found["distributions"]) == len(found["bearings"]) == len(found["fits"]) == 80
    assert found["doubles"][0]["one"] == "hc-waste-served"


def test_a_page_is_written(tmp_path: Path) -> None:
    page = tmp_path / "check.html"
    done = check(*REGIONS, "--language", "kk", "--html", str(page))
    assert done.returncode == 0
    assert page.as_uri() in done.stdout
    assert '<html lang="kk">' in page.read_text(encoding="utf-8")
    both = check(*REGIONS, "--json", "--html", str(page))
    assert json.loads(both.stdout)["cases"] == 28


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("kz-2017", FIGURES, "--period", "2019", "--basis", "guessed"), "guessed"),
        (("kz-2017", FIGURES, "--period", "2019", "--kind", "moon"), "moon"),
        (("kz-2017", FIGURES, "--period", "soon"), "soon"),
        (("nowhere", FIGURES, "--period", "2019"), "nowhere"),
        (("kz-2017", "no.csv", "--period", "2019"), "no.csv"),
        (("kz-2017", FIGURES, "--period", "2019", "--html", "/proc/check.html"), "cannot be written"),
    ],
)
def test_bad_input_is_one_sentence(words: tuple[str, ...], said: str) -> None:
    done = check(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("rows", ["", "x,water-losses,2025,25\n", "x,water-losses,2025,25\ny,water-losses,2025,25\n"])
def test_hardly_any_values_are_no_fault(rows: str, tmp_path: Path) -> None:
    folder, values = str(tmp_path / "mine"), tmp_path / "values.csv"
    subprocess.run([sys.executable, "-m", "qala", "standard", "new", folder], check=True, capture_output=True)
    places = tmp_path / "areas.csv"
    places.write_text("id,name_kk,name_ru,name_en\nx,x,x,x\ny,y,y,y\n")
    values.write_text("area,fact,period,value\n" + rows)
    done = check(folder, str(values), "--period", "2025", "--areas", str(places), "--language", "en")
    assert done.returncode == 0, done.stderr
    assert ("Nothing is known" in done.stdout) == (not rows) or rows
