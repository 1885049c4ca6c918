"""`qala benchmark`."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from qala.cli import inputs
from qala.engine import read_assessment
from qala.engine.verify import areas_in
from qala.insight import standard_of
from qala.insight.benchmark import Among, Benchmark, benchmark
from qala.packs.world import world
from qala.publish import render_benchmark
from qala.texts import Language


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom an area is compared with."""

    node: str | None
    peers: int
    context: str
    values: Sequence[Path]


def run(path: Path, area: str, asked: Asked, language: Language | None, as_json: bool) -> None:
    """Prints an area beside its like and the best."""
    made = read_assessment(path)
    more = inputs.values(standard_of(made), asked.values, areas_in(made)) if asked.values else None
    context = tuple(name.strip() for name in asked.context.split(",") if name.strip())
    found = benchmark(made, area, asked.node, Among(asked.peers, context, more, world=world()))
    if as_json:
        typer.echo(json.dumps(_document(found), ensure_ascii=False))
    else:
        render_benchmark(found, inputs.language(language), Console())


def _document(found: Benchmark) -> Mapping[str, Any]:
    """All but the panel, and of the world's measures what they are, not the figures of all places."""
    shown = ("area", "node", "period", "basis")
    return {
        **{name: getattr(found, name) for name in shown},
        "peers": asdict(found.group),
        "indicators": [asdict(one) for one in found.indicators],
        "frontiers": [asdict(one) for one in found.frontiers],
        "abroad": [
            {name: value for name, value in asdict(one).items() if name != "measure"}
            | {name: value for name, value in asdict(one.measure).items() if name != "values"}
            for one in found.abroad
        ],
    }
