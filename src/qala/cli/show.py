"""`qala map` and `qala explain`."""

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import typer
from rich.console import Console

from qala.cli import inputs
from qala.engine import read_assessment
from qala.errors import BadFile, Place
from qala.insight import explain, standard_of
from qala.publish import map_view, render_explanation, render_page, render_terminal
from qala.texts import Language


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which language, period and basis."""

    language: Language | None
    period: str | None
    basis: str | None


def show_map(
    path: Path, form: str, asked: Language | None, period: str | None, basis: str | None, out: Path | None
) -> None:
    """Prints the table, or writes the page."""
    made = read_assessment(path)
    language = inputs.language(asked)
    if form == "html":
        _write(render_page(made, language=asked or "kk", period=period, basis=basis), out)
    elif out is None:
        render_terminal(map_view(made, language, period, basis), Console())
    else:
        with out.open("w", encoding="utf-8") as file:
            render_terminal(map_view(made, language, period, basis), Console(file=file, width=120))


def _write(content: str, out: Path | None) -> None:
    if out is None:
        sys.stdout.write(content)
        return
    try:
        out.write_text(content, encoding="utf-8")
    except OSError as error:
        raise BadFile("cli.cannot_write", Place(str(out)), problem=error.strerror or str(error)) from error


def show_explanation(path: Path, area: str, node: str | None, chosen: Chosen, as_json: bool) -> None:
    """Prints the points of a degree."""
    made = read_assessment(path)
    node = node or standard_of(made).root.id
    found = explain(made, area, node, chosen.period, chosen.basis)
    if as_json:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False))
    else:
        language = inputs.language(chosen.language)
        render_explanation(made, area, node, language, Console(), chosen.period, chosen.basis)
