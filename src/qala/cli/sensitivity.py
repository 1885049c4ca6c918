"""`qala sensitivity`."""

import json
from typing import Any

import typer
from rich.console import Console

from qala.cli import inputs
from qala.cli.progress import shown_progress
from qala.engine.run import compute
from qala.publish.effects import render_effects
from qala.robust.sensitivity import Question, sensitivity
from qala.texts import Language, text


def run(given: tuple[Any, ...], question: Question, asked: Language | None, as_json: bool) -> None:
    """Runs the scenarios, with a bar, and prints the effects."""
    language = inputs.language(asked)
    made = compute(*given)
    with shown_progress(text("robust.runs", language)) as progress:
        found = sensitivity(made, question, progress)
    if as_json:
        typer.echo(json.dumps(found.document(), ensure_ascii=False))
        return
    places = {area.id: area.name for period in made.grid.cases.asked for area in made.areas.at(period).values()}
    name = getattr(places[found.area], language) if found.area in places else found.area
    render_effects(found, made.standard, name, language, Console())
