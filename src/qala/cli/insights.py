"""`qala compare`, `qala gap` and `qala whatif`."""

import json
from dataclasses import asdict
from pathlib import Path

import typer
from rich.console import Console

from qala.cli import inputs
from qala.engine import read_assessment
from qala.insight import compare, gap, what_if
from qala.publish import render_comparison, render_gap, render_what_if
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


def show_what_if(path: Path, area: str, node: str | None, bound: float, asked: Language | None, as_json: bool) -> None:
    """Prints what would be without each indicator, with other weights, and what may count twice."""
    made = read_assessment(path)
    found = what_if(made, area, node, bound)
    if as_json:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False))
    else:
        render_what_if(found, made, inputs.language(asked), Console())
