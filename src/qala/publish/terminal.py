"""The Map as a table in the terminal."""

from rich import box
from rich.columns import Columns
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from qala.publish.map_model import BandLook, Cell, MapView
from qala.texts import text

WIDE = 118
"""From this width on, columns are the industries where they fit; else they are the cities."""
_FIRST, _LEAST = 14, 10
"""The least width of the names, and of each industry's column."""


def render_terminal(view: MapView, console: Console) -> None:
    """Prints the Map: its title, the table, the scale, notes, and why cells have no degree."""
    console.print()
    console.print(Text(view.title, style="bold"))
    console.print(
        Text(
            f"{view.standard} · {text('map.edition', view.language, edition=view.edition, status=view.status)}",
            style="dim",
        )
    )
    console.print()
    console.print(_table(view, console.width))
    if view.scale or view.scores:
        console.print(_scale(view))
    for note in view.notes:
        console.print(Text(note, style="dim"))
    console.print()
    console.print(_reasons(view))
    console.print(Text(f"{text('map.digest', view.language)}: {view.digest}", style="dim"))


def _table(view: MapView, width: int) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_lines=True)
    if width >= max(WIDE, _FIRST + _LEAST * len(view.columns)):
        table.add_column(text("map.area", view.language), style="bold", vertical="middle", no_wrap=True)
        for column in view.columns:
            table.add_column(Text(column.title), max_width=14, min_width=9, vertical="bottom")
        for row in view.rows:
            table.add_row(row.name, *(_cell(cell, view) for cell in row.cells))
        return table
    first = 22 if width >= 100 else 16
    each = max(9, min(16, (width - first) // max(1, len(view.rows)) - 1))
    table.add_column("", style="bold", width=first)
    for row in view.rows:
        table.add_column(Text(_broken(row.name, each)), width=each, overflow="fold")
    for index, column in enumerate(view.columns):
        table.add_row(column.title, *(_cell(row.cells[index], view) for row in view.rows))
    return table


def _broken(name: str, width: int) -> str:
    """The name with a line's end after a hyphen of a word that does not fit."""
    return " ".join(word if len(word) <= width else word.replace("-", "-\n") for word in name.split())


def _cell(cell: Cell, view: MapView) -> RenderableType:
    marks = ("◇" if cell.boundaries else "") + ("?" if cell.questioned else "")
    marks += "≈" if cell.firmness and not cell.firmness.firm else ""
    arrow = "" if cell.arrow is None else f" {'▲' if cell.arrow.up else '▼'}{cell.arrow.degrees}"
    coverage = Text(
        " ".join(filter(None, (text("map.coverage_short", view.language, known=cell.known, asked=cell.asked), marks))),
        style="dim",
    )
    if cell.told:
        parts = (Text(cell.degree_text), *([Text(cell.short)] if cell.short else []), *([Text(marks)] if marks else []))
        return Group(*parts)
    if cell.band is None or cell.withheld:
        head = text("map.withheld", view.language) if cell.withheld else cell.degree_text
        return Group(Text(head, style="" if cell.withheld else "bold"), Text(cell.short, style="dim"), coverage)
    return Group(
        Text(f" {cell.degree_text}{arrow} ", style=f"bold {_style(cell.band)}"), Text(cell.band.title), coverage
    )


def _style(band: BandLook) -> str:
    return f"{band.text_colour} on {band.colour}"


def _scale(view: MapView) -> Columns:
    """The bands in lines, none of them broken."""
    bands = (Text.assemble((f" {band.span} ", _style(band)), f" {band.title}") for band in view.scale)
    return Columns(bands, padding=(0, 3))


def _reasons(view: MapView) -> RenderableType:
    """Why cells have no degree, each reason once, with the areas it holds for."""
    said: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for row in view.rows:
        for cell in row.cells:
            if cell.reasons:
                said.setdefault((cell.title, cell.reasons), []).append(row.name)
    lines: list[RenderableType] = []
    for (title, reasons), names in said.items():
        lines.append(Text.assemble((title, "bold"), " · " + ", ".join(names)))
        lines.append(Padding(Text(" ".join(reasons)), (0, 0, 0, 2)))
    return Group(*lines, "") if lines else ""
