"""`qala chart`."""

from pathlib import Path
from typing import Any

from qala.cli import inputs
from qala.cli.inputs import write
from qala.cli.show import Chosen
from qala.engine import read_assessment
from qala.errors import BadUse
from qala.publish import charts

_KINDS = {"ranks": charts.rank_chart, "bands": charts.band_chart, "ahead": charts.ahead_chart}


def show_chart(path: Path, kind: str, node: str | None, chosen: Chosen, out: Path | None) -> None:
    """Writes a chart of an assessment's robustness: SVG to standard output, or what the file's name ends in."""
    form = form_of(out)
    asked = charts.Asked(inputs.language(chosen.language), node, chosen.period, chosen.basis)
    write_chart(_KINDS[kind](read_assessment(path), asked), form, out)


def form_of(out: Path | None) -> str:
    """.svg or .png, as the file's name ends; .svg for standard output. Raises BadUse for others."""
    form = ".svg" if out is None else out.suffix.lower()
    if form not in (".svg", ".png"):
        raise BadUse("charts.form", name=out)
    return form


def write_chart(made: Any, form: str, out: Path | None) -> None:
    """Draws a chart and writes it."""
    write(charts.png_of(made) if form == ".png" else charts.svg_of(made).encode(), out)
