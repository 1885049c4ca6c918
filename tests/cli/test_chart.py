"""`qala chart`, to a file and to standard output."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from qala.cli import main
from qala.engine import write_assessment
from tests.kz_demo import demo_assessment
from tests.robustness_by_draws import demo_with_robustness

Run = Callable[..., int]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("assessed")
    write_assessment(demo_with_robustness(), path / "map")
    write_assessment(demo_assessment(), path / "plain")
    return path


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    def run_(name: str, *words: str) -> int:
        monkeypatch.setattr(sys, "argv", ["qala", "chart", str(folder / name), *words])
        monkeypatch.setenv("QALA_LANGUAGE", "en")
        with pytest.raises(SystemExit) as ended:
            main()
        return int(str(ended.value.code or 0))

    return run_


@pytest.mark.parametrize("kind", ["ranks", "bands", "ahead"])
def test_writes_what_the_name_ends_in(
    run: Run, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], kind: str
) -> None:
    words = (kind, "--node", "hcs", "--period", "2019", "--basis", "verified", "--language", "kk")
    assert run("map", *words, "--out", str(tmp_path / "chart.svg")) == 0
    assert run("map", *words, "--out", str(tmp_path / "chart.PNG")) == 0
    assert capfdbinary.readouterr().out == b""
    assert (tmp_path / "chart.PNG").read_bytes().startswith(b"\x89PNG\r\n")
    assert run("map", *words) == 0
    written = (tmp_path / "chart.svg").read_bytes()
    assert capfdbinary.readouterr().out == written
    assert written.startswith(b"<?xml ")
    assert "Қарағанды" in written.decode()


@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        ("plain", ("ranks",), "This assessment has no robustness: assess with --robustness 1000."),
        ("map", ("ranks",), "No area has a degree at the node city"),
        ("map", ("bands", "--node", "nowhere"), 'There is no node "nowhere"'),
        ("map", ("bands", "--period", "1999"), 'There is no period "1999"'),
        ("map", ("ahead", "--node", "hcs", "--out", "chart.pdf"), "an .svg or a .png file"),
        ("map", ("tornado",), "tornado"),
    ],
)
def test_refuses_in_one_sentence(
    run: Run, capsys: pytest.CaptureFixture[str], name: str, words: tuple[str, ...], said: str
) -> None:
    assert run(name, *words) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err
    assert "Traceback" not in told.err
