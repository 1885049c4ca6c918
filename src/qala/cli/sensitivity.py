"""`qala sensitivity`."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from qala.cli import inputs
from qala.cli.progress import shown_progress
from qala.engine.run import compute
from qala.publish.effects import LEAST, factor_title, question_of, render_effects
from qala.publish.naming import named
from qala.robust.sensitivity import Question, Sensitivity, sensitivity
from qala.standard import Standard
from qala.texts import Language, text


@dataclass(frozen=True, slots=True)
class Shown:
    """How the effects are shown: language, as JSON, and as a picture in a file."""

    language: Language | None
    as_json: bool
    chart: Path | None


def run(given: tuple[Any, ...], question: Question, asked: Shown) -> None:
    """Runs the scenarios, with a bar, and prints the effects."""
    language = inputs.language(asked.language)
    if asked.chart:
        from qala.cli.chart import form_of

        form_of(asked.chart)
    made = compute(*given)
    with shown_progress(text("robust.runs", language)) as progress:
        found = sensitivity(made, question, progress)
    places = {area.id: area.name for period in made.grid.cases.asked for area in made.areas.at(period).values()}
    name = getattr(places[found.area], language) if found.area in places else found.area
    if asked.chart:
        _draw(found, made.standard, name, language, asked.chart)
    if asked.as_json:
        typer.echo(json.dumps(found.document(), ensure_ascii=False))
        return
    render_effects(found, made.standard, name, language, Console())


def _draw(found: Sensitivity, standard: Standard, place: str, language: Language, out: Path) -> None:
    from qala.cli.chart import form_of, write_chart
    from qala.publish.charts import effect_chart

    moving = [(factor, effect) for factor, effect in found.effects if effect.total >= LEAST]
    unsure = {} if not found.exact else dict.fromkeys(("first_low", "first_high", "total_low", "total_high"))
    rows = [
        {"factor": factor, "title": factor_title(factor, standard, language), **asdict(effect), **unsure}
        for factor, effect in moving or found.effects
    ]
    about = ", ".join(filter(None, (place, named(standard.node[found.node], language), found.period)))
    chart = effect_chart(rows, language, about, [question_of(found, standard, place, language)])
    write_chart(chart, form_of(out), out)
