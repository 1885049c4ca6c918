"""`qala key`: the keys that the site signs publications with."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from qala.cli import inputs, site
from qala.texts import text

app = typer.Typer(no_args_is_help=True, help="The keys that the site signs publications with.")


@app.command("list", epilog="Example: qala key list")
def list_() -> None:
    """Every key that ever signed, with the time in which it did."""
    site.prepare()
    from qala.web.proposals import services

    language, keys = inputs.language(None), services.public_keys()
    for key in keys:
        about = {"key": key.id, "since": key.since, "until": key.until or "…", "withdrawn": key.withdrawn}
        typer.echo(text("proposals.key_row", language, **about).rstrip())
    if not keys:
        typer.echo(text("proposals.no_keys", language))


@app.command(epilog='Example: qala key withdraw 0123456789abcdef --reason "The file was copied by strangers."')
def withdraw(
    id: Annotated[str, typer.Argument(help="The 16 digits of the key.")],  # noqa: A002 - it is the key's id
    reason: Annotated[str, typer.Option(help="Why: everybody who verifies reads it.")],
) -> None:
    """Says that no signature of a key is to be trusted any more."""
    site.prepare()
    from qala.web.proposals import services

    services.withdraw_key(id, reason, datetime.now(UTC))
    typer.echo(text("proposals.key_withdrawn", inputs.language(None), key=id))
