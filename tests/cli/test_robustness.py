"""`qala assess --robustness` and `qala sensitivity`: from files to words in three languages."""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from qala.cli import main
from qala.packs import figures, find_standard
from qala.texts import LANGUAGES, Language, text

Run = Callable[..., tuple[int, str, str]]
FIGURES = figures("kz")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def run_(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["qala", *words])
        monkeypatch.setenv("QALA_LANGUAGE", "en")
        monkeypatch.setenv("COLUMNS", "160")
        with pytest.raises(SystemExit) as ended:
            main()
        written = capsys.readouterr()
        return int(str(ended.value.code or 0)), written.out, written.err

    return run_


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("robust") / "firm"


def test_from_figures_to_words(run: Run, folder: Path) -> None:
    words = ("assess", "kz-2017", str(FIGURES), "--period", "2019", "--seed", "7", "--robustness", "200")
    assert run(*words, "--out", str(folder))[0] == 0
    plain = folder.with_name("plain")
    assert run(*words[:-2], "--out", str(plain))[0] == 0
    digests = {json.loads((one / "assessment.json").read_text())["digest"] for one in (folder, plain)}
    assert len(digests) == 1, "the robustness is never part of it"
    assert run("verify", str(folder))[0] == 0
    made = json.loads((folder / "assessment.json").read_text())["robustness"]
    assert (made["replications"], made["seed"]) == (200, 7)
    row = next(r for r in made["nodes"] if r["node"] == "transport" and r["firm"] is not None)
    for language in LANGUAGES:
        code, out, _ = run("explain", str(folder), row["area"], "transport", "--language", language)
        assert code == 0
        decimal = "." if language == "en" else ","
        assert f"{row['q05']:.1f}".replace(".", decimal) in out
    table = run("map", str(folder), "--language", "en")[1]
    assert "≈" in table


@pytest.mark.parametrize("language", LANGUAGES)
def test_sensitivity_in_words(run: Run, language: Language, tmp_path: Path) -> None:
    code, out, err = run(
        *("sensitivity", "kz-2017", str(FIGURES), "--period", "2019", "--node", "environment", "--of", "degree"),
        *("--area", "750000000", "--samples", "16", "--language", language, "--chart", str(tmp_path / "effects.svg")),
    )
    assert (code, err) == (0, "")
    for name in ("factor", "first", "total", "source_weights", "source_values"):
        assert text(f"robust.{name}", language) in out
    assert (tmp_path / "effects.svg").read_bytes().startswith(b"<?xml ")


def test_sensitivity_as_json(run: Run) -> None:
    code, out, _ = run(
        *("sensitivity", "kz-2017", str(FIGURES), "--period", "2019", "--node", "environment"),
        *("--samples", "16", "--json", "--by-node"),
    )
    found = json.loads(out)
    assert code == 0
    assert (found["of"], found["period"], found["exact"]) == ("rank", "2019", False)
    assert {row["factor"] for row in found["effects"]} > {"values", "weights:environment"}
    assert all(row["total"] >= 0 for row in found["effects"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("assess", "--robustness", "3", "--out", "x"), "3 replications are asked for: ask for 10 to"),
        (("sensitivity", "--samples", "100"), "100 sampled points are asked for: ask for a power of two"),
        (("sensitivity", "--node", "nosuch"), "nosuch"),
        (("sensitivity", "--area", "nobody"), "nobody"),
        (("sensitivity", "--of", "colour"), "colour"),
        (("sensitivity", "--chart", "effects.docx"), "effects.docx"),
    ],
)
def test_bad_questions_get_one_sentence(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    command, *more = words
    code, out, err = run(command, "kz-2017", str(FIGURES), "--period", "2019", *more)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err
    assert not list(tmp_path.iterdir()), "nothing half-done"


def test_a_pack_with_nothing_uncertain_is_refused(run: Run, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(find_standard("kz-2017"), pack)
    method = pack / "standard.toml"
    head, _, _ = method.read_text().partition("[robust")
    quiet = "".join(f'[robust.{name}]\nmethod = "none"\n' for name in ("values", "missing", "weights"))
    method.write_text(head + quiet)
    code, _, err = run(
        "assess", str(pack), str(FIGURES), "--period", "2019", "--robustness", "50", "--out", str(tmp_path / "out")
    )
    assert code == 2
    assert "nothing uncertain" in err
    assert not (tmp_path / "out").exists()
