"""`qala assess`."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from qala.cli import inputs
from qala.engine import Settings, assess, default_bases, parse_periods, write_assessment
from qala.texts import text


@dataclass(frozen=True, slots=True)
class Options:
    """What `qala assess` was told."""

    period: str
    out: Path
    areas: Path | None
    as_known: str | None
    bases: tuple[str, ...]
    weights: str | None
    seed: int
    decimal_comma: bool
    as_json: bool


def run(name: str, paths: Sequence[Path], options: Options) -> None:
    """Assesses and writes the folder."""
    standard = inputs.standard(name)
    periods = parse_periods(options.period)
    places = inputs.areas(standard, options.areas)
    wide = periods[0] if len(periods) == 1 else None
    table = inputs.values(standard, paths, places, wide, options.decimal_comma)
    bases = options.bases or default_bases(table)
    if not options.bases and "declared" in bases:
        typer.echo(text("cli.basis_declared", inputs.language(None)), err=True)
    settings = Settings(periods, bases, options.as_known, options.weights, seed=options.seed)
    made = assess(standard, table, settings, places)
    write_assessment(made, options.out)
    if options.as_json:
        typer.echo(json.dumps(made, ensure_ascii=False))
    else:
        typer.echo(text("cli.assessed", inputs.language(None), folder=options.out, digest=made["digest"]))
