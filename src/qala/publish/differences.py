"""A comparison of two assessments in the terminal."""

from collections.abc import Mapping
from typing import Any

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from qala.insight import Comparison, IndicatorChange, NodeChange, standard_of
from qala.publish.marks import marks_of
from qala.publish.naming import titles_of
from qala.texts import Language, number, text

WORDS = {"value": "value_cause", "coverage": "coverage", "boundary": "boundary_cause", "method": "method"}
"""The word for each cause."""


def render_comparison(
    found: Comparison,
    after: Mapping[str, Any],
    language: Language,
    console: Console,
    area: str | None = None,
    node: str | None = None,
) -> None:
    """Prints what changed in each area: its nodes with the causes, then its indicators."""
    standard = standard_of(after)
    titles = titles_of(standard, language)
    names = {row["id"]: row["name"][language] or row["id"] for row in after["areas"]["rows"]}
    sides = [f"{side.standard}@{side.edition} · {side.period} · {side.basis}" for side in (found.before, found.after)]
    console.print(Text(" → ".join(sides), style="bold"))
    for said in marks_of(found, names, language):
        console.print(Text(f"◇ {said}", style="yellow"))
    below = _below(standard.children, node)
    for id_, name in names.items():
        if area in (None, id_):
            nodes = [one for one in found.nodes if one.area == id_ and _shown(one, below)]
            indicators = [one for one in found.indicators if one.area == id_ and (not below or one.parent in below)]
            if nodes or indicators:
                console.print(_area(name, nodes, indicators, titles, language))


def _below(children: Mapping[str, tuple[str, ...]], node: str | None) -> set[str]:
    found, waiting = set(), [node] if node else []
    while waiting:
        one = waiting.pop()
        found.add(one)
        waiting += children.get(one, ())
    return found


def _shown(one: NodeChange, below: set[str]) -> bool:
    return one.before != one.after and (not below or one.node in below)


def _area(
    name: str, nodes: list[NodeChange], indicators: list[IndicatorChange], titles: Mapping[str, str], language: Language
) -> RenderableType:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, title=name, title_justify="left")
    table.add_column(text("explain.node", language))
    for key in ("before", "after", "change", *WORDS.values()):
        table.add_column(text(f"explain.{key}", language), justify="right")
    for one in nodes:
        parts = [getattr(one, cause) for cause in WORDS]
        table.add_row(
            titles.get(one.node, one.node), _degree(one.before, language), _degree(one.after, language),
            *(_signed(part, language) for part in (one.change, *parts)),
        )  # fmt: skip
    lines = [_line(one, titles, language) for one in indicators]
    return Group(table, *lines, "")


def _line(one: IndicatorChange, titles: Mapping[str, str], language: Language) -> Text:
    both = (one.value_before, one.value_after)
    values = " → ".join("–" if value is None else number(value, language, 3) for value in both)
    degrees = " → ".join(_degree(degree, language) for degree in (one.degree_before, one.degree_after))
    causes = ", ".join(text(f"explain.{WORDS[cause]}", language).lower() for cause in one.causes)
    line = Text(f"  {titles.get(one.indicator, one.indicator)}: ")
    line.append(values, style="bold")
    line.append(f" ({degrees}) {causes}", style="dim")
    return line


def _degree(value: float | None, language: Language) -> str:
    return "–" if value is None else number(value, language, 2, fixed=True)


def _signed(value: float | None, language: Language) -> str:
    if value is None:
        return "–"
    shown = number(abs(value), language, 2, fixed=True)
    return shown if round(value, 2) == 0 else f"{'+' if value > 0 else '−'}{shown}"
