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


@dataclass(frozen=True, slots=True)
class Output:
    """Where the assessment is written, and whether it is printed too."""

    folder: Path
    as_json: bool


def run(name: str, paths: Sequence[Path], asked: Asked, replications: int | None, output: Output) -> None:
    """Assesses and writes the folder; with the robustness where replications are asked for."""
    language = inputs.language(None)
    made = assessed(name, paths, asked) if replications is None else _robustly(name, paths, asked, replications)
    write_assessment(made, output.folder)
    if output.as_json:
        typer.echo(json.dumps(made, ensure_ascii=False))
    else:
        typer.echo(text("cli.assessed", language, folder=output.folder, digest=made["digest"]))


def assessed(name: str, paths: Sequence[Path], asked: Asked) -> dict[str, Any]:
    """The assessment; says on standard error where it rests on declared values because there are no others."""
    return assess(*given(name, paths, asked))


def given(name: str, paths: Sequence[Path], asked: Asked) -> tuple[Standard, Values, Settings, Areas | None]:
    """What an assessment is made of, read; says where it rests on declared values because there are no others."""
    standard = inputs.standard(name)
    periods = parse_periods(asked.period)
    places = inputs.areas(standard, asked.areas)
    wide = periods[0] if len(periods) == 1 else None
    table = inputs.values(standard, paths, places, wide, asked.decimal_comma)
    bases = asked.bases or default_bases(table)
    if not asked.bases and "declared" in bases:
        typer.echo(text("cli.basis_declared", inputs.language(None)), err=True)
    settings = Settings(periods, bases, asked.as_known, asked.weights, kind=asked.kind, seed=asked.seed)
    return standard, table, settings, places


def _robustly(name: str, paths: Sequence[Path], asked: Asked, replications: int) -> Mapping[str, Any]:
    """The assessment with its robustness, with a bar; interrupted, with the replications that are done."""
    from qala.robust import assess_robustly

    language = inputs.language(None)
    with shown_progress(text("robust.progress", language)) as progress:
        made = assess_robustly(*given(name, paths, asked), replications, progress)
    done, untold = made["robustness"]["replications"], made["robustness"]["untold"]
    if untold:
        typer.echo(text("robust.untold", language, nodes=", ".join(untold)), err=True)
    if done < replications:
        typer.echo(text("robust.interrupted", language, done=done, asked=replications), err=True)
    return made
