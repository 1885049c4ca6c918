"""The coherence report in the terminal."""

from collections.abc import Mapping
from typing import Any

from rich import box
from rich import table as rich_table
from rich.console import Console
from rich.text import Text

from qala.insight.coherence import Coherence
from qala.publish.coherence.report import coherence_view
from qala.publish.coherence.view import Cell, Row, Table
from qala.texts import Language, text

BLOCKS = "▁▂▃▄▅▆▇█"
LEAST_TITLE, EACH = 24, 11
"""The least width of the titles of a table of correlations, and the width of each of its columns."""


def render_coherence(found: Coherence, assessment: Mapping[str, Any], language: Language, console: Console) -> None:
    """Prints what stands out, then every section."""
    view = coherence_view(found, assessment, language)
    console.print(Text(view.title, style="bold"))
    for line in (view.lead, *view.cautions):
        console.print(Text(line, style="dim"))
    console.print(Text(f"\n{text('coherence.standing_out', language)}", style="bold"))
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
    if table.matrix and console.width < LEAST_TITLE + EACH * (len(table.columns) - 1):
        console.print(Text(table.instead))
        return
    drawn = rich_table.Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    drawn.add_column(Text(table.columns[0]), ratio=2, min_width=14)
    for column in table.columns[1:]:
        drawn.add_column(Text(column), justify="right", no_wrap=table.matrix)
    for row in table.rows:
        drawn.add_row(_head(row), *map(_cell, row.cells))
    console.print(drawn)


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
