"""`qala benchmark`, in words and as JSON."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from qala.cli import main
from qala.engine import write_assessment
from tests.kz_demo import demo_assessment

Run = Callable[..., int]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("assessed") / "map"
    write_assessment(demo_assessment(), path)
    return str(path)


@pytest.fixture
def run(made: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    def run_(*words: str) -> int:
        monkeypatch.setattr(sys, "argv", ["qala", "benchmark", made, *words])
        monkeypatch.setenv("QALA_LANGUAGE", "en")
        monkeypatch.setenv("COLUMNS", "320")
        with pytest.raises(SystemExit) as ended:
            main()
        return int(str(ended.value.code or 0))

    return run_


def test_it_says_who_is_like_it_who_is_best_and_how_far_the_frontier_is(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("351010000", "--peers", "2") == 0
    said = capsys.readouterr().out
    assert "Shymkent" in said
    assert "99.6 % of wastewater West Kazakhstan oblast" in said
    assert "≠ the figure describes another kind of place" in said
    assert "Distance to the frontier" in said
    assert "South Korea" in said


@pytest.mark.parametrize(("language", "country"), [("kk", "Оңтүстік Корея"), ("ru", "Республика Корея")])
def test_countries_are_named_in_the_language(
    run: Run, capsys: pytest.CaptureFixture[str], language: str, country: str
) -> None:
    assert run("750000000", "--node", "health", "--language", language) == 0
    assert country in " ".join(capsys.readouterr().out.split())


def test_as_json_it_holds_the_same_without_the_figures_of_all_the_world(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("351010000", "--node", "environment", "--context", "population", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["peers"]["columns"] == ["population"]
    assert {one["indicator"] for one in found["indicators"]} == {"ev-pm25", "ev-pm10", "ev-recycled"}
    assert [one["node"] for one in found["frontiers"]] == ["environment"]
    assert "values" not in found["abroad"][0]


def test_further_figures_are_taken_in(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = tmp_path / "more.csv"
    more.write_text("area,fact,period,value,status\n590000000,ev-recycled,2019,39.5,official\n", encoding="utf-8")
    assert run("351010000", "--node", "environment", "--values", str(more), "--json") == 0
    found = {one["indicator"]: one for one in json.loads(capsys.readouterr().out)["indicators"]}
    assert found["ev-recycled"]["best"]["place"] in ("590000000", "470000000")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("1",), 'There is no area "1"'),
        (("351010000", "--peers", "0"), "Write 1 or more"),
        (("351010000", "--context", "wealth"), 'Nothing is known of the column "wealth"'),
    ],
)
def test_wrong_use_is_one_sentence(
    run: Run, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert run(*words) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err
