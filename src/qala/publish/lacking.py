"""What a node lacks to a band, in the terminal."""

from collections.abc import Mapping
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from qala.insight import Gap, Lever, standard_of
from qala.publish.naming import named
from qala.publish.reasons import owner_of, unit_of
from qala.standard import Standard
from qala.texts import Language, number, percent, text


def render_gap(found: Gap, assessment: Mapping[str, Any], language: Language, console: Console) -> None:
    """Prints the indicators that could move the node, then who could by how much."""
    standard = standard_of(assessment)
    node = standard.node[found.node]
    bands = {band.id: named(band, language) for band in standard.scale_of(node).bands}
    name = next(row["name"][language] for row in assessment["areas"]["rows"] if row["id"] == found.area)
    console.print(Text(f"{name} · {named(node, language)} · {found.period}", style="bold"))
    now = "–" if found.now is None else f"{number(found.now, language, 2)} ({bands.get(found.band_now or '', '–')})"
    start = number(found.start, language, 2)
    console.print(Text(text("explain.gap_head", language, now=now, band=bands[found.band], start=start)))
    for need in found.needs:
        least = number(need.least, language, 2)
        title = named(standard.node[need.node], language)
        console.print(Text(text("explain.gap_need", language, node=title, least=least)))
    console.print(_levers(found, standard, language))
    for group in found.groups:
        who = (
            text(f"map.influence_{group.influence}", language)
            if group.influence
            else text("explain.everyone", language)
        )
        reached = "–" if group.reached is None else number(group.reached, language, 1)
        key = "explain.group_reaches" if group.share is not None else "explain.group_does_not"
        share = percent(group.share or 0.0, language)
        console.print(Text(text(key, language, who=who, count=group.indicators, reached=reached, share=share)))


def _levers(found: Gap, standard: Standard, language: Language) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(text("map.indicator", language), ratio=3)
    for key in ("now", "would_do", "at_best"):
        table.add_column(text(f"explain.{key}", language), justify="right")
    table.add_column(text("explain.who", language), ratio=2)
    for lever in found.levers:
        who = owner_of(standard.indicator[lever.indicator], language)
        table.add_row(
            named(standard.indicator[lever.indicator], language),
            _value(lever, lever.value_now, standard, language),
            _enough(lever, standard, language),
            "–" if lever.reached is None else number(lever.reached, language, 1, fixed=True),
            who,
        )
    return table


def _enough(lever: Lever, standard: Standard, language: Language) -> str:
    """The value that would do alone; where none would, that it would not."""
    if lever.alone is None:
        return text("explain.not_alone", language)
    if lever.value is None:
        return text("explain.degree_of", language, degree=number(lever.alone, language, 1))
    return _value(lever, lever.value, standard, language)


def _value(lever: Lever, value: float | None, standard: Standard, language: Language) -> str:
    if value is None:
        return "–"
    return f"{number(value, language, 2)} {unit_of(standard.indicator[lever.indicator], language)}".strip()
