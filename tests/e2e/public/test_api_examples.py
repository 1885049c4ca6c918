"""Every example of docs/api.md runs against the site."""

import ast
import re
import shlex
import subprocess
from pathlib import Path

import polars as pl

SOURCE = (Path(__file__).parents[3] / "docs" / "api.md").read_text(encoding="utf-8")


def blocks(language: str, address: str) -> list[str]:
    found = re.findall(rf"^```{language}\n(.*?)^```", SOURCE, re.DOTALL | re.MULTILINE)
    return [one.replace("http://127.0.0.1:8000", address) for one in found]


def test_curl_examples_run(public_site: str) -> None:
    lines = [line for block in blocks("curl", public_site) for line in block.splitlines()]
    assert len(lines) >= 8
    for line in lines:
        words = shlex.split(line)
        assert words[0] == "curl", line
        done = subprocess.run([*words, "--fail", "--silent"], capture_output=True, check=False)
        assert done.returncode == 0, line
        assert done.stdout, line


def test_python_examples_run(public_site: str) -> None:
    names: dict[str, object] = {}
    for block in blocks("python", public_site):
        body = ast.parse(block).body
        last = body.pop()
        assert isinstance(last, ast.Expr)
        exec(compile(ast.Module(body, []), "api.md", "exec"), names)  # noqa: S102 - our own document
        shown = eval(compile(ast.Expression(last.value), "api.md", "eval"), names)  # noqa: S307
        assert isinstance(shown, pl.DataFrame)
        assert shown.height > 0, block
