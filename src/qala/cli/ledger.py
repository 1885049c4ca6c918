"""`qala ledger`."""

import json
from collections.abc import Sequence
from pathlib import Path

import typer

from qala.cli import inputs
from qala.errors import BadFile, CheckFailed
from qala.files.text import read_bytes
from qala.publish.chain import Head
from qala.texts import Language, text

MOST = 500 * 2**20
"""Bytes of a ledger."""
SMALL = 2**20
"""Bytes of a signature or a file of keys."""


def run(path: Path, signatures: Sequence[Path], keys: Path | None, asked: Language | None, as_json: bool) -> None:
    """Prints what was changed, taken out or put in, each in a sentence. Raises CheckFailed where anything was."""
    from qala.publish.ledger_file import breaks_in, read_chains

    language = inputs.language(asked)
    chains = read_chains(read_bytes(path, MOST), str(path))
    kept = [head for file in signatures for head in _heads(file, keys)]
    found = list(breaks_in(chains, kept))
    said = [text(f"ledger.{one.fault}", language, **_fields(one.chain, one.first, one.last)) for one in found]
    entries = sum(len(links) for links in chains.values())
    if as_json:
        rows = [{"code": one.fault, "chain": one.chain, "first": one.first, "last": one.last} for one in found]
        typer.echo(json.dumps({"entries": entries, "kept": len(kept), "found": rows}, ensure_ascii=False))
    else:
        for one in said:
            typer.echo(one)
    if found:
        raise CheckFailed("ledger.touched", count=len(found))
    if not as_json:
        typer.echo(text("ledger.untouched", language, entries=entries, kept=len(kept)))


def _heads(file: Path, keys: Path | None) -> tuple[Head, ...]:
    from qala.publish.signature import judge, read_keys, read_signature

    signature = read_signature(read_bytes(file, SMALL), str(file))
    known = read_keys(read_bytes(keys, SMALL), str(keys)) if keys else ()
    if keys and judge(signature, signature.digest, known) not in ("valid", "lost-key"):
        raise BadFile("ledger.not_ours", name=file)
    return signature.heads


def _fields(chain: str, first: int, last: int) -> dict[str, object]:
    return {"chain": chain, "first": first, "last": last, "count": last}
