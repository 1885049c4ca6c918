"""`qala map` and `qala explain`."""

import io
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from qala.cli import inputs
from qala.engine import read_assessment
from qala.errors import BadFile, BadUse, Place
from qala.insight import explain, standard_of
from qala.publish import (
    Tables,
    map_view,
    render_csv,
    render_explanation,
    render_page,
    render_png,
    render_svg,
    render_terminal,
    render_workbook,
)
from qala.texts import Language

BINARY = ("png", "xlsx")
"""What would only disturb a terminal."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which language, period and basis."""

    language: Language | None
    period: str | None
    basis: str | None


def show_map(path: Path, form: str, chosen: Chosen, out: Path | None) -> None:
    """Prints the table, or writes a page, a picture, a workbook or a table for programs."""
    made = read_assessment(path)
    if form in BINARY and out is None and sys.stdout.isatty():
        raise BadUse("cli.needs_out", form=form)
    if form != "table":
        write(_rendered(made, form, chosen), out)
        return
    view = map_view(made, inputs.language(chosen.language), chosen.period, chosen.basis)
    if out is None:
        render_terminal(view, Console())
    else:
        table = io.StringIO()
        render_terminal(view, Console(file=table, width=120))
        write(table.getvalue().encode(), out)


def _rendered(made: Mapping[str, Any], form: str, chosen: Chosen) -> bytes:
    language, period, basis = inputs.language(chosen.language), chosen.period, chosen.basis
    if form == "html":
        return render_page(made, language=chosen.language or "kk", period=period, basis=basis).encode()
    if form == "csv":
        return render_csv(Tables(made, language, period, basis).nodes())
    view = map_view(made, language, period, basis)
    if form == "xlsx":
        return render_workbook(made, view, period, basis)
    return render_png(view) if form == "png" else render_svg(view).encode()


def write(content: bytes, out: Path | None) -> None:
    """Writes UTF-8 or bytes, whatever the encoding and line ends of the system."""
    if out is None:
        sys.stdout.buffer.write(content)
        return
    try:
        out.write_bytes(content)
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
