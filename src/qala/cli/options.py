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
