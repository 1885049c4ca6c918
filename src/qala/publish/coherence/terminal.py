"""The coherence report in the terminal."""

from collections.abc import Mapping
from typing import Any

from rich import box
from rich import table as rich_table
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from qala.insight.coherence import Coherence
from qala.publish.coherence.report import coherence_view
from qala.publish.coherence.view import Cell, CoherenceView, Row, Table
from qala.texts import Language, text

BLOCKS = "▁▂▃▄▅▆▇█"


def render_coherence(found: Coherence, assessment: Mapping[str, Any], language: Language, console: Console) -> None:
    """Prints what stands out, then every section."""
    render_view(coherence_view(found, assessment, language), text("coherence.standing_out", language), console)


def render_view(view: CoherenceView, standing_out: str, console: Console) -> None:
    """Prints a report: what stands out under its heading, then every section."""
    console.print(Text(view.title, style="bold"))
    for line in (view.lead, *view.cautions):
        console.print(Text(line, style="dim"))
    console.print(Text(f"\n{standing_out}", style="bold"))
    for line in view.standing_out:
        console.print(Text(f"  {line}"))
    for section in view.sections:
        console.print(Text(f"\n{section.title}", style="bold" if section.level > 2 else "bold underline"))
        for line in section.said:
            console.print(Text(line, style="dim"))
        for table in section.tables:
            _print(table, console)
    console.print(Text(f"\n{view.imprint} {view.digest}", style="dim"))


def _print(table: Table, console: Console) -> None:
    """The table; where it is too wide, what stands in its place, or one row below the other."""
    widths = _widths(table, console.width)
    if widths is None:
        if table.instead:
            console.print(Text(table.instead))
            return
        for row in table.rows:
            _print_row(row, table.columns[1:], console)
        return
    drawn = rich_table.Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    for index, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
        drawn.add_column(Text(column), width=width, justify="right" if index else "left")
    for row in table.rows:
        drawn.add_row(_head(row), *map(_cell, row.cells))
    console.print(drawn)


def _widths(table: Table, whole: int) -> list[int] | None:
    """The width of each column: as its numbers are, words broken at spaces; the rest for the heads. None: too wide."""
    longest = whole // 4
    widths = []
    for index, title in enumerate(table.columns[1:]):
        cells = [_cell(row.cells[index]).plain for row in table.rows]
        words = max(map(_longest, (title, *cells)))
        widths.append(max(words, min(longest, max(map(len, cells)))))
    heads = [table.columns[0], *(line for row in table.rows for line in (row.head, *row.notes))]
    # Beside each column stand its padding and a blank, and a blank at each edge.
    left = whole - sum(widths) - 2 * len(widths) - 3
    if left < max(map(_longest, heads)):
        return None
    return [min(left, max(map(len, heads))), *widths]


def _longest(words: str) -> int:
    return max(map(len, words.split(" ")))


def _print_row(row: Row, columns: tuple[str, ...], console: Console) -> None:
    cells = [
        Text.assemble((f"{column}: ", "dim"), _cell(cell)) for column, cell in zip(columns, row.cells, strict=True)
    ]
    console.print(_head(row))
    console.print(Padding(Text("; ").join(cells), (0, 0, 0, 2)))


def _head(row: Row) -> Text:
    found = Text(row.head)
    for note in row.notes:
        found.append(f"\n{note}", style="dim")
    return found


def _cell(cell: Cell) -> Text:
    return Text(bar(cell.bars) if cell.bars else cell.text, style="bold" if cell.strong else "")


def bar(counts: tuple[int, ...]) -> str:
    """A histogram in block characters, the tallest the fullest; a space where nothing is."""
    top = max(counts)
    return "".join(BLOCKS[-(-count * len(BLOCKS) // top) - 1] if count else " " for count in counts)
