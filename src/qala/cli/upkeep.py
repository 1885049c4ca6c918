"""`qala site`: looking after the site over the years."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Looking after the site: audit.", no_args_is_help=True)


@app.command(epilog="Example: qala site audit --signature kept/assessment.sig")
def audit(
    signature: Annotated[
        list[Path] | None, typer.Option(help="A signature that you kept when it was published; may be repeated.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Find whatever was changed, taken out or put in behind the site's back, and say where."""
    from qala.cli import audit as command

    command.run(signature or (), as_json)
