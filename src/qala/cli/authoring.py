"""`qala standard new`, `preview` and `annex`: what a method team makes."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import typer
from rich.console import Console

from qala import packs
from qala.cli import inputs
from qala.cli.assess import Asked
from qala.engine import Settings, assess, default_bases, parse_periods
from qala.insight.preview import preview
from qala.packs.edition import new_edition
from qala.publish.preview import render_preview, render_preview_page
from qala.standard import read_standard
from qala.texts import Language, text
from qala.values.expected import expected_of_all
from qala.values.read import read_values


def make_standard(folder: Path, id_: str, asked: Language | None) -> None:
    """Writes a new standard."""
    packs.new_standard(folder, id_)
    typer.echo(text("cli.made_new", inputs.language(asked), folder=folder))


def make_edition(folder: Path, name: str, told: tuple[str | None, str | None], asked: Language | None) -> None:
    """Writes a new edition of a standard; told: how it is called, and its id where that is another."""
    source = packs.find_standard(name)
    new_edition(folder, source, *told)
    made = read_standard(folder)
    said = {"id": made.id, "edition": made.edition, "folder": folder, "source": name}
    typer.echo(text("authoring.made_edition", inputs.language(asked), **said))


def show_preview(
    names: tuple[str, str], paths: Sequence[Path], asked: Asked, shown: tuple[Language | None, bool], page: Path | None
) -> None:
    """Prints what the new edition would make of the same values, or writes it as a page. names: the new, the old."""
    new, old = (inputs.standard(name) for name in names)
    periods = parse_periods(asked.period)
    places = inputs.areas(new, asked.areas) or inputs.areas(old, None)
    expected = expected_of_all((new, old), places, packs.facts(), asked.decimal_comma)
    values = read_values(paths, expected, periods[0] if len(periods) == 1 else None)
    settings = Settings(periods, asked.bases or default_bases(values), asked.as_known, kind=asked.kind)
    made = [assess(one, values, settings, places) for one in (old, new)]
    found, (chosen, as_json) = preview(made[0], made[1]), shown
    language = inputs.language(chosen)
    if page is not None:
        inputs.write(render_preview_page(found, made[0], made[1], language).encode(), page)
    if as_json:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False))
    elif page is None:
        render_preview(found, made[0], made[1], language, Console())
    else:
        typer.echo(text("cli.page_at", language, address=page.absolute().as_uri()))


def write_annex(name: str, asked: Language | None, out: Path | None) -> None:
    """Writes the legal annex of a standard, by default into ID-EDITION.LANGUAGE.docx here."""
    from qala.publish.annex import annex_of, docx_of

    made, language = inputs.standard(name), inputs.language(asked)
    file = out or Path(f"{made.id}-{made.edition}.{language}.docx")
    inputs.write(docx_of(annex_of(made, language)), file)
    typer.echo(text("authoring.annex_written", language, file=file))
