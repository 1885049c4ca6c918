"""`qala demo`: the five cities' Map from the shipped figures."""

import json
import os
import sys
import webbrowser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typer

from qala import packs
from qala.cli import inputs
from qala.engine import Settings, parse_periods
from qala.files.home import home
from qala.robust import assess_robustly
from qala.standard import Standard
from qala.texts import Language, text

STANDARD = "kz-2017"
REPLICATIONS = 1000
"""So many tell how firm the degrees are."""


def run(asked: Language | None, as_json: bool, period: str) -> None:
    """Assesses the shipped figures; prints the Map, writes its page and opens it or prints its address."""
    standard = inputs.standard(STANDARD)
    made = assessed(standard, period)
    if as_json:
        typer.echo(json.dumps(made, ensure_ascii=False))
        return
    from rich.console import Console

    from qala.publish import map_view, render_page, render_terminal

    language = inputs.language(asked)
    render_terminal(map_view(made, language), Console())
    page = home() / "demo" / "map.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(render_page(made, language=asked or "kk"), encoding="utf-8")
    opened = _can_show() and webbrowser.open(page.as_uri())
    typer.echo(text("cli.page_opened" if opened else "cli.page_at", language, address=page.as_uri()))
    folder = Path("map-2019")
    figures = packs.figures(standard.area_table)
    typer.echo(text("cli.demo_next", language, folder=folder, figures=figures))


def assessed(standard: Standard, period: str) -> Mapping[str, Any]:
    """The figures that ship for a standard's places, assessed with their robustness."""
    places = inputs.areas(standard, None)
    table = inputs.values(standard, [packs.figures(standard.area_table)], places)
    return assess_robustly(standard, table, Settings(parse_periods(period)), places, REPLICATIONS)


def _can_show() -> bool:
    """Whether a person sits before a screen: a terminal, and a display or a system that has one always."""
    display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform in ("darwin", "win32")
    return bool(display) and sys.stdout.isatty()
