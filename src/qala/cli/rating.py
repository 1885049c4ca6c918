"""`qala rating list|show|export`."""

from pathlib import Path
from typing import Annotated

import typer

from qala.cli.options import (
    AsKnownOption,
    CommaOption,
    JsonOption,
    LanguageOption,
    PlacesOption,
    StandardName,
    ValueFiles,
)

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="International ratings: list, show how ready a city is, export."
)
Area = Annotated[str, typer.Argument(metavar="AREA", help="The id of an area.")]
Period = Annotated[str, typer.Option(help="One period, such as 2022.")]


@app.command("list", epilog="Example: qala rating list")
def list_(language: LanguageOption = None, as_json: JsonOption = False) -> None:
    """The ratings that ship."""
    from qala.cli import ratings

    ratings.list_ratings(language, as_json)


@app.command(epilog="Example: qala rating show 710000000 figures.csv --period 2022 --standard wccd-levels")
def show(
    area: Area,
    values: ValueFiles,
    period: Period,
    standard: Annotated[
        list[str], typer.Option(help="A rating, by folder or name; may be repeated; by default each that ships.")
    ] = [],  # noqa: B006 - typer copies it
    areas: PlacesOption = None,
    as_known: AsKnownOption = None,
    basis: Annotated[
        list[str], typer.Option("--basis", help="verified or declared; may be repeated; by default both.")
    ] = [],  # noqa: B006
    decimal_comma: CommaOption = False,
    language: LanguageOption = None,
    as_json: JsonOption = False,
) -> None:
    """How ready a city is for each rating; with one --standard, what is missing and what that would earn."""
    from qala.cli import ratings

    asked = ratings.Asked(area, period, areas, as_known, tuple(basis), decimal_comma)
    ratings.show(standard, values, asked, language, as_json)


@app.command(epilog="Example: qala rating export u4ssc 710000000 figures.csv --period 2022 --out u4ssc.xlsx")
def export(
    name: StandardName,
    area: Area,
    values: ValueFiles,
    period: Period,
    out: Annotated[Path, typer.Option(help="The file to write, .csv or .xlsx.")],
    areas: PlacesOption = None,
    as_known: AsKnownOption = None,
    decimal_comma: CommaOption = False,
    language: LanguageOption = None,
) -> None:
    """Exactly what a rating asks of a city, in its order and units, with source, evidence and what is missing."""
    from qala.cli import ratings

    asked = ratings.Asked(area, period, areas, as_known, (), decimal_comma)
    ratings.export(name, values, asked, out, language)
