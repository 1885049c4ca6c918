"""`qala site`: whether the site is well, its backups, putting one back, and whether it is what it was."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qala.cli.options import JsonOption
from qala.errors import BadUse
from qala.texts import Language, text

if TYPE_CHECKING:
    from qala.web.running.services import Said

app = typer.Typer(no_args_is_help=True, help="Running the site: check, backup, restore, upgrade, audit.")


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


@app.command(epilog="Example: qala site backup /var/backups/qala")
def backup(
    place: Annotated[Path, typer.Argument(metavar="FILE|FOLDER", help="A .tar.gz file, or a folder for a new one.")],
    with_keys: Annotated[bool, typer.Option("--with-keys", help="With the secret and the signing keys.")] = False,
) -> None:
    """Writes all that the site knows into one file, as it is at one moment, while the site runs."""
    from qala.cli import inputs, site

    site.set_up()
    from qala.web.running import services

    with site.reached():
        if not services.ready():
            raise BadUse("cli.no_tables")
        made = services.back_up(place, datetime.now(UTC), with_keys)
    key = "running.backed_up_with_keys" if with_keys else "running.backed_up"
    typer.echo(text(key, inputs.language(None), file=made, size=f"{made.stat().st_size / 1e6:.1f}"))


@app.command(epilog="Example: qala site restore /var/backups/qala/qala-20261124T020000Z.tar.gz")
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What qala site backup wrote.")],
    replace: Annotated[bool, typer.Option("--replace", help="In place of what the site has.")] = False,
) -> None:
    """Puts a backup back, whole or not at all, into SQLite or PostgreSQL, whichever it was made of."""
    from qala.cli import inputs, site

    site.set_up()
    from qala.web.running import services

    with site.reached():
        made = services.restore(file, replace)
    count = sum(one.get("rows", 0) for one in made["members"])
    key = "running.restored_with_keys" if made["keys"] else "running.restored"
    typer.echo(text(key, inputs.language(None), at=made["at"], rows=count))


@app.command("finish-upgrade", epilog="Example: qala site finish-upgrade")
def finish_upgrade() -> None:
    """After an upgrade, when no process of the former version runs: takes out of the tables what that one needed."""
    from qala.cli import inputs, site

    site.set_up()
    from qala.web.running import services

    with site.reached():
        made = services.upgrading.finish()
    key = "running.upgrade_finished" if made else "running.upgrade_was_finished"
    typer.echo(text(key, inputs.language(None), count=len(made), names=", ".join(made)))


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


@app.command(epilog="Example: qala site audit --signature kept/assessment.sig")
def audit(
    signature: Annotated[
        list[Path] | None, typer.Option(help="A signature that you kept when it was published; may be repeated.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Find whatever was changed, taken out or put in behind the site's back, and say where."""
    from qala.cli import audit as command

    command.run(signature or (), as_json)
