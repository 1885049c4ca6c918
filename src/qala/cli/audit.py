"""`qala site audit`."""

import json
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import typer

from qala.cli import inputs, site
from qala.errors import CheckFailed
from qala.files.text import read_bytes
from qala.texts import text

MOST = 2**20
"""Bytes of a signature."""


def run(signatures: Sequence[Path], as_json: bool) -> None:
    """Prints what was changed, taken out or put in, each in a sentence. Raises CheckFailed where anything was."""
    site.prepare()
    from qala.web.ledger import services as ledger
    from qala.web.proposals import services as proposals
    from qala.web.publications import services as publications

    language = inputs.language(None)
    elsewhere = publications.read_heads((str(file), read_bytes(file, MOST)) for file in signatures)
    kept = {*publications.signed_heads(), *elsewhere}
    found = list(chain(ledger.audit(kept), publications.audit(), proposals.audit()))
    if as_json:
        rows = [{"code": one.key, "where": one.where, "said": one.text(language)} for one in found]
        typer.echo(json.dumps({"entries": ledger.length(), "kept": len(kept), "found": rows}, ensure_ascii=False))
    else:
        for one in found:
            typer.echo(one.text(language))
    if found:
        raise CheckFailed("ledger.touched", count=len(found))
    if not as_json:
        typer.echo(text("ledger.untouched", language, entries=ledger.length(), kept=len(kept)))
