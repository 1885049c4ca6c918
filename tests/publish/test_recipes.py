"""How the data page reads the files is how they can be read."""

import contextlib
import io
import json
from pathlib import Path

import pytest

from qala.publish import Tables, recipes, render_csv
from tests.kz_demo import demo_assessment


def test_python_reads_both_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = demo_assessment()
    (tmp_path / "assessment.json").write_text(json.dumps(made), encoding="utf-8")
    (tmp_path / "degrees.csv").write_bytes(render_csv(Tables(made, "en").nodes()))
    monkeypatch.chdir(tmp_path)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(recipes.PYTHON_JSON, {})  # noqa: S102 - our own text
        exec(recipes.PYTHON_CSV, {})  # noqa: S102 - our own text
    assert "('151010000', 'city', None)" in said.getvalue()
    assert f"shape: ({len(made['nodes'])}, " in said.getvalue()


def test_the_columns_that_r_reads_are_there() -> None:
    for name in ("area", "node", "period", "degree"):
        assert f'"{name}"' in recipes.R_JSON
        assert name in demo_assessment()["nodes"][0]
