"""`qala chart`."""

from pathlib import Path

from qala.cli import inputs
from qala.cli.show import Chosen, write
from qala.engine import read_assessment
from qala.errors import BadUse
from qala.publish import charts

_KINDS = {"ranks": charts.rank_chart, "bands": charts.band_chart, "ahead": charts.ahead_chart}


def show_chart(path: Path, kind: str, node: str | None, chosen: Chosen, out: Path | None) -> None:
    """Writes a chart of an assessment's robustness: SVG to standard output, or what the file's name ends in."""
    form = ".svg" if out is None else out.suffix.lower()
    if form not in (".svg", ".png"):
        raise BadUse("charts.form", name=out)
    asked = charts.Asked(inputs.language(chosen.language), node, chosen.period, chosen.basis)
    made = _KINDS[kind](read_assessment(path), asked)
    write(charts.png_of(made) if form == ".png" else charts.svg_of(made).encode(), out)
