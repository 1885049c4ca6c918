"""`qala key`: the keys that the site signs with."""

from datetime import UTC, datetime

import typer

app = typer.Typer(help="The keys that the site signs publications with: list, rotate, lost.", no_args_is_help=True)


@app.command("list", epilog="Example: qala key list")
def list_keys() -> None:
    """All keys of the site, the newest first, with what became of them."""
    from qala.cli import inputs, site
    from qala.texts import text

    site.prepare()
    from qala.web.publications.services import keys

    language = inputs.language(None)
    for key in keys.public_keys():
        typer.echo(f"{key.id}  {text('signature.' + key.state.replace('-', '_'), language)}  {key.reason}".rstrip())


@app.command(epilog="Example: qala key rotate")
def rotate() -> None:
    """Retire the key in use and sign with a new one; what the former signed stays valid."""
    from qala.cli import inputs, site
    from qala.texts import text

    site.prepare()
    from qala.web.publications.services import keys

    typer.echo(text("signature.rotated", inputs.language(None), key=keys.rotate(datetime.now(UTC))))


@app.command(epilog="Example: qala key lost 0123456789abcdef --reason 'the server was broken into'")
def lost(key: str, reason: str = typer.Option(..., help="What happened; the public reads it.")) -> None:
    """Say that a key was lost or stolen: nothing that it signed is valid any more."""
    from qala.cli import inputs, site
    from qala.texts import text

    site.prepare()
    from qala.web.publications.services import keys

    keys.lose(key, reason, datetime.now(UTC))
    typer.echo(text("signature.said_lost", inputs.language(None), key=key))
