"""What `qala rating` does."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from qala import packs
from qala.areas.model import Areas
from qala.cli import inputs
from qala.engine import Settings, assess, default_bases, parse_periods
from qala.engine.run import BASES
from qala.errors import BadUse
from qala.insight import Beside, Rating, rating
from qala.insight.rating import kind_of
from qala.publish import rating_records, render_rating, render_ratings, render_table
from qala.publish.csv_file import csv_of
from qala.publish.rating_export import COLUMNS
from qala.standard import Standard, read_standard
from qala.texts import Language, number, text
from qala.values.expected import expected_of, expected_of_all
from qala.values.model import Values
from qala.values.read import read_values


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which area and period, from what is known."""

    area: str
    period: str
    areas: Path | None
    as_known: str | None
    bases: tuple[str, ...]
    decimal_comma: bool


def list_ratings(asked: Language | None, as_json: bool) -> None:
    """Prints the ratings that ship."""
    found = [_about(one) for one in _shipped() if one.rating]
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False))
        return
    language = inputs.language(asked)
    for one in found:
        said = {"kind": text(f"rating.kind_{one['kind']}", language), "title": one["title"][language]}
        typer.echo(text("rating.list_row", language, **(one | said)))


def show(names: Sequence[str], paths: Sequence[Path], asked: Asked, said: Language | None, as_json: bool) -> None:
    """Prints how ready a city is: for one rating all that it lacks, for several a row each."""
    shipped = _shipped()
    chosen = [_rating_named(name, shipped) for name in names] or [one for one in shipped if one.rating]
    known = _known(chosen, shipped, paths, asked)
    found = [_ready(one, known, asked, shipped) for one in chosen]
    if as_json:
        shown = [asdict(one) for one in found]
        typer.echo(json.dumps(shown[0] if len(names) == 1 else shown, ensure_ascii=False))
        return
    language, console = inputs.language(said), Console()
    places = inputs.areas(chosen[0], asked.areas)
    name = _name_of(places, asked, language)
    if len(names) == 1:
        render_rating(found[0], chosen[0], name, language, console)
    else:
        render_ratings(found, {one.id: one for one in chosen}, name, language, console)


def export(name: str, paths: Sequence[Path], asked: Asked, out: Path, said: Language | None) -> None:
    """Writes what a rating asks of a city, and what is known of it."""
    if out.suffix.lower() not in (".csv", ".xlsx"):
        raise BadUse("rating.suffix")
    shipped, language = _shipped(), inputs.language(said)
    standard = _rating_named(name, shipped)
    made = _assessed(standard, _known([standard], shipped, paths, asked), asked)
    records = list(rating_records(made, asked.area, language))
    table = out.suffix.lower() == ".xlsx"
    inputs.write(render_table("rating", records, language) if table else csv_of(COLUMNS, records), out)
    known = sum(record["value"] is not None for record in records)
    counts = {"count": number(len(records), language), "known": number(known, language)}
    typer.echo(text("rating.written", language, file=out, **counts))


@cache
def _shipped() -> tuple[Standard, ...]:
    return tuple(read_standard(folder) for folder in packs.standards())


def _about(standard: Standard) -> dict[str, Any]:
    asked = sum(one.weight > 0 for one in standard.indicators)
    about = {"id": standard.id, "edition": standard.edition, "kind": kind_of(standard), "asked": asked}
    return about | {"title": asdict(standard.title)}


def _rating_named(name: str, shipped: Sequence[Standard]) -> Standard:
    found = inputs.standard(name)
    if not found.rating:
        known = ", ".join(one.id for one in shipped if one.rating)
        raise BadUse("rating.not_rating", standard=found.id, known=known)
    return found


def _known(chosen: Sequence[Standard], shipped: Sequence[Standard], paths: Sequence[Path], asked: Asked) -> Values:
    """All that is known, of facts that any standard asks for."""
    if len(parse_periods(asked.period)) != 1:
        raise BadUse("rating.one_period", value=asked.period)
    every = {(one.id, one.edition): one for one in (*shipped, *chosen)}
    places = inputs.areas(chosen[0], asked.areas)
    expected = expected_of_all(tuple(every.values()), places, packs.facts(), asked.decimal_comma)
    return read_values(paths, expected, asked.period)


def _assessed(standard: Standard, known: Values, asked: Asked) -> Mapping[str, Any]:
    """The assessment from those values that the standard asks for, on the bases asked, by default on both."""
    places = inputs.areas(standard, asked.areas)
    facts = expected_of(standard, places, packs.facts()).facts
    own = Values.of(known.frame.filter(known.frame["fact"].is_in(list(facts or ()))))
    usual = default_bases(known)
    bases = tuple(dict.fromkeys(asked.bases)) or (*usual, *(basis for basis in BASES if basis not in usual))
    return assess(standard, own, Settings((asked.period,), bases, asked.as_known), places)


def _ready(standard: Standard, known: Values, asked: Asked, shipped: tuple[Standard, ...]) -> Rating:
    made = _assessed(standard, known, asked)
    return rating(made, asked.area, Beside(known, shipped, asked.as_known))


def _name_of(places: Areas | None, asked: Asked, language: Language) -> str:
    """The name of the area in the period, else its id."""
    there = {} if places is None else places.at(asked.period)
    return there[asked.area].name.text(language) if asked.area in there else asked.area
