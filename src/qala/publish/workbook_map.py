"""The first sheet of the workbook: the Map in its colours, three rows to an area."""

from typing import Any

from qala.publish.drawing import INK, LINE, SOFT
from qala.publish.lettering import wrap
from qala.publish.map_model import BandLook, Cell, MapView
from qala.publish.tables import Value
from qala.texts import Language, text

_HEAD = 5
"""The row of the columns' titles."""
_LONGEST, _TALLEST = 32_767, 409
"""What a spreadsheet allows: the letters of a cell, the points of a row's height."""
_NAME, _COLUMN, _PIXELS = 22, 17, 7
"""Widths of columns in characters, and the pixels of one."""


def put(sheet: Any, row: int, column: int, value: Value, look: Any) -> None:
    """Writes a number as a number and a text as that text, whatever it begins with."""
    if value is None:
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, str):
        sheet.write_string(row, column, value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…", look)
    else:
        sheet.write_number(row, column, value, look)


def write_map(book: Any, sheet: Any, view: MapView) -> None:
    """Writes the Map, its scale and its notes, and sets the sheet up to be printed on A4."""
    sheet.set_column(0, 0, _NAME)
    sheet.set_column(1, len(view.columns), _COLUMN)
    _write_heading(book, sheet, view)
    row = _HEAD + 1
    form = "0.0" if view.scores else "0"
    looks = {band: _looks(book, band, form) for band in (None, *view.scale)}
    for area in view.rows:
        name = book.add_format(
            {"bold": True, "font_size": 12, "font_color": INK, "valign": "vcenter", "text_wrap": True}
        )
        sheet.merge_range(row, 0, row + 2, 0, "", name)
        put(sheet, row, 0, area.name, name)
        for column, cell in enumerate(area.cells, 1):
            look = looks.get(cell.band) or _looks(book, cell.band, form)
            for line, said in enumerate(_lines(cell, view.language)):
                put(sheet, row + line, column, said, look[line])
        row += 3
    row = _write_legend(book, sheet, view, row + 1)
    _write_notes(book, sheet, view, row + 1)
    _set_up(sheet, view)


def _lines(cell: Cell, language: Language) -> tuple[Value, str, str]:
    """The degree, the word, and how much is known with the marks."""
    head: Value = cell.degree
    if cell.degree is None:
        head = text("map.withheld", language) if cell.withheld else cell.degree_text
    marks = [text("map.coverage_short", language, known=cell.known, asked=cell.asked)]
    marks += ["◇"] if cell.boundaries else []
    marks += ["?"] if cell.questioned else []
    if cell.arrow:
        marks.append(f"{'▲' if cell.arrow.up else '▼'}{cell.arrow.degrees}")
    if cell.rank:
        marks.append(cell.rank)
    if cell.firmness and not cell.firmness.firm:
        marks.append("≈")
    return head, cell.band.title if cell.band else cell.short, "  ".join(marks)


def _looks(book: Any, band: BandLook | None, form: str) -> list[Any]:
    """The formats of a cell's three rows; form: that of its degree."""
    edge = "#FFFFFF" if band else LINE
    base = {"font_color": band.text_colour if band else SOFT, "align": "left", "indent": 1}
    base |= {"bg_color": band.colour} if band else {}
    sides = {"left": 2 if band else 1, "right": 2 if band else 1, "border_color": edge}
    rows = (
        {"bold": True, "font_size": 15 if band else 11, "num_format": form, "top": sides["left"]},
        {"font_size": 10},
        {"font_size": 9, "bottom": sides["left"]},
    )
    return [book.add_format({**base, **sides, **row, "top_color": edge, "bottom_color": edge}) for row in rows]


def _write_heading(book: Any, sheet: Any, view: MapView) -> None:
    edition = text("map.edition", view.language, edition=view.edition, status=view.status)
    put(sheet, 0, 0, view.title, book.add_format({"bold": True, "font_size": 18, "font_color": INK}))
    soft = book.add_format({"font_color": SOFT})
    for row, said in enumerate((view.standard, edition, view.caption), 1):
        put(sheet, row, 0, said, soft)
    bold = book.add_format({"bold": True, "font_color": INK, "text_wrap": True, "valign": "bottom", "indent": 1})
    put(sheet, _HEAD, 0, text("map.area", view.language), book.add_format({"font_color": SOFT, "valign": "bottom"}))
    for column, each in enumerate(view.columns, 1):
        put(sheet, _HEAD, column, each.title, bold)
    most = max(len(wrap(column.title, (_COLUMN - 2) * _PIXELS, 13, True)) for column in view.columns)
    sheet.set_row(_HEAD, min(_TALLEST, 15.5 * most + 3))


def _write_legend(book: Any, sheet: Any, view: MapView, row: int) -> int:
    """Writes the scale; gives the row below it."""
    if not (view.scale or view.scores):
        return row
    put(sheet, row, 0, text("map.legend", view.language), book.add_format({"bold": True, "font_color": INK}))
    none: tuple[str, str, dict[str, Any]] = (
        "–",
        text("map.scale_none", view.language),
        {"font_color": SOFT, "border": 1, "border_color": LINE},
    )
    steps = [(b.span, b.title, {"bg_color": b.colour, "font_color": b.text_colour}) for b in view.scale]
    for column, (span, title, look) in enumerate((*steps, none) if view.scores else steps, 1):
        put(sheet, row, column, span, book.add_format({**look, "bold": True, "indent": 1}))
        put(sheet, row + 1, column, title, book.add_format({**look, "indent": 1}))
    return row + 2


def _write_notes(book: Any, sheet: Any, view: MapView, row: int) -> None:
    soft = book.add_format({"font_color": SOFT, "text_wrap": True, "valign": "top"})
    last = len(view.columns)
    room = (_NAME + last * _COLUMN) * _PIXELS * 0.95
    digest = f"{text('map.digest', view.language)}: {view.digest}. {text('map.verify', view.language)}"
    for said in (*view.notes, digest):
        sheet.merge_range(row, 0, row, last, "", soft)
        put(sheet, row, 0, said, soft)
        sheet.set_row(row, min(_TALLEST, 15.5 * len(wrap(said, room, 13))))
        row += 1


def _set_up(sheet: Any, view: MapView) -> None:
    sheet.hide_gridlines(2)
    sheet.freeze_panes(_HEAD + 1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.4, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD)
    sheet.set_footer(f"&L&8{view.digest}&R&8{text('sheets.page_of', view.language)}")
