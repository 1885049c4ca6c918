"""One cell of the Map as a drawing: degree, word, coverage, and its marks."""

from xml.etree.ElementTree import Element, SubElement

from qala.publish.drawing import LINE, PAPER, SOFT, Letters, box, group, leading, line, lines, path
from qala.publish.lettering import width, wrap
from qala.publish.map_model import BandLook, Cell
from qala.texts import Language, text

WIDE = 144
_PAD = 10
_ROOM = WIDE - 2 * _PAD
_BIG, _HEAD, _WORD, _SMALL = 24, 13, 12, 11
_FOOT = 18
"""From the baseline of the coverage to the cell's lower edge: the bar stands there."""


def height_of(cell: Cell, language: Language) -> float:
    """The height that a cell needs for all it says."""
    head, said = _head(cell, language), _said(cell)
    first = _BIG + 8 if cell.degree is not None else leading(_HEAD) * len(head) + 8
    return round(first + leading(_WORD) * max(1, len(said)) + leading(_SMALL) + _FOOT + 8)


def draw_cell(parent: Element, cell: Cell, at: tuple[float, float], high: float, area: str, language: Language) -> None:
    """Draws a cell with its left upper corner at a place."""
    x, y = at
    found = group(
        parent,
        f"{area} · {cell.title}: {spoken(cell, language)}",
        **{"class": "cell", "data_area": cell.area, "data_node": cell.node},
    )
    fill, ink = (cell.band.colour, cell.band.text_colour) if cell.band else (PAPER, SOFT)
    edge = {"stroke": "#10222b", "stroke_opacity": "0.12"} if cell.band else {"stroke": LINE}
    box(found, (x + 0.5, y + 0.5, WIDE - 1, high - 1), fill, rx="6", **edge)
    if loose(cell):
        path(found, f"M{x + WIDE - 15:g} {y - 0.5:g}h15.5v15.5z", fill=PAPER, **{"class": "loose"})
        path(found, f"M{x + WIDE - 14:g} {y + 0.5:g}l13.5 13.5", fill="none", stroke=SOFT, stroke_width="1")
    below = _draw_head(found, cell, x + _PAD, y, ink, language)
    lines(found, (x + _PAD, below), _said(cell), Letters(_WORD, ink))
    _draw_foot(found, cell, x + _PAD, y + high - _FOOT, ink, language)
    _draw_bar(found, cell, x + _PAD, y + high - _FOOT + 6, ink)


def spoken(cell: Cell, language: Language) -> str:
    """All that a cell shows, and why it has no degree, as one sentence."""
    parts = [text("map.withheld", language) if cell.withheld else cell.degree_text]
    parts += [cell.band.title] if cell.band else []
    parts += [cell.short] if cell.told and cell.short else []
    parts += [] if cell.told else [cell.coverage_text]
    parts += [cell.arrow.label] if cell.arrow else []
    if cell.boundaries:
        parts.append(text("map.boundary_mark", language, places=", ".join(cell.boundaries)))
    if cell.questioned:
        parts.append(text("map.questioned_mark", language, names=", ".join(cell.questioned)))
    parts += [cell.firmness.label] if cell.firmness else []
    parts += [cell.rank] if cell.rank else []
    return " ".join((", ".join(parts) + ".", *cell.reasons))


def loose(cell: Cell) -> bool:
    """Whether the degree's band is not firm: the cell has an open corner."""
    return cell.firmness is not None and not cell.firmness.firm


def add_hatching(parent: Element, scale: tuple[BandLook, ...]) -> None:
    """The hatching for each colour of text, used for the part of a bar of which nothing is known."""
    for ink in sorted({SOFT, *(band.text_colour for band in scale)}):
        size = {"width": "4", "height": "4", "patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
        pattern = SubElement(parent, "pattern", {"id": _hatching(ink), **size})
        box(pattern, (0, 0, 1.3, 4), ink)


def diamond(parent: Element, x: float, y: float, ink: str) -> None:
    """The mark of another place's figure, on a baseline."""
    path(parent, f"M{x + 5:g} {y - 9:g}l5 5-5 5-5-5z", fill="none", stroke=ink, stroke_width="1.4")


def triangle(parent: Element, x: float, y: float, up: bool, ink: str) -> None:
    """The mark of a change, on a baseline."""
    path(parent, f"M{x:g} {y:g}h9l-4.5-8z" if up else f"M{x:g} {y - 8:g}h9l-4.5 8z", fill=ink)


def _head(cell: Cell, language: Language) -> tuple[str, ...]:
    if cell.degree is None:
        said = text("map.withheld", language) if cell.withheld else cell.degree_text
        return wrap(said, _ROOM, _HEAD, bold=True)
    return (cell.degree_text,)


def _said(cell: Cell) -> tuple[str, ...]:
    return wrap(cell.band.title if cell.band else cell.short, _ROOM, _WORD)


def _draw_head(found: Element, cell: Cell, x: float, y: float, ink: str, language: Language) -> float:
    """Gives the baseline of what comes next."""
    if cell.degree is None:
        return lines(found, (x, y + _HEAD + 10), _head(cell, language), Letters(_HEAD, ink, bold=True)) + 1
    base = y + _BIG + 7
    line(found, (x, base), cell.degree_text, Letters(_BIG, ink, bold=True), "degree")
    if cell.arrow:
        aside = 6 if loose(cell) else 0
        line(
            found,
            (x + _ROOM - 12 - aside, base),
            cell.arrow.degrees,
            Letters(_SMALL, ink, bold=True),
            "change",
            end=True,
        )
        triangle(found, x + _ROOM - 9 - aside, base, cell.arrow.up, ink)
    return base + leading(_WORD) + 1


def _draw_foot(found: Element, cell: Cell, x: float, y: float, ink: str, language: Language) -> None:
    coverage = text("map.coverage_short", language, known=cell.known, asked=cell.asked)
    room = _ROOM - 8 - (14 if cell.boundaries else 0) - (10 if cell.questioned else 0)
    fits = [(one, rank) for rank in (cell.rank, cell.rank_alone) for one in (_SMALL, 10, 9)]
    size, rank = next((fit for fit in fits if width(coverage + fit[1], fit[0]) <= room), (8, cell.rank_alone))
    at = x + line(found, (x, y), coverage, Letters(size, ink), "coverage") + 4
    if cell.boundaries:
        diamond(found, at, y, ink)
        at += 14
    if cell.questioned:
        line(found, (at, y), "?", Letters(size + 1, ink, bold=True), "mark")
    if rank:
        line(found, (x + _ROOM, y), rank, Letters(size, ink), "rank", end=True)


def _draw_bar(found: Element, cell: Cell, x: float, y: float, ink: str) -> None:
    known = _ROOM * cell.coverage
    if cell.partial:
        box(found, (x, y, _ROOM, 6), f"url(#{_hatching(ink)})", **{"class": "unknown"})
    box(found, (x, y, _ROOM, 6), "none", stroke=ink, stroke_opacity="0.6", stroke_width="0.8")
    box(found, (x, y, known, 6), ink, **{"class": "known"})


def _hatching(ink: str) -> str:
    return f"hatching-{ink.removeprefix('#')}"
