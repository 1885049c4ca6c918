"""Every command in the documents runs."""

import ast
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

ROOT = Path(__file__).parents[2]
HOUSE = {"test", "lint", "bench"}
"""Tasks that would run this test again, or everything."""


def commands() -> Iterator[tuple[str, list[str]]]:
    """The commands of each document, in order: they build on one another."""
    for file in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        blocks = re.findall(r"^```sh\n(.*?)^```", file.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
        lines = [line for block in blocks for line in block.splitlines() if line.strip() and not line.startswith("#")]
        if lines:
            yield file.relative_to(ROOT).as_posix(), lines


@pytest.mark.parametrize(
    ("document", "lines"), list(commands()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_examples_run(document: str, lines: list[str], tmp_path: Path) -> None:
    environment = {**os.environ, "QALA_HOME": str(tmp_path), "DISPLAY": "", "LANG": "C.UTF-8"}
    for line in lines:
        words = shlex.split(line.replace("/tmp/", f"{tmp_path}/"), comments=True)  # noqa: S108 - it is replaced
        assert words[0] == "./qala", f"{document}: {line}"
        if words[1] in HOUSE:
            assert f'"{words[1]}"' in (ROOT / "tools" / "entrance.py").read_text()
            continue
        command = [sys.executable, "-m", "qala", *words[1:]]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{document}: {line}\n{done.stderr}"
        assert done.stdout.strip() or "--out" in words, line


def test_notebook_runs(tmp_path: Path) -> None:
    """The tutorial's blocks in order, in one namespace; the last line of each is looked at as a notebook would."""
    source = (ROOT / "docs" / "notebook.md").read_text(encoding="utf-8").replace("/tmp/", f"{tmp_path}/")  # noqa: S108
    names: dict[str, object] = {}
    blocks = re.findall(r"^```python\n(.*?)^```", source, re.DOTALL | re.MULTILINE)
    assert len(blocks) >= 8
    for block in blocks:
        body = ast.parse(block).body
        last = body.pop() if isinstance(body[-1], ast.Expr) else None
        exec(compile(ast.Module(body, []), "notebook.md", "exec"), names)  # noqa: S102 - our own document
        if isinstance(last, ast.Expr):
            shown = eval(compile(ast.Expression(last.value), "notebook.md", "eval"), names)  # noqa: S307
            assert not isinstance(shown, pl.DataFrame) or shown.height > 0, block
            assert isinstance(shown, pl.DataFrame) or "<iframe" in shown._repr_html_()


def test_links_lead_somewhere() -> None:
    for file in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for target in re.findall(r"\]\(([^)#]+)\)", file.read_text(encoding="utf-8")):
            if not target.startswith("http"):
                assert (file.parent / target).exists(), f"{file.name}: {target}"
