"""`qala person`: accounts and rights of those who work on the site."""

import sys
from datetime import datetime
from typing import Annotated

import typer

from qala.errors import BadUse
from qala.texts import LANGUAGES, Language, text

app = typer.Typer(no_args_is_help=True, help="Accounts and rights of those who work on the site.")
Username = Annotated[str, typer.Argument(help="2 to 60 of a-z, 0-9, dot, hyphen, low line.")]
FromStdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")]


Roles = Annotated[list[str], typer.Option(help="What they may do everywhere, such as publisher; may be repeated.")]
OneRole = Annotated[str, typer.Option(help="What they may do, such as contributor.")]
Area = Annotated[str, typer.Option(help="The code of the place where it counts, such as 351010000; else everywhere.")]
Of = Annotated[str, typer.Option("--organisation", help="The BIN of the organisation that they act for.")]
Until = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The last day on which it counts.")]


@app.command(epilog='Example: qala person add aigerim --name "Aigerim Serik" --role method_team')
def add(
    username: Username,
    name: Annotated[str, typer.Option(help="As publications name the person.")],
    role: Roles,
    password_stdin: FromStdin = False,
) -> None:
    """A new account; its password is asked for."""
    language = ready()
    from qala.web.people import services

    made = services.add(username, name, role, _password(password_stdin, language))
    typer.echo(text("people.added", language, name=made.name, username=made.username))


@app.command(
    epilog='Example: qala person invite bolat@akimat.kz --name "Bolat Omarov" --role contributor --area 351010000'
)
def invite(
    email: Annotated[str, typer.Argument(help="Where the letter goes.")],
    name: Annotated[str, typer.Option(help="As publications name the person.")],
    role: OneRole,
    area: Area = "",
    organisation: Of = "",
    until: Until = None,
    site: Annotated[str, typer.Option(help="The address of the site, before the path; else of QALA_HOSTS.")] = "",
    language: Annotated[str, typer.Option(help=f"Of the letter: {', '.join(LANGUAGES)}.")] = "kk",
) -> None:
    """Invites somebody to make an account; the link is printed, and sent where there is a mail server."""
    spoken = ready()
    from django.urls import reverse
    from django.utils import timezone

    from qala.web.people import services

    asked = services.Asked(role, area, organisation, until.date() if until else None)
    guest = services.Guest(email, name, language)
    made, secret = services.invite(None, guest, asked, timezone.now())
    link = (site or services.site()).rstrip("/") + reverse("invitation", args=[made.language, secret])
    services.send_letter(made.email, "invitation", made.spoken, link=link, name=made.name)
    typer.echo(text("people.invited_said", spoken, email=made.email, link=link))


@app.command(epilog="Example: qala person grant bolat --role approver --area 351010000 --until 2027-01-31")
def grant(username: Username, role: OneRole, area: Area = "", organisation: Of = "", until: Until = None) -> None:
    """Gives a right."""
    language = ready()
    from django.utils import timezone

    from qala.web.people import services

    asked = services.Asked(role, area, organisation, until.date() if until else None)
    made = services.grant(None, services.named(username), asked, timezone.now())
    typer.echo(text("people.given", language, name=made.person.name))


@app.command("take-back", epilog="Example: qala person take-back 12")
def take_back(number: Annotated[int, typer.Argument(help="The right's number, as qala person list shows it.")]) -> None:
    """Takes a right back."""
    language = ready()
    from django.utils import timezone

    from qala.web.people import services

    ended = services.take_back(None, number, timezone.now())
    typer.echo(text("people.taken_back", language, name=ended.person.name))


@app.command("list", epilog="Example: qala person list")
def list_() -> None:
    """All accounts with their rights, each with its number."""
    language = ready()
    from qala.web.people import services

    everybody = services.everybody()
    for person, held in everybody:
        state = text("people.active" if person.is_active else "people.inactive", language)
        typer.echo("\t".join((person.username, person.name, ", ".join(_right(one) for one in held), state)))
    if not everybody:
        typer.echo(text("people.nobody_yet", language))


@app.command(epilog="Example: qala person end aigerim")
def end(username: Username) -> None:
    """Ends an account; what the person did stays told."""
    language = ready()
    from qala.web.people import services

    typer.echo(text("people.ended", language, name=services.end(username).name))


@app.command(epilog="Example: qala person password aigerim")
def password(username: Username, password_stdin: FromStdin = False) -> None:
    """Another password, which signs the person out everywhere."""
    language = ready()
    from qala.web.people import services

    made = services.set_password(username, _password(password_stdin, language))
    typer.echo(text("people.password_set", language, name=made.name))


@app.command("take-second-factor", epilog="Example: qala person take-second-factor aigerim")
def take_second_factor(username: Username) -> None:
    """Takes the second factor of who has lost it."""
    language = ready()
    from django.utils import timezone

    from qala.web.people import services

    person = services.named(username)
    services.take_second_factor(person, None, timezone.now())
    typer.echo(text("people.second_factor_taken", language, name=person.name))


def _right(one: object) -> str:
    """`role@area until day #number`."""
    role, area, until = (getattr(one, name) for name in ("role", "area", "until"))
    return f"{role}{f'@{area}' if area else ''}{f' until {until}' if until else ''} #{getattr(one, 'pk', 0)}"


def ready() -> Language:
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
