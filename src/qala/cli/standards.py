"""What `qala standard` does."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.markdown import Markdown
from rich.tree import Tree

from qala import packs
from qala.cli import inputs
from qala.cli.faults import show_faults
from qala.insight import coherence
from qala.publish import render_coherence, render_coherence_page
from qala.publish.act import legal_status
from qala.publish.opinions import render_opinions
from qala.standard import Indicator, Standard, read_standard
from qala.standard.diff import diff
from qala.standard.judgements import opinions
from qala.standard.lint import lint
from qala.standard.model import Act
from qala.standard.notes import notes_of
from qala.texts import LANGUAGES, Language, text


def list_standards(asked: Language | None, as_json: bool) -> None:
    """Prints id, edition, status and title of each."""
    found = [read_standard(folder) for folder in packs.standards()]
    if as_json:
        typer.echo(json.dumps([_about(standard) for standard in found], ensure_ascii=False))
        return
    language = inputs.language(asked)
    for standard in found:
        status = standard.status if standard.act == Act() else legal_status(standard, language)
        typer.echo(f"{standard.id}  {standard.edition}  {status}  {standard.title.text(language)}")


def show_standard(name: str, asked: Language | None, as_json: bool) -> None:
    """Prints the tree down to the indicators with their goalposts, and the notes."""
    standard = inputs.standard(name)
    if as_json:
        content = {**_about(standard), "tree": [asdict(node) for node in standard.nodes]}
        content["indicators"] = [_indicator(indicator) for indicator in standard.indicators]
        content["notes"] = {language: notes_of(standard, language) for language in LANGUAGES}
        content["judgements"] = [asdict(one) for one in opinions(standard)]
        typer.echo(json.dumps(content, ensure_ascii=False))
        return
    language = inputs.language(asked)
    status = legal_status(standard, language)
    drawn = Tree(f"[bold]{standard.title.text(language)}[/] ({standard.id}, {standard.edition}, {status})")
    _draw(standard, standard.root.id, drawn, language)
    console = Console()
    console.print(drawn)
    render_opinions(standard, language, console)
    if notes := notes_of(standard, language):
        console.print(Markdown(notes))


def _draw(standard: Standard, node: str, drawn: Tree, language: Language) -> None:
    for child in standard.children[node]:
        if child in standard.node:
            branch = drawn.add(f"[bold]{standard.node[child].title.text(language)}[/] [dim]{child}[/]")
            _draw(standard, child, branch, language)
        else:
            indicator = standard.indicator[child]
            posts = f" {indicator.low:g}-{indicator.high:g}" if None not in (indicator.low, indicator.high) else ""
            drawn.add(
                f"{indicator.title.text(language)} [dim]{child}  {indicator.direction}{posts} {indicator.unit}[/]"
            )


def lint_standard(name: str, asked: Language | None, as_json: bool) -> None:
    """Prints every fault with its mend."""
    show_faults(lint(inputs.standard(name), packs.facts()), asked, as_json)


def check_standard(assessment: Mapping[str, Any], asked: Language | None, as_json: bool, page: Path | None) -> None:
    """Prints the coherence report on an assessment, or writes it as a page."""
    found = coherence(assessment)
    language = inputs.language(asked)
    if page is not None:
        inputs.write(render_coherence_page(found, assessment, language).encode(), page)
    if as_json:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False))
    elif page is None:
        render_coherence(found, assessment, language, Console())
    else:
        typer.echo(text("cli.page_at", language, address=page.absolute().as_uri()))


def show_differences(name: str, other: str, asked: Language | None, as_json: bool) -> None:
    """Prints what changed from one standard to another."""
    found = diff(inputs.standard(name), inputs.standard(other))
    language = inputs.language(asked)
    if as_json:
        typer.echo(json.dumps([asdict(one) | {"text": one.text(language)} for one in found], ensure_ascii=False))
        return
    for one in found:
        typer.echo(one.text(language))
    if not found:
        typer.echo(text("cli.no_difference", language))


def _about(standard: Standard) -> dict[str, Any]:
    return {
        **{name: getattr(standard, name) for name in ("id", "edition", "status", "valid_from", "sha256")},
        "title": asdict(standard.title),
        "act": asdict(standard.act),
        "basis": list(standard.basis),
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    content = asdict(indicator)
    content["class"] = content.pop("class_")
    return content
