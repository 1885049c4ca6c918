"""The commands that look beyond one Map: at series within one boundary, at other places, at the years to come."""

from pathlib import Path
from typing import Annotated

import typer

from qala.cli.options import (
    AsKnownOption,
    AssessmentPath,
    CommaOption,
    JsonOption,
    LanguageOption,
    OneBasisOption,
    PlacesOption,
    StandardName,
    ValueFiles,
)

app = typer.Typer()


@app.command(epilog="Example: qala series kz-2017 population figures.csv --area 510000000 --at 2017")
def series(
    name: StandardName,
    indicator: Annotated[str, typer.Argument(help="The id of an indicator, or a fact; population.")],
    values: ValueFiles,
    area: Annotated[str, typer.Option(help="The id of a place.")],
    at: Annotated[str, typer.Option(help="When its boundary is meant; by default the last period with a figure.")] = "",
    areas: PlacesOption = None,
    as_known: AsKnownOption = None,
    basis: OneBasisOption = None,
    decimal_comma: CommaOption = False,
    language: LanguageOption = None,
    as_json: JsonOption = False,
) -> None:
    """Figures of a place within one boundary: parts summed, wholes divided by a stated rule, or refused."""
    from qala.cli import assess as asking
    from qala.cli import series as command

    asked = asking.Asked("", areas, as_known, (basis,) if basis else (), None, decimal_comma)
    command.run(name, (indicator, area, at), values, asked, language, as_json)


@app.command(epilog="Example: qala benchmark map-2019 351010000 --node environment --peers 3")
def benchmark(
    path: AssessmentPath,
    area: Annotated[str, typer.Argument(help="The id of an area.")],
    node: Annotated[str | None, typer.Option(help="A node of the standard; by default the whole.")] = None,
    peers: Annotated[int, typer.Option(help="How many of its like.")] = 5,
    context: Annotated[
        str, typer.Option(help="By which columns its like are found, as population,density; or facts of the figures.")
    ] = "",
    values: Annotated[list[Path] | None, typer.Option(help="Further figures of other places; may be repeated.")] = None,
    language: LanguageOption = None,
    as_json: JsonOption = False,
) -> None:
    """An area beside its like, the best at home and abroad, and the frontier: who does better, and by how much."""
    from qala.cli import benchmark as command

    command.run(path, area, command.Asked(node, peers, context, values or ()), language, as_json)


@app.command(epilog="Example: qala forecast kz-2017 figures.csv --area 750000000 --year 2027 --indicator it-users")
def forecast(
    name: Annotated[
        str, typer.Argument(metavar="STANDARD|ASSESSMENT", help="A standard, or an assessment without values after it.")
    ],
    area: Annotated[str, typer.Option(help="The id of an area.")],
    year: Annotated[int, typer.Option(help="The year to come.")],
    values: Annotated[
        list[Path] | None, typer.Argument(metavar="VALUES...", help="CSV, TSV, XLSX or Parquet, long or wide.")
    ] = None,
    indicator: Annotated[str | None, typer.Option(help="The id of an indicator; by default all.")] = None,
    target: Annotated[float | None, typer.Option(help="A value of the indicator: how likely it is reached.")] = None,
    band: Annotated[str | None, typer.Option(help="The id of a band: how likely it is reached.")] = None,
    areas: PlacesOption = None,
    language: LanguageOption = None,
    as_json: JsonOption = False,
) -> None:
    """Where the indicators of an area will be in a year if all goes on, with an interval; never over a break."""
    from qala.cli import forecast as command

    asked = command.Asked(area, year, indicator, target, band, areas)
    command.run(name, values or (), asked, language, as_json)
