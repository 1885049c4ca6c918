"""Faults that lint finds, as the command prints them."""

import json
from collections.abc import Sequence

import typer

from qala.cli import inputs
from qala.errors import CheckFailed
from qala.standard.lint.fault import Fault
from qala.texts import Language, text


def show_faults(faults: Sequence[Fault], asked: Language | None, as_json: bool) -> None:
    """Prints every fault with its mend. Raises CheckFailed where there is any."""
    language = inputs.language(asked)
    if as_json:
        rows = [{"code": fault.code, "text": fault.text(language)} for fault in faults]
        typer.echo(json.dumps(rows, ensure_ascii=False))
    else:
        for fault in faults:
            typer.echo(fault.text(language))
    if faults:
        raise CheckFailed("cli.faults", count=len(faults))
    if not as_json:
        typer.echo(text("cli.no_faults", language))
