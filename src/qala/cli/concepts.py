"""What `qala concept` does."""

import json
from collections.abc import Collection
from dataclasses import asdict
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from qala import packs
from qala.cli import inputs
from qala.cli.faults import show_faults
from qala.concept import Concept, Solution, read_concept
from qala.concept.lint import lint
from qala.errors import BadUse
from qala.publish.concept import SolutionView, catalogue, solution_view
from qala.texts import Language, text

_HEADINGS = (
    "technologies", "requires", "conditions", "financing", "risks", "acceptance", "effects", "indicator", "change",
    "when", "evidence", "costs", "driver", "capital", "yearly",
)  # fmt: skip


def list_solutions(
    folder: Path | None, wanted: tuple[str | None, str | None], asked: Language | None, as_json: bool
) -> None:
    """Prints the solutions of an industry, those that move an indicator, or all."""
    concept = _concept(folder)
    standard = inputs.standard(concept.standard)
    industry, indicator = wanted
    _known(industry, [one.id for one in standard.industries])
    _known(indicator, list(standard.indicator))
    found = concept.chosen(industry or "", indicator or "")
    if as_json:
        _print([_content(one) for one in found])
        return
    console, language = Console(), inputs.language(asked)
    for section in catalogue(concept, standard, language, found):
        console.print(f"[bold]{escape(section.title)}[/]")
        for entry in section.entries:
            console.print(f"  [bold]{escape(entry.id)}[/]  {escape(entry.title)}", highlight=False)
    console.print(text("concept.shown", language, count=len(found)), highlight=False)


def show_solution(folder: Path | None, id_: str, residents: int, asked: Language | None, as_json: bool) -> None:
    """Prints everything that is said of a solution."""
    concept = _concept(folder)
    if id_ not in concept.solution:
        near = get_close_matches(id_, concept.solution, 3) or list(concept.solution)[:3]
        raise BadUse("concept.unknown", value=id_, known=", ".join(near))
    if as_json:
        _print(
            _content(concept.solution[id_]) | {"residents": residents, "outlay": asdict(concept.outlay(id_, residents))}
        )
        return
    language = inputs.language(asked)
    _draw(solution_view(concept, inputs.standard(concept.standard), id_, language, residents), language)


def lint_concept(folder: Path | None, asked: Language | None, as_json: bool) -> None:
    """Prints every fault with its mend."""
    concept = _concept(folder)
    show_faults(lint(concept, inputs.standard(concept.standard)), asked, as_json)


def make_concept(folder: Path, asked: Language | None) -> None:
    """Writes the concept that ships into a new folder."""
    packs.new_concept(folder)
    typer.echo(text("concept.made_new", inputs.language(asked), folder=folder))


def _concept(folder: Path | None) -> Concept:
    return read_concept(folder or packs.concept())


def _known(value: str | None, known: Collection[str]) -> None:
    if value is not None and value not in known:
        near = get_close_matches(value, known, 3) or sorted(known)[:7]
        raise BadUse("concept.unknown_filter", value=value, known=", ".join(near))


def _content(one: Solution) -> dict[str, Any]:
    content = asdict(one)
    for row in (content, *content["effects"], *content["costs"]):
        del row["row"]
    return content


def _print(content: Any) -> None:
    typer.echo(json.dumps(content, ensure_ascii=False, default=_exact))


def _exact(value: object) -> str:
    """Money is a string of digits in JSON, so that none is lost. Raises TypeError for anything but a Decimal."""
    if isinstance(value, Decimal):
        return format(value, "f")
    raise TypeError(type(value).__name__)


def _draw(view: SolutionView, language: Language) -> None:
    console = Console()
    say = {name: text(f"concept.{name}", language) for name in _HEADINGS}
    console.print(f"[bold]{escape(view.title)}[/] ({escape(view.id)}; {escape(view.industry_title)})", highlight=False)
    console.print(escape(view.summary), highlight=False)
    lists = {
        "technologies": view.technologies,
        "requires": tuple(one.title for one in view.requires),
        "conditions": view.conditions,
        "financing": view.financing,
        "risks": view.risks,
        "acceptance": view.acceptance,
    }
    for name, entries in lists.items():
        if entries:
            console.print(f"\n[bold]{say[name]}[/]")
            for entry in entries:
                console.print(f"- {escape(entry)}", highlight=False)
    console.print(_effects(view, say))
    console.print(_costs(view, say))
    console.print(escape(view.costs_lead), highlight=False)


def _effects(view: SolutionView, say: dict[str, str]) -> Table:
    table = Table(title=say["effects"], title_justify="left")
    for name in ("indicator", "change", "when", "evidence"):
        table.add_column(say[name])
    for row in view.effects:
        known = "; ".join(part for part in (row.evidence, row.source, row.note) if part)
        table.add_row(escape(row.title), f"{row.change} {escape(row.unit)}".strip(), row.when, escape(known))
    return table


def _costs(view: SolutionView, say: dict[str, str]) -> Table:
    table = Table(title=say["costs"], title_justify="left")
    table.add_column(say["driver"])
    for name in ("capital", "yearly"):
        table.add_column(say[name], justify="right")
    for row in view.costs:
        table.add_row(f"{escape(row.driver)} × {row.size}", row.capital, row.yearly)
    table.add_section()
    table.add_row(view.total_title, *view.total)
    return table
