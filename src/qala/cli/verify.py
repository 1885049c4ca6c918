"""`qala verify`."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import typer

from qala.cli import inputs
from qala.engine import read_assessment, verify
from qala.engine.verify import areas_in
from qala.errors import CheckFailed
from qala.insight import standard_of
from qala.texts import Language, number, text


def run(path: Path, values: Sequence[Path], name: str | None, asked: Language | None, as_json: bool) -> None:
    """Recomputes; prints both digests, and where they differ the largest difference and every changed band."""
    made = read_assessment(path)
    language = inputs.language(asked)
    own = inputs.standard(name) if name else None
    table = inputs.values(own or standard_of(made), values, areas_in(made)) if values else None
    verdict = verify(made, own, table)
    if as_json:
        typer.echo(json.dumps({"same": verdict.same, **asdict(verdict)}, ensure_ascii=False))
    elif verdict.same:
        typer.echo(text("cli.verified", language, digest=verdict.said))
    if verdict.same:
        return
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
