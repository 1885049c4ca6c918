"""`qala concept` as a user calls it."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from qala.cli import main
from qala.texts import LANGUAGES, text
from tests.concept import small


class Ended(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def run_(*words: str) -> Ended:
        monkeypatch.setattr("sys.argv", ["qala", "concept", *words])
        monkeypatch.setenv("QALA_LANGUAGE", "en")
        monkeypatch.setenv("COLUMNS", "240")
        with pytest.raises(SystemExit) as ended:
            main()
        return Ended(int(str(ended.value.code or 0)), *capsys.readouterr())

    return run_


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the concept that ships."""
    from qala import packs

    packs.new_concept(tmp_path / "mine")
    return tmp_path / "mine"


def test_lists_by_industry_and_by_indicator(run: Run) -> None:
    whole = run("list", "--language", "ru").out
    assert "Энергосбережение" in whole
    assert "led-street-lighting" in whole
    found = json.loads(run("list", "--indicator", "tr-deaths", "--json").out)
    assert [one["id"] for one in found] == ["violation-cameras", "safe-crossings"]
    found = json.loads(run("list", "--industry", "health", "--json").out)
    assert {one["industry"] for one in found} == {"health"}
    assert "row" not in found[0]["effects"][0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_shows_a_solution_in_each_language(run: Run, language: str) -> None:
    shown = run("show", "led-street-lighting", "--language", language)
    assert (shown.code, shown.err) == (0, "")
    for name in ("technologies", "requires", "conditions", "financing", "risks", "acceptance", "effects", "costs"):
        assert text(f"concept.{name}", language) in shown.out  # type: ignore[arg-type]
    assert "Los Angeles" in " ".join(shown.out.split())


def test_adds_the_costs_up_for_a_city_of_any_size_to_the_last_digit(run: Run) -> None:
    shown = json.loads(run("show", "led-street-lighting", "--residents", "1234567", "--json").out)
    assert Decimal(shown["outlay"]["capital"]["mode"]) == Decimal(160_000) * 45 * 1_234_567 / 1000
    assert shown["residents"] == 1_234_567


def test_what_ships_and_what_is_copied_has_no_fault(run: Run, folder: Path) -> None:
    assert run("lint").out == "No faults.\n"
    assert run("lint", str(folder)).out == "No faults.\n"
    assert json.loads(run("lint", "--json").out) == []


def test_a_fault_is_told_and_ends_with_1(run: Run, folder: Path) -> None:
    table = folder / "effects.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("tr-deaths", "tr-death", 1), encoding="utf-8")
    told = run("lint", str(folder))
    assert told.code == 1
    assert "effects.csv, row" in told.out
    assert "kz-2017 has no indicator tr-death" in told.out
    assert [one["code"] for one in json.loads(run("lint", str(folder), "--json").out)] == ["lint_indicator"]


def test_a_bad_cell_is_refused_with_2(run: Run, folder: Path) -> None:
    table = folder / "costs.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("110000", "-110000", 1), encoding="utf-8")
    refused = run("lint", str(folder))
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == "qala: costs.csv, row 2, column capital_low: -110000 is below 0. Write 0 or more.\n"


def test_ones_own_concept_is_listed_and_shown(run: Run, folder: Path) -> None:
    assert "led-street-lighting" in run("list", "--concept", str(folder)).out
    assert run("show", "tree-register", "--concept", str(folder)).code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("show", "led-street-lightning"), "Did you mean led-street-lighting"),
        (("list", "--industry", "transprt"), "Did you mean transport"),
        (("list", "--indicator", "tr-death"), "tr-deaths"),
        (("lint", "/nowhere"), "there is no such folder"),
        (("list", "--concept", "/nowhere"), "there is no such folder"),
        (("show", "tree-register", "--residents", "0"), "--residents"),
    ],
)
def test_what_is_not_there_is_refused(run: Run, words: tuple[str, ...], told: str) -> None:
    refused = run(*words)
    assert refused.code == 2
    assert told in refused.err
    assert "Traceback" not in refused.err


def test_a_folder_in_use_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine")
    assert run("new", str(tmp_path)).code == 2
    assert [file.name for file in tmp_path.iterdir()] == ["note.txt"]
    made = run("new", str(tmp_path / "mine"))
    assert (made.code, made.err) == (0, "")
    assert f"qala concept lint {tmp_path / 'mine'}" in made.out


def test_a_concept_of_another_standard_says_that_there_is_none(run: Run, tmp_path: Path) -> None:
    for name, content in small.FILES.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    refused = run("lint", str(tmp_path))
    assert refused.code == 2
    assert "by-hand" in refused.err
