"""`qala standard list|show|lint|new|diff`."""

from pathlib import Path
from typing import Annotated, Literal

import typer

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Standards: list, show, lint, new, diff.")
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
