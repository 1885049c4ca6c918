"""`qala standard list|show|lint|check|new|diff|crosswalk|preview|annex`."""

from pathlib import Path
from typing import Annotated

import typer

from qala.cli.options import (
    AsKnownOption,
    CommaOption,
    JsonOption,
    KindOption,
    LanguageOption,
    OneBasisOption,
    PageOption,
    PlacesOption,
    StandardName,
    ValueFiles,
    WeightsOption,
)

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Standards: list, show, lint, check, new, diff, crosswalk, preview, annex.",
)


@app.command("list", epilog="Example: qala standard list")
def list_(language: LanguageOption = None, as_json: JsonOption = False) -> None:
    """The standards that ship."""
    from qala.cli import standards

    standards.list_standards(language, as_json)


@app.command(epilog="Example: qala standard show kz-2017 --language ru")
def show(name: StandardName, language: LanguageOption = None, as_json: JsonOption = False) -> None:
    """A standard with its tree and indicators."""
    from qala.cli import standards

    standards.show_standard(name, language, as_json)


@app.command(epilog="Example: qala standard lint kz-2017")
def lint(name: StandardName, language: LanguageOption = None, as_json: JsonOption = False) -> None:
    """What is wrong with a standard and how to mend it; exit code 1 where anything is."""
    from qala.cli import standards

    standards.lint_standard(name, language, as_json)


@app.command(epilog="Example: qala standard check kz-2017 figures.csv --period 2015..2019 --html check.html")
def check(
    name: StandardName,
    values: ValueFiles,
    period: Annotated[str, typer.Option(help="2019, several as 2018,2019 or 2015..2019: each a further case.")],
    areas: PlacesOption = None,
    kind: KindOption = None,
    as_known: AsKnownOption = None,
    basis: OneBasisOption = None,
    weights: WeightsOption = None,
    decimal_comma: CommaOption = False,
    language: LanguageOption = None,
    as_json: JsonOption = False,
    html: PageOption = None,
) -> None:
    """How indicators are spread and hang together: outliers, gaps, correlations, alpha, components, influence."""
    from qala.cli import assess, standards

    bases = (basis,) if basis else ()
    asked = assess.Asked(period, areas, as_known, bases, weights, decimal_comma, kind=kind)
    standards.check_standard(assess.assessed(name, values, asked), language, as_json, html)


@app.command(epilog="Example: qala standard new next --from kz-2017 --edition 2027-1")
def new(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A new folder.")],
    id_: Annotated[
        str | None, typer.Option("--id", help="The id; by default new-standard, or that of the edition before.")
    ] = None,
    source: Annotated[
        str | None, typer.Option("--from", help="The edition before: a folder, or ID[@EDITION]; all of it is kept.")
    ] = None,
    edition: Annotated[str | None, typer.Option(help="With --from: what the new edition is called.")] = None,
    language: LanguageOption = None,
) -> None:
    """A small standard to begin with, complete and without a fault; with --from a new edition of one, as a draft."""
    from qala.cli import authoring

    if source is None:
        authoring.make_standard(folder, "new-standard" if id_ is None else id_, language)
    else:
        authoring.make_edition(folder, source, (edition, id_), language)


@app.command(epilog="Example: qala standard diff kz-2017 my-standard --language ru")
def diff(
    name: StandardName,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Another standard, by folder or name.")],
    language: LanguageOption = None,
    as_json: JsonOption = False,
) -> None:
    """What changed from one standard to another, in words."""
    from qala.cli import standards

    standards.show_differences(name, other, language, as_json)


@app.command(epilog="Example: qala standard crosswalk kz-2017 my-standard --language ru")
def crosswalk(
    name: StandardName,
    other: Annotated[
        str | None, typer.Argument(metavar="[OTHER]", help="Another standard; without it, each that ships.")
    ] = None,
    language: LanguageOption = None,
    as_json: JsonOption = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print a table for a spreadsheet.")] = False,
) -> None:
    """What two standards share: facts entered once, converted where units differ; what is near; what is left over."""
    from qala.cli import crosswalk as walk

    walk.show_crosswalk(name, other, language, as_json, as_csv)


@app.command(epilog="Example: qala standard preview next figures.csv --against kz-2017 --period 2015..2019")
def preview(
    name: Annotated[str, typer.Argument(metavar="NEW", help="The new edition: a folder, or ID[@EDITION].")],
    values: ValueFiles,
    against: Annotated[str, typer.Option(help="The edition that stands: a folder, or ID[@EDITION].")],
    period: Annotated[str, typer.Option(help="2019, several as 2018,2019 or 2015..2019: the past Maps.")],
    areas: PlacesOption = None,
    kind: KindOption = None,
    as_known: AsKnownOption = None,
    basis: OneBasisOption = None,
    decimal_comma: CommaOption = False,
    language: LanguageOption = None,
    as_json: JsonOption = False,
    html: PageOption = None,
) -> None:
    """What a new edition would make of past Maps before it is adopted: who gains, who loses, by how much, and why."""
    from qala.cli import assess, authoring

    asked = assess.Asked(period, areas, as_known, (basis,) if basis else (), None, decimal_comma, kind=kind)
    authoring.show_preview((name, against), values, asked, (language, as_json), html)


@app.command(epilog="Example: qala standard annex kz-2017 --language kk --out annex.docx")
def annex(
    name: StandardName,
    language: LanguageOption = None,
    out: Annotated[Path | None, typer.Option(help="The file to write; by default ID-EDITION.LANGUAGE.docx.")] = None,
) -> None:
    """The legal annex of a standard as DOCX: status, tables, formulas, scale, rules for gaps, passports."""
    from qala.cli import authoring

    authoring.write_annex(name, language, out)
