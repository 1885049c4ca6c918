"""`qala series`."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from qala.areas.model import Areas
from qala.cli import inputs
from qala.cli.assess import Asked
from qala.engine import default_bases
from qala.errors import BadUse
from qala.publish.naming import named
from qala.standard import Standard
from qala.texts import Language, number, text
from qala.values.joined import Figure, Joined, joined
from qala.values.model import POPULATION, Values
from qala.values.select import choose


def run(
    name: str, what: tuple[str, str, str], paths: Sequence[Path], asked: Asked, language: Language | None, as_json: bool
) -> None:
    """Prints the series of an area within one boundary. what: the indicator, the area, and when its boundary is meant,
    blank: at the end of the last period that has a figure.
    """
    standard = inputs.standard(name)
    places = inputs.areas(standard, asked.areas)
    indicator, area, at = what
    if places is None or area not in places.ids:
        raise BadUse("series.no_area", value=area)
    fact, kind, title = _asked(standard, indicator, inputs.language(language))
    values = inputs.values(standard, paths, places, asked.period or None, asked.decimal_comma)
    figures = _figures(values, fact, asked)
    if not figures:
        raise BadUse("series.no_figures", indicator=indicator, area=area)
    end = at or max(period for _, period in figures)
    found = joined(area, end, figures, places, kind)
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False))
    else:
        chosen = inputs.language(language)
        head = text("series.title", chosen, area=_name(places, area, end, chosen), indicator=title, at=end)
        _render(found, places, head, chosen)


def _asked(standard: Standard, name: str, language: Language) -> tuple[str, str, str]:
    """The fact that an indicator, or a fact itself, names; its kind and title."""
    for one in standard.indicators:
        if name in (one.id, one.fact):
            return one.fact, one.kind, named(one, language)
    if name == POPULATION:
        return name, "count", text("city.population", language)
    raise BadUse("series.no_indicator", value=name, standard=standard.id)


def _figures(values: Values, fact: str, asked: Asked) -> dict[tuple[str, str], Figure]:
    """The figures that count, by the place that they really describe."""
    basis = (asked.bases or default_bases(values))[0]
    rows = choose(values, basis, asked.as_known).to_dicts()
    return {
        (row["boundary"] or row["area"], row["period"]): Figure(row["value"], row["numerator"], row["denominator"])
        for row in rows
        if row["fact"] == fact and row["value"] is not None and row["state"] == "reported"
    }


def _name(places: Areas, id_: str, period: str, language: Language) -> str:
    return places.name(id_, period).text(language)


def _render(found: Sequence[Joined], places: Areas, head: str, language: Language) -> None:
    console = Console()
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, title=head, title_justify="left")
    for key in ("period", "value", "rule"):
        table.add_column(text(f"series.{key}", language), justify="right" if key == "value" else "left")
    for one in found:
        names = ", ".join(_name(places, id_, one.period, language) for id_ in one.of)
        if one.value is None:
            said = text(f"series.why_{one.why}", language, place=_name(places, one.place, one.period, language))
            table.add_row(one.period, "–", Text(said, style="dim"))
        else:
            fields = {} if one.rule == "own" else {"of": names}
            table.add_row(
                one.period,
                number(one.value, language, 0 if one.rule == "divided" else 3),
                text(f"series.rule_{one.rule}", language, **fields),
            )
    console.print(table)
    acts = dict.fromkeys(act for one in found for act in one.basis)
    if acts:
        console.print(Text(text("series.basis", language, basis="; ".join(acts)), style="dim"))
