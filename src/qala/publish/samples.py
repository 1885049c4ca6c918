"""Cells of the Map as examples, one for each of its marks; their figures are made up."""

from dataclasses import dataclass, replace

from qala.publish.firmness import Firmness
from qala.publish.map_model import Arrow, Cell, band_at, looks_of
from qala.standard import Standard
from qala.texts import Language, number, percent, text


@dataclass(frozen=True)
class Sample:
    """An example and what it shows; id: its anchor."""

    id: str
    cell: Cell
    said: str


def samples_of(standard: Standard, language: Language) -> tuple[Sample, ...]:
    """A cell for each mark, on the standard's own scale."""
    plain = _cell(standard, language, 0.7, 12)
    place = text("design.place", language)
    somewhat = Firmness(False, text("robust.not_firm", language, share=percent(0.6, language)), "2–5", ())
    arrow = Arrow(True, number(3.2, language, 1), text("map.change_up", language, degrees=3.2, since=2018))
    ranked = text("map.rank_between", language, rank=3, ranks="2–5")
    found = {
        "plain": plain,
        "partial": replace(_cell(standard, language, 0.5, 3), partial=True),
        "change": replace(plain, arrow=arrow),
        "boundary": replace(_cell(standard, language, 0.3, 8), boundaries=(place,)),
        "questioned": replace(_cell(standard, language, 0.5, 9), questioned=(text("design.figure", language),)),
        "loose": replace(_cell(standard, language, 0.6, 12), firmness=somewhat, rank=ranked),
        "withheld": _cell(standard, language, None, 2),
    }
    return tuple(
        Sample(id_, replace(cell, area=id_), text(f"design.cell_{id_}", language)) for id_, cell in found.items()
    )


def _cell(standard: Standard, language: Language, share: float | None, known: int, asked: int = 12) -> Cell:
    """A cell with a degree at a share of the range."""
    low, high = standard.normalise.low, standard.normalise.high
    degree = None if share is None else low + share * (high - low)
    looks = {one.id: one for one in looks_of(standard.scale.bands, high, language)}
    counted = {"known": known, "asked": asked, "share": percent(known / asked, language)}
    return Cell(
        area="", node="sample", title=text("design.example", language), degree=degree,
        degree_text="–" if degree is None else number(degree, language, 1, fixed=True),
        band=looks.get(band_at(standard.scale, degree)), known=known, asked=asked, coverage=known / asked,
        coverage_text=text("map.coverage", language, **counted), partial=False, withheld=degree is None, reasons=(),
        short="" if degree is not None else text("map.short_gate", language, have=known, needed=4),
        boundaries=(), questioned=(), arrow=None, rank="", rank_alone="", firmness=None,
    )  # fmt: skip
