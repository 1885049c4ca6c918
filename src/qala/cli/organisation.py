"""`qala organisation`: ministries, akimats, operators and companies that take part."""

from typing import Annotated

import typer

from qala.texts import text

app = typer.Typer(no_args_is_help=True, help="Ministries, akimats, operators and companies that take part.")
KINDS = "ministry, akimat, operator or company"


@app.command(
    epilog="Example: qala organisation add 000140002217 --kind company --kk Қазпошта --ru Казпочта --en Kazpost"
)
def add(
    number: Annotated[str, typer.Argument(metavar="BIN", help="The business identification number.")],
    kind: Annotated[str, typer.Option(help=KINDS)],
    kk: Annotated[str, typer.Option(help="The name in Kazakh.")],
    ru: Annotated[str, typer.Option(help="The name in Russian.")],
    en: Annotated[str, typer.Option(help="The name in English.")],
    area: Annotated[str, typer.Option(help="The code of its place; else of the whole country.")] = "",
) -> None:
    """A new organisation."""
    from qala.cli.person import ready

    language = ready()
    from django.utils import timezone

    from qala.web.people import services

    made = services.organisations.add(number, {"kk": kk, "ru": ru, "en": en}, kind, area, at=timezone.now())
    typer.echo(text("people.organisation_added", language, name=made.name[language]))


@app.command("list", epilog="Example: qala organisation list")
def list_() -> None:
    """All organisations."""
    from qala.cli.person import ready

    language = ready()
    from qala.web.people import services

    every = services.organisations.everyone()
    for one in every:
        typer.echo("\t".join((one.bin, one.name[language], one.kind, one.area)))
    if not every:
        typer.echo(text("people.no_organisations", language))
