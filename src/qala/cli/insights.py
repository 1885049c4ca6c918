"""`qala compare` and `qala gap`."""

import json
from dataclasses import asdict
from pathlib import Path

import typer
from rich.console import Console

from qala.cli import inputs
from qala.engine import read_assessment
from qala.insight import compare, gap
from qala.publish import render_comparison, render_gap
from qala.texts import Language


def show_comparison(
    paths: tuple[Path, Path], periods: tuple[str | None, str | None], only: tuple[str | None, str | None],
    asked: Language | None, as_json: bool,
) -> None:  # fmt: skip
    """Prints what changed between two assessments, of one area or node where they are named."""
    before, after = (read_assessment(path) for path in paths)
    found = compare(before, after, periods)
    if as_json:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False))
    else:
        render_comparison(found, after, inputs.language(asked), Console(), *only)


def show_gap(path: Path, area: str, node: str, band: str | None, asked: Language | None, as_json: bool) -> None:
    """Prints what a node lacks to a band."""
    made = read_assessment(path)
    found = gap(made, area, node, band)
    if as_json:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False))
    else:
        render_gap(found, made, inputs.language(asked), Console())
