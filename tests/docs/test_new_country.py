"""A pack for a country that there is not, written by following its page alone."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from qala.cli.app import app

PAGE = Path(__file__).parents[2] / "docs" / "new-country.md"
METHOD = ("standard.toml", "tree.csv", "indicators.csv")


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """The files of the page: those of the method in a folder, the others beside it."""
    files = dict(
        re.findall(r"^`([\w.-]+)`\n\n```\w+\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    )
    assert {*METHOD, "areas.csv", "area_events.csv", "figures.csv"} == set(files)
    (tmp_path / "sanaria").mkdir()
    for name, content in files.items():
        (tmp_path / ("sanaria" if name in METHOD else ".") / name).write_text(content, encoding="utf-8")
    return tmp_path


def run(*words: str) -> str:
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == 0, done.output
    return done.stdout


def test_it_lints_and_gives_the_map_that_the_page_says(made: Path) -> None:
    pack, areas = str(made / "sanaria"), str(made / "areas.csv")
    assert "No faults" in run("standard", "lint", pack, "--language", "en")
    asked = ("--areas", areas, "--period", "2025", "--basis", "declared", "--out", str(made / "map"), "--json")
    nodes = json.loads(run("assess", pack, str(made / "figures.csv"), *asked))["nodes"]
    degrees = {(row["area"], row["node"]): row["degree"] for row in nodes}
    assert degrees == {
        ("ARK", "whole"): pytest.approx(71.25), ("ARK", "water"): pytest.approx(87.5),
        ("ARK", "roads"): pytest.approx(55), ("BEL", "whole"): pytest.approx(12.5),
        ("BEL", "water"): pytest.approx(25), ("BEL", "roads"): 0,
    }  # fmt: skip
    said = PAGE.read_text(encoding="utf-8")
    for figure in ("87.5", "71.25", "55 in roads", "25 in water"):
        assert figure in said
    assert "Fictional" in run("map", str(made / "map"), "--language", "en")
    assert "No. 14 of 20 February 2026" in " ".join(run("standard", "show", pack, "--language", "en").split())
    out = made / "annex.docx"
    run("standard", "annex", pack, "--language", "kk", "--out", str(out))
    assert out.read_bytes().startswith(b"PK")
