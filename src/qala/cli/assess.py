"""`qala assess`."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from qala.cli import inputs
from qala.engine import Settings, assess, default_bases, parse_periods, write_assessment
from qala.texts import text


@dataclass(frozen=True, slots=True)
class Asked:
    """What an assessment is made of, beside the standard and the files of values."""

    period: str
    areas: Path | None
    as_known: str | None
    bases: tuple[str, ...]
    weights: str | None
    decimal_comma: bool
    seed: int = 1
    kind: str | None = None


def run(name: str, paths: Sequence[Path], asked: Asked, out: Path, as_json: bool) -> None:
    """Assesses and writes the folder."""
    made = assessed(name, paths, asked)
    write_assessment(made, out)
    if as_json:
        typer.echo(json.dumps(made, ensure_ascii=False))
    else:
        typer.echo(text("cli.assessed", inputs.language(None), folder=out, digest=made["digest"]))


def assessed(name: str, paths: Sequence[Path], asked: Asked) -> dict[str, Any]:
    """The assessment; says on standard error where it rests on declared values because there are no others."""
    standard = inputs.standard(name)
    periods = parse_periods(asked.period)
    places = inputs.areas(standard, asked.areas)
    wide = periods[0] if len(periods) == 1 else None
    table = inputs.values(standard, paths, places, wide, asked.decimal_comma)
    bases = asked.bases or default_bases(table)
    if not asked.bases and "declared" in bases:
        typer.echo(text("cli.basis_declared", inputs.language(None)), err=True)
    settings = Settings(periods, bases, asked.as_known, asked.weights, kind=asked.kind, seed=asked.seed)
    return assess(standard, table, settings, places)
