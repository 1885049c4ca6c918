"""The weights that experts' judgements give, expert by expert, and how consistent each of them is."""

from collections.abc import Iterator

from rich import box
from rich.console import Console
from rich.table import Table as Drawn
from rich.text import Text

from qala.publish.coherence.view import Cell, Row, Section, Table
from qala.publish.naming import titles_of
from qala.standard import Standard
from qala.standard.judgements import Opinion, opinions
from qala.texts import Language, number, percent, text


def opinion_section(standard: Standard, language: Language) -> Section | None:
    """What the judgements of a standard give, a table for each node that takes its weights from them; else None."""
    tables = tuple(_tables(standard, language))
    if not tables:
        return None
    said = text("authoring.opinions_said", language, limit=number(standard.consistency, language, 2))
    return Section(text("authoring.opinions", language), (said,), tables)


def render_opinions(standard: Standard, language: Language, console: Console) -> None:
    """Prints them, where there are any."""
    section = opinion_section(standard, language)
    if section is None:
        return
    console.print(Text(section.title, style="bold"))
    console.print(Text(section.said[0], style="dim"))
    for table in section.tables:
        drawn = Drawn(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, title=table.caption)
        for index, column in enumerate(table.columns):
            drawn.add_column(column, justify="right" if index else "left")
        for row in table.rows:
            drawn.add_row(row.head, *(Text(cell.text, style="bold" if cell.strong else "") for cell in row.cells))
        console.print(drawn)


def _tables(standard: Standard, language: Language) -> Iterator[Table]:
    titles = titles_of(standard, language)
    by_node: dict[str, list[Opinion]] = {}
    for one in opinions(standard):
        by_node.setdefault(one.node, []).append(one)
    for node, found in by_node.items():
        caption = text("authoring.opinions_of", language, node=titles[node])
        names = [titles[id_] for id_ in found[0].weights]
        columns = (text("authoring.expert", language), text("authoring.ratio", language), *names)
        yield Table(caption, columns, tuple(_rows(found, standard.consistency, language)))


def _rows(found: list[Opinion], limit: float, language: Language) -> Iterator[Row]:
    many = len(found) > 1
    for index, one in enumerate(found):
        unnamed = "together" if many and index == 0 else "unnamed"
        ratio = Cell(number(one.ratio, language, 3, fixed=True), strong=one.ratio > limit)
        weights = (Cell(percent(weight, language, 1)) for weight in one.weights.values())
        yield Row(one.expert or text(f"authoring.{unnamed}", language), (ratio, *weights))
