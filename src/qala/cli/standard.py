"""`qala standard list|show|lint|check|new|diff|crosswalk`."""

from pathlib import Path
from typing import Annotated, Literal

import typer

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Standards: list, show, lint, check, new, diff, crosswalk."
)
Name = Annotated[str, typer.Argument(metavar="STANDARD", help="A folder, or ID[@EDITION] of one that ships.")]
LanguageOption = Annotated[Literal["kk", "ru", "en"] | None, typer.Option("--language", help="kk, ru or en.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


@app.command("list", epilog="Example: qala standard list")
def list_(language: LanguageOption = None, as_json: JsonOption = False) -> None:
    """The standards that ship."""
    from qala.cli import standards

    standards.list_standards(language, as_json)


@app.command(epilog="Example: qala standard show kz-2017 --language ru")
def show(name: Name, language: LanguageOption = None, as_json: JsonOption = False) -> None:
    """A standard with its tree and indicators."""
    from qala.cli import standards

    standards.show_standard(name, language, as_json)


@app.command(epilog="Example: qala standard lint kz-2017")
def lint(name: Name, language: LanguageOption = None, as_json: JsonOption = False) -> None:
    """What is wrong with a standard and how to mend it; exit code 1 where anything is."""
    from qala.cli import standards

    standards.lint_standard(name, language, as_json)


@app.command(epilog="Example: qala standard check kz-2017 figures.csv --period 2015..2019 --html check.html")
def check(
    name: Name,
    values: Annotated[list[Path], typer.Argument(metavar="VALUES...", help="CSV, TSV, XLSX or Parquet, long or wide.")],
    period: Annotated[str, typer.Option(help="2019, several as 2018,2019 or 2015..2019: each a further case.")],
    areas: Annotated[
        Path | None, typer.Option(help="areas.csv or a table that ships (ulgi); by default the standard's.")
    ] = None,
    kind: Annotated[str | None, typer.Option(help="Which kind of area instead of the standard's own.")] = None,
    as_known: Annotated[str | None, typer.Option(help="Only what was recorded by this date (ISO).")] = None,
    basis: Annotated[str | None, typer.Option(help="verified or declared; by default verified if any is.")] = None,
    weights: Annotated[str | None, typer.Option(help="A weight set of the standard, or equal.")] = None,
    decimal_comma: Annotated[bool, typer.Option(help="Numbers are written 12,4.")] = False,
    language: LanguageOption = None,
    as_json: JsonOption = False,
    html: Annotated[Path | None, typer.Option(help="Write the report as one page into this file.")] = None,
) -> None:
    """How indicators are spread and hang together: outliers, gaps, correlations, alpha, components, influence."""
    from qala.cli import assess, standards

    bases = (basis,) if basis else ()
    asked = assess.Asked(period, areas, as_known, bases, weights, decimal_comma, kind=kind)
    standards.check_standard(assess.assessed(name, values, asked), language, as_json, html)


@app.command(epilog="Example: qala standard new my-standard --id my-city")
def new(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A new folder.")],
    id_: Annotated[str, typer.Option("--id", help="The id of the standard.")] = "new-standard",
    language: LanguageOption = None,
) -> None:
    """A small standard to begin with: complete, in three languages, without a fault."""
    from qala.cli import standards

    standards.make_standard(folder, id_, language)


@app.command(epilog="Example: qala standard diff kz-2017 my-standard --language ru")
def diff(
    name: Name,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Another standard, by folder or name.")],
    language: LanguageOption = None,
    as_json: JsonOption = False,
) -> None:
    """What changed from one standard to another, in words."""
    from qala.cli import standards

    standards.show_differences(name, other, language, as_json)


@app.command(epilog="Example: qala standard crosswalk kz-2017 my-standard --language ru")
def crosswalk(
    name: Name,
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
