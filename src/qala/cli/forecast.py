"""`qala forecast`."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import typer
from rich.console import Console

from qala.cli import inputs
from qala.engine import areas_of, default_bases, read_assessment
from qala.errors import BadUse
from qala.insight import standard_of
from qala.insight.forecast import Aim, Foresight, forecast, foresight_in, foresight_of
from qala.publish import render_forecast
from qala.standard import Standard
from qala.texts import Language


@dataclass(frozen=True, slots=True)
class Asked:
    """Of what, for when, and what is to be reached."""

    area: str
    year: int
    indicator: str | None
    target: float | None
    band: str | None
    areas: Path | None


def run(name: str, paths: Sequence[Path], asked: Asked, language: Language | None, as_json: bool) -> None:
    """Prints where the indicators of an area will be, from values or from an assessment that holds them."""
    if asked.target is not None and asked.band is not None:
        raise BadUse("forecast.target_and_band")
    standard, foresight = _given(name, paths, asked.areas)
    found = forecast(standard, foresight, asked.area, asked.year, asked.indicator, Aim(asked.target, asked.band))
    if as_json:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False))
    else:
        render_forecast(found, standard, foresight.history.areas, inputs.language(language), Console())


def _given(name: str, paths: Sequence[Path], areas: Path | None) -> tuple[Standard, Foresight]:
    path = Path(name)
    if path.suffix == ".json" or (path / "assessment.json").is_file():
        if paths:
            raise BadUse("forecast.values_and_assessment")
        made = read_assessment(path)
        return standard_of(made), foresight_in(made)
    if not paths:
        raise BadUse("forecast.no_values")
    standard = inputs.standard(name)
    places = inputs.areas(standard, areas)
    values = inputs.values(standard, paths, places)
    return standard, foresight_of(standard, values, places or areas_of(values), default_bases(values)[0])
