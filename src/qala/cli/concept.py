"""`qala concept list|show|lint|new`."""

from pathlib import Path
from typing import Annotated

import typer

from qala.cli.options import JsonOption, LanguageOption

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="The typical concept and its solutions: list, show, lint, new."
)
FolderOption = Annotated[
    Path | None, typer.Option("--concept", metavar="FOLDER", help="Your own concept; by default the one that ships.")
]


@app.command("list", epilog="Example: qala concept list --industry transport --language ru")
def list_(
    industry: Annotated[str | None, typer.Option(help="Only those of an industry of the standard.")] = None,
    indicator: Annotated[str | None, typer.Option(help="Only those that move an indicator of the standard.")] = None,
    folder: FolderOption = None,
    language: LanguageOption = None,
    as_json: JsonOption = False,
) -> None:
    """The typical solutions by industry."""
    from qala.cli import concepts

    concepts.list_solutions(folder, (industry, indicator), language, as_json)


@app.command(epilog="Example: qala concept show led-street-lighting --residents 500000")
def show(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The id of a solution.")],
    residents: Annotated[
        int, typer.Option(min=1, max=100_000_000, help="How many live in the city that the costs are added up for.")
    ] = 500_000,
    folder: FolderOption = None,
    language: LanguageOption = None,
    as_json: JsonOption = False,
) -> None:
    """A solution: what it moves, rests on and costs, its risks, and how it is accepted."""
    from qala.cli import concepts

    concepts.show_solution(folder, id_, residents, language, as_json)


@app.command(epilog="Example: qala concept lint my-concept")
def lint(
    folder: Annotated[
        Path | None, typer.Argument(metavar="FOLDER", help="Your own concept; by default the one that ships.")
    ] = None,
    language: LanguageOption = None,
    as_json: JsonOption = False,
) -> None:
    """What is wrong with a concept and how to mend it; exit code 1 where anything is."""
    from qala.cli import concepts

    concepts.lint_concept(folder, language, as_json)


@app.command(epilog="Example: qala concept new my-concept")
def new(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A new folder.")],
    language: LanguageOption = None,
) -> None:
    """The concept that ships, copied into a folder to be made your own."""
    from qala.cli import concepts

    concepts.make_concept(folder, language)
