"""`qala verify`."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import typer

from qala.cli import inputs
from qala.cli.signed import signature_of
from qala.engine import read_assessment, verify
from qala.engine.verify import Verdict, areas_in
from qala.errors import CheckFailed
from qala.insight import standard_of
from qala.texts import Language, number, text


@dataclass(frozen=True)
class Against:
    """What an assessment is verified against: other values, another standard, a signature, the keys of that."""

    values: Sequence[Path]
    standard: str | None
    signature: Path | None
    keys: Path | None


def run(path: Path, against: Against, asked: Language | None, as_json: bool) -> None:
    """Recomputes; prints both digests, and where they differ the largest difference and every changed band; then what
    the signature is worth. Raises CheckFailed where the digests differ, or the signature is wrong.
    """
    made = read_assessment(path)
    signed = signature_of(path, made["digest"], against.signature, against.keys)
    language = inputs.language(asked)
    own = inputs.standard(against.standard) if against.standard else None
    table = inputs.values(own or standard_of(made), against.values, areas_in(made)) if against.values else None
    verdict = verify(made, own, table)
    if as_json:
        signature = {"signature": signed.as_json() if signed else None}
        typer.echo(json.dumps({"same": verdict.same, **asdict(verdict), **signature}, ensure_ascii=False))
    elif verdict.same:
        typer.echo(text("cli.verified", language, digest=verdict.said))
    if not verdict.same:
        _tell(verdict, language, as_json)
    elif signed:
        said = signed.said(language)
        if not as_json:
            typer.echo(said)


def _tell(verdict: Verdict, language: Language, as_json: bool) -> None:
    if not as_json:
        for part in verdict.inputs:
            typer.echo(text("cli.input_differs", language, part=text(f"cli.input_{part}", language)))
        if verdict.largest_at:
            area, node, period, basis = verdict.largest_at
            where = {"area": area, "node": node, "period": period, "basis": basis}
            typer.echo(text("cli.largest", language, gap=number(verdict.largest, language, 6), **where))
        for area, node, period, basis, before, after in verdict.bands:
            where = {"area": area, "node": node, "period": period, "basis": basis}
            typer.echo(text("cli.band_differs", language, before=before or "—", after=after or "—", **where))
    raise CheckFailed("cli.not_verified", said=verdict.said, found=verdict.found)
