"""Arguments and options that several commands have."""

from pathlib import Path
from typing import Annotated, Literal

import typer

StandardName = Annotated[str, typer.Argument(metavar="STANDARD", help="A folder, or ID[@EDITION] of one that ships.")]
AssessmentPath = Annotated[Path, typer.Argument(metavar="ASSESSMENT", help="A folder or file made by qala assess.")]
LanguageOption = Annotated[Literal["kk", "ru", "en"] | None, typer.Option("--language", help="kk, ru or en.")]
BasisOption = Annotated[
    list[str], typer.Option("--basis", help="verified or declared; may be repeated; by default verified if any is.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
ValueFiles = Annotated[list[Path], typer.Argument(metavar="VALUES...", help="CSV, TSV, XLSX or Parquet, long or wide.")]
PlacesOption = Annotated[
    Path | None, typer.Option(help="areas.csv or a table that ships (ulgi); by default the standard's.")
]
KindOption = Annotated[str | None, typer.Option(help="Which kind of area instead of the standard's own.")]
AsKnownOption = Annotated[str | None, typer.Option(help="Only what was recorded by this date (ISO).")]
OneBasisOption = Annotated[str | None, typer.Option(help="verified or declared; by default verified if any is.")]
WeightsOption = Annotated[str | None, typer.Option(help="A weight set of the standard, or equal.")]
CommaOption = Annotated[bool, typer.Option(help="Numbers are written 12,4.")]
PageOption = Annotated[Path | None, typer.Option(help="Write the report as one page into this file.")]
