"""The Map as a picture: one SVG file without script, network or fonts of its own."""

from xml.etree.ElementTree import Element, SubElement

from qala.publish.drawing import ACCENT, LINE, PAPER, SOFT, Letters, box, finished, group, leading, line, lines, picture
from qala.publish.lettering import size_for, wrap
from qala.publish.map_model import MapView
from qala.publish.svg_cell import WIDE, add_hatching, diamond, draw_cell, height_of, spoken, triangle
from qala.texts import text

_MARGIN, _FIRST, _GAP, _WHOLE = 32, 144, 4, 10
"""The margin, the column of names, between cells, and beside the whole."""
_LEAST = 900
"""Narrower than this, the title and the notes would be a column of words."""


def render_svg(view: MapView) -> str:
    """The Map as a picture in the language of the view."""
    room = max(_LEAST, _FIRST + _WHOLE + len(view.columns) * (WIDE + _GAP) - _GAP)
    root = picture(view.title, _description(view), view.language)
    add_hatching(SubElement(root, "defs"), view.scale)
    paper = box(root, (0, 0, 0, 0), PAPER)
    below = _table(root, view, _heading(root, view, room))
    below = _key(root, view, room, below + 22)
    below = _imprint(root, view, room, below)
    wide, high = room + 2 * _MARGIN, below + _MARGIN - 10
    paper.attrib.update({"width": f"{wide:g}", "height": f"{high:g}"})
    return finished(root, wide, high)


def _description(view: MapView) -> str:
    rows = (
        f"{row.name}. " + " ".join(f"{cell.title}: {spoken(cell, view.language)}" for cell in row.cells)
        for row in view.rows
    )
    return " ".join((view.caption, *rows))


def _edition(view: MapView) -> str:
    return text("map.edition", view.language, edition=view.edition, status=view.status)


def _heading(root: Element, view: MapView, room: float) -> float:
    """The title, the standard and what is shown; gives where the table begins."""
    found, y = group(root, **{"class": "heading"}), _MARGIN + 12.0
    kicker = wrap(view.kicker, room, 13, True)
    y = lines(found, (_MARGIN, y), kicker, Letters(13, ACCENT, True)) + 16
    y = lines(found, (_MARGIN, y), wrap(view.title, room, 28, True), Letters(28, bold=True)) - 8
    for said in (view.standard, _edition(view), view.caption):
        y = lines(found, (_MARGIN, y), wrap(said, room, 13), Letters(13, SOFT)) + 2
    return y + 4


def _column(index: int) -> float:
    """Where a column begins."""
    return _MARGIN + _FIRST + index * (WIDE + _GAP) + (_WHOLE if index else 0)


def _table(root: Element, view: MapView, top: float) -> float:
    y = _heads(root, view, top) + 10
    size = min((size_for(row.name, _FIRST - 8, (15, 14, 13, 12), True) for row in view.rows), default=15)
    for row in view.rows:
        name = wrap(row.name, _FIRST - 8, size, True)
        high = max(*(height_of(cell, view.language) for cell in row.cells), leading(size) * len(name) + 8)
        found = group(root, **{"class": "row"})
        first = y + high / 2 + 5 - leading(size) * (len(name) - 1) / 2
        lines(group(found, **{"class": "name"}), (_MARGIN, first), name, Letters(size, bold=True))
        for index, cell in enumerate(row.cells):
            draw_cell(found, cell, (_column(index), y), high, row.name, view.language)
        y += high + _GAP
    return y


def _heads(root: Element, view: MapView, top: float) -> float:
    """The titles of the columns, standing on one line; gives that line."""
    room = WIDE - 4
    size = min(size_for(column.title, room, (12, 11.5, 11, 10.5), True) for column in view.columns)
    heads = [wrap(column.title, room, size, True) for column in view.columns]
    base = top + leading(size) * max(map(len, heads))
    for index, head in enumerate(heads):
        found = group(root, **{"class": "column"})
        lines(found, (_column(index) + 2, base - leading(size) * (len(head) - 1)), head, Letters(size, bold=True))
    return base


def _key(root: Element, view: MapView, room: float, y: float) -> float:
    """The scale at the left, the notes at the right."""
    half = (room - 28) / 2
    return max(_legend(root, view, half, y), _notes(root, view, half, y)) + 14


def _legend(root: Element, view: MapView, room: float, y: float) -> float:
    looks = [(band.span, band.title, band.colour, band.text_colour) for band in view.scale]
    looks += [("–", text("map.scale_none", view.language), PAPER, SOFT)] if view.scores else []
    if not looks:
        return y
    step = room / len(looks)
    words = [wrap(title, step - 14, 11) for _, title, _, _ in looks]
    high = 30 + leading(11) * max(map(len, words))
    found = group(root, text("map.legend", view.language), **{"class": "legend"})
    for index, ((span, _, colour, ink), said) in enumerate(zip(looks, words, strict=True)):
        x = _MARGIN + index * step
        box(found, (x + 0.5, y + 0.5, step - 1, high), colour, stroke=LINE)
        line(found, (x + 8, y + 19), span, Letters(12, ink, bold=True))
        lines(found, (x + 8, y + 35), said, Letters(11, ink))
    return y + high + 10


def _notes(root: Element, view: MapView, room: float, y: float) -> float:
    found, x = group(root, **{"class": "notes"}), _MARGIN + (room + 28 if view.scale or view.scores else -26)
    y += 11
    for note in view.notes:
        mark, _, rest = note.partition(" ")
        known = mark in ("◇", "?", "▲▼")
        if mark == "◇":
            diamond(found, x + 6, y, SOFT)
        elif mark == "?":
            line(found, (x + 8, y), mark, Letters(12, SOFT, bold=True))
        elif mark == "▲▼":
            triangle(found, x, y, True, SOFT)
            triangle(found, x + 11, y, False, SOFT)
        y = lines(found, (x + 26, y), wrap(rest if known else note, room - 26, 12), Letters(12, SOFT)) + 3
    return y


def _imprint(root: Element, view: MapView, room: float, y: float) -> float:
    engine = text("map.engine_is", view.language, engine=view.engine)
    digest = f"{text('map.digest', view.language)}: {view.digest}"
    said = wrap(f"{view.standard_id} · {engine} · {digest}", room, 11)
    return lines(group(root, **{"class": "imprint"}), (_MARGIN, y + 8), said, Letters(11, SOFT))
