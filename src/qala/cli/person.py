"""`qala person`: the accounts of those who propose and approve publications."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from qala.errors import BadUse
from qala.texts import Language, text

app = typer.Typer(no_args_is_help=True, help="Accounts of those who propose and approve publications on the site.")
Username = Annotated[str, typer.Argument(help="2 to 60 of a-z, 0-9, dot, hyphen, low line.")]
FromStdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")]


class Role(StrEnum):
    """A duty."""

    PROPOSER = "proposer"
    APPROVER = "approver"


@app.command(epilog='Example: qala person add aigerim --name "Aigerim Serik" --role proposer')
def add(
    username: Username,
    name: Annotated[str, typer.Option(help="As publications name the person.")],
    role: Annotated[list[Role], typer.Option(help="proposer or approver; may be repeated.")],
    password_stdin: FromStdin = False,
) -> None:
    """A new account; its password is asked for."""
    language = _ready()
    from qala.web.people import services

    made = services.add(username, name, role, _password(password_stdin, language))
    typer.echo(text("people.added", language, name=made.name, username=made.username))


@app.command("list", epilog="Example: qala person list")
def list_() -> None:
    """All accounts with their duties."""
    language = _ready()
    from qala.web.people import services

    everybody = services.everybody()
    for person, duties in everybody:
        state = text("people.active" if person.is_active else "people.inactive", language)
        typer.echo("\t".join((person.username, person.name, ", ".join(duties), state)))
    if not everybody:
        typer.echo(text("people.nobody_yet", language))


@app.command(epilog="Example: qala person end aigerim")
def end(username: Username) -> None:
    """Ends an account; what the person did stays told."""
    language = _ready()
    from qala.web.people import services

    typer.echo(text("people.ended", language, name=services.end(username).name))


@app.command(epilog="Example: qala person password aigerim")
def password(username: Username, password_stdin: FromStdin = False) -> None:
    """Another password, which signs the person out everywhere."""
    language = _ready()
    from qala.web.people import services

    made = services.set_password(username, _password(password_stdin, language))
    typer.echo(text("people.password_set", language, name=made.name))


def _ready() -> Language:
    """Raises BadUse where the database cannot be had."""
    from qala.cli import inputs, site

    site.prepare()
    from django.utils import translation

    language = inputs.language(None)
    translation.activate(language)
    return language


def _password(from_stdin: bool, language: Language) -> str:
    if from_stdin:
        given = sys.stdin.readline().rstrip("\r\n")
        if not given:
            raise BadUse("people.no_password")
        return given
    again = text("people.again", language)
    asked: str = typer.prompt(text("people.password", language), hide_input=True, confirmation_prompt=again)
    return asked
