"""Degrees and bands on declared and on verified values, as papers show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from qala.publish.colour import text_on
from qala.publish.papers.blocks import Cell, Column, Table
from qala.texts import Language, number, percent, text

NONE = "–"
"""What stands where nothing is known."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A degree with its band's title and colour (#rrggbb), and how many of the values asked for are known."""

    degree: float | None = None
    band: str = ""
    colour: str = ""
    known: int = 0
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """An industry, or the whole, of a city on both kinds of values."""

    title: str
    declared: Reached
    verified: Reached


def degree_text(degree: float | None, language: Language) -> str:
    """A degree as the Map writes it."""
    return NONE if degree is None else number(degree, language, 1, fixed=True)


def degree_cell(reached: Reached, language: Language) -> Cell:
    """The degree on its band's colour, with the band's title below."""
    if reached.degree is None:
        return Cell(NONE, text("map.withheld", language))
    ink = text_on(reached.colour) if reached.colour else ""
    return Cell(degree_text(reached.degree, language), reached.band, bold=True, fill=reached.colour, ink=ink)


def difference_text(one: Standing, language: Language) -> str:
    """How far the verified degree lies from the declared one, as both are shown."""
    if one.declared.degree is None or one.verified.degree is None:
        return NONE
    difference = _shown(one.verified.degree) - _shown(one.declared.degree)
    sign = "+" if difference > 0 else "\u2212" if difference < 0 else ""
    return sign + number(float(abs(difference)), language, 1, fixed=True)


def _shown(degree: float) -> Decimal:
    """The degree rounded as degree_text rounds it."""
    return Decimal(str(degree)).quantize(Decimal("0.1"))


def coverage_text(reached: Reached, language: Language) -> str:
    """Known of asked, and the share."""
    if not reached.asked:
        return NONE
    share = percent(reached.known / reached.asked, language)
    return f"{text('map.coverage_short', language, known=reached.known, asked=reached.asked)} ({share})"


def standings_table(standings: Sequence[Standing], language: Language) -> Table:
    """A row for the whole and each industry: both degrees, their difference, both coverages."""
    names = ("industry", "on_declared", "on_verified", "difference", "coverage_declared", "coverage_verified")
    widths = (2.4, 1.5, 1.5, 1.1, 1.5, 1.5)
    columns = tuple(
        Column(text(f"papers.{name}", language), width, "center" if name.startswith("on_") else "start")
        for name, width in zip(names, widths, strict=True)
    )
    return Table(columns, tuple(_row(one, language) for one in standings))


def _row(one: Standing, language: Language) -> tuple[Cell, ...]:
    return (
        Cell(one.title),
        degree_cell(one.declared, language),
        degree_cell(one.verified, language),
        Cell(difference_text(one, language)),
        Cell(coverage_text(one.declared, language)),
        Cell(coverage_text(one.verified, language)),
    )
