"""`qala forecast`: from values and from an assessment, in words and as JSON."""

import json
import sys
from collections.abc import Callable

import pytest

import qala
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
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    def run_(*words: str) -> int:
        monkeypatch.setattr(sys, "argv", ["qala", "forecast", *words])
        monkeypatch.setenv("QALA_LANGUAGE", "en")
        monkeypatch.setenv("COLUMNS", "200")
        with pytest.raises(SystemExit) as ended:
            main()
        return int(str(ended.value.code or 0))

    return run_


def test_values_and_an_assessment_that_holds_them_say_the_same(
    run: Run, made: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("--area", "750000000", "--year", "2026", "--indicator", "it-users", "--target", "97", "--json")
    assert run("kz-2017", str(qala.figures("kz")), *asked) == 0
    first = json.loads(capsys.readouterr().out)
    assert run(made, *asked) == 0
    assert json.loads(capsys.readouterr().out) == first
    one = first["indicators"][0]
    assert one["low"] < one["value"] < one["high"] <= 100
    assert 0.5 < one["chance"] < 1
    assert (one["last_year"], one["refusal"]) == (2023, None)


def test_it_says_where_each_will_be_and_why_others_will_not_be_foreseen(
    run: Run, made: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(made, "--area", "750000000", "--year", "2026", "--band", "5") == 0
    said = capsys.readouterr().out
    assert "Residents who use the internet" in said
    assert "“very high” or better" in said
    assert "7 yearly figures are too few: 8 are needed." in said
    assert "No yearly figure:" in said


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_refusal_is_one_sentence_in_every_language(
    run: Run, made: str, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    words = ("--area", "351010000", "--year", "2024", "--indicator", "tr-deaths", "--language", language)
    assert run(made, *words) == 0
    said = capsys.readouterr().out
    assert "2022" in said
    assert "2019" in said
    assert "{" not in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--area", "1", "--year", "2026"), 'There is no area "1"'),
        (("--area", "750000000", "--year", "2026", "--target", "9"), "name it with --indicator"),
        (("--area", "750000000", "--year", "2026", "--target", "9", "--band", "5"), "cannot both be asked for"),
        (("--area", "750000000", "--year", "2026", "--band", "9"), "Known: 1, 2, 3, 4, 5."),
    ],
)
def test_wrong_use_is_one_sentence(
    run: Run, made: str, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert run(made, *words) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err


def test_a_standard_needs_values_and_an_assessment_takes_none(
    run: Run, made: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("--area", "750000000", "--year", "2026")
    assert run("kz-2017", *asked) == 2
    assert "Name the values after the standard" in capsys.readouterr().err
    assert run(made, str(qala.figures("kz")), *asked) == 2
    assert "holds its own values" in capsys.readouterr().err
