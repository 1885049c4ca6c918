"""`qala site`: whether the site is well, its backups, and putting one back."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from qala.errors import BadUse
from qala.texts import Language, text

if TYPE_CHECKING:
    from qala.web.running.services import Said

app = typer.Typer(no_args_is_help=True, help="Running the site: check, backup, restore.")


@app.command(epilog="Example: qala site check --json")
def check(
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Whether all is well with the site, and what to do where it is not; exit code 1 where there is a problem."""
    from qala.cli import inputs

    language = inputs.language(None)
    said = list(_looked())
    well = all(one.state != "problem" for one in said)
    if as_json:
        told = {"well": well, "checks": [one.as_json(language) for one in said]}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        _show(said, language)
    raise SystemExit(0 if well else 1)


def _looked() -> Iterator["Said"]:
    from qala.cli import site
    from qala.files.home import home
    from qala.web.running import store
    from qala.web.running.said import Said

    found = list(store.look(home()))
    yield from found
    if any(one.name in ("no_home", "not_writable") for one in found):
        return
    try:
        site.set_up()
    except BadUse as error:
        yield Said("settings", "refused", "problem", problem=str(error))
        return
    from qala.web.running import services

    yield from services.look()


def _show(said: list["Said"], language: Language) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for one in said:
        table.add_row(
            text(f"running.part_{one.part}", language), text(f"running.{one.state}", language), one.text(language)
        )
    Console(highlight=False, markup=False).print(table)
