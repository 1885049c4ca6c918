"""`qala map` in each format, to a file and to standard output."""

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest

from qala.cli import main
from qala.engine import write_assessment
from qala.texts import Language
from tests.kz_demo import demo_assessment

BEGINS = {
    "html": b"<!doctype html>",
    "svg": b"<?xml ",
    "png": b"\x89PNG\r\n",
    "xlsx": b"PK\x03\x04",
    "csv": b"\xef\xbb\xbfarea_id,",
}
TITLES = {
    "kk": "Нәтижелер 2019; енгізу әлі жиналмаған",
    "ru": "Результаты 2019; внедрение ещё не собрано",
    "en": "Outcomes 2019; implementation not yet collected",
}
Run = Callable[..., int]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("assessed") / "map"
    write_assessment(demo_assessment(), path)
    return path


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    def run_(*words: str) -> int:
        monkeypatch.setattr(sys, "argv", ["qala", "map", str(folder), *words])
        monkeypatch.setenv("QALA_LANGUAGE", "en")
        with pytest.raises(SystemExit) as ended:
            main()
        return int(str(ended.value.code or 0))

    return run_


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("form", BEGINS)
def test_writes_the_same_to_a_file_and_to_standard_output(
    run: Run, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], form: str
) -> None:
    assert run("--format", form, "--language", "kk", "--out", str(tmp_path / "map")) == 0
    assert capfdbinary.readouterr().out == b""
    written = (tmp_path / "map").read_bytes()
    assert written.startswith(BEGINS[form])
    assert run("--format", form, "--language", "kk") == 0
    assert capfdbinary.readouterr().out == written


@pytest.mark.parametrize("language", get_args(Language))
def test_speaks_the_language_that_is_asked_for(run: Run, tmp_path: Path, language: Language) -> None:
    assert run("--format", "svg", "--language", language, "--out", str(tmp_path / "map.svg")) == 0
    assert TITLES[language] in (tmp_path / "map.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["png", "xlsx"])
def test_does_not_pour_bytes_into_a_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    screen = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", Terminal(screen, encoding="utf-8"))
    assert run("--format", form) == 2
    assert f"--out map.{form}" in capsys.readouterr().err
    assert screen.getvalue() == b""


def test_says_what_cannot_be_written(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--format", "csv", "--out", str(tmp_path)) == 2
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize("form", [*BEGINS, "table"])
def test_refuses_a_period_that_is_not_there(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    out = tmp_path / "map"
    assert run("--format", form, "--period", "1999", "--out", str(out)) == 2
    assert "1999" in capsys.readouterr().err
    assert not out.exists()


def test_writes_utf_8_whatever_the_machine_speaks(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    screen: Any = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(screen, encoding="ascii"))
    assert run("--format", "svg", "--language", "kk") == 0
    assert TITLES["kk"].encode() in screen.getvalue()
