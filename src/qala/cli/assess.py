"""`qala assess`."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from qala.areas.model import Areas
from qala.cli import inputs
from qala.cli.progress import shown_progress
from qala.engine import Settings, assess, default_bases, parse_periods, write_assessment
from qala.standard import Standard
from qala.texts import text
from qala.values.model import Values


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
    replications: int | None
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
    if options.replications is None:
        made: Mapping[str, Any] = assess(standard, table, settings, places)
    else:
        made = _robustly(standard, table, settings, places, options.replications)
    write_assessment(made, options.out)
    if options.as_json:
        typer.echo(json.dumps(made, ensure_ascii=False))
    else:
        typer.echo(text("cli.assessed", inputs.language(None), folder=options.out, digest=made["digest"]))


def _robustly(
    standard: Standard, table: Values, settings: Settings, places: Areas | None, replications: int
) -> Mapping[str, Any]:
    """The assessment with its robustness, with a bar; interrupted, with the replications that are done."""
    from qala.robust import assess_robustly

    with shown_progress(text("robust.progress", inputs.language(None))) as progress:
        made = assess_robustly(standard, table, settings, places, replications, progress)
    done = made["robustness"]["replications"]
    if done < replications:
        typer.echo(text("robust.interrupted", inputs.language(None), done=done, asked=replications), err=True)
    return made
