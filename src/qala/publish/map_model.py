"""The Map as it is shown, before any medium: every word and number of it, and nothing computed anew."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from qala.areas.model import Text
from qala.engine.bands import band_of
from qala.insight import chosen_of, standard_of
from qala.publish.case import Case
from qala.publish.colour import colour_of, text_on
from qala.publish.fiction import is_fictional, titled
from qala.publish.firmness import Firmness, firmness_of
from qala.publish.map_title import known_in, title_of
from qala.publish.naming import named
from qala.publish.readiness import caption_of, kicker_of, reported, told
from qala.publish.reasons import reasons_of, short_of
from qala.standard import Band, Node, Scale, Standard
from qala.texts import Language, number, percent, text

WHOLE = "degree"
"""What the Map shows where no characteristic is asked for."""
MOST_COLUMNS = 12
"""With more columns than these, cells stand below each other, a block to an area."""


@dataclass(frozen=True)
class BandLook:
    """A step of the scale: its word, its colour, and a text colour that can be read on it."""

    id: str
    title: str
    colour: str
    text_colour: str
    span: str

    @property
    def css(self) -> str:
        """The class of the style sheet that has its colours."""
        return f"b-{self.colour[1:].lower()}"


@dataclass(frozen=True)
class Arrow:
    """A change on the period before that its figures can bear."""

    up: bool
    degrees: str
    label: str


@dataclass(frozen=True)
class Cell:
    """One industry, or the whole, of one area.

    degree_text: the degree as it is shown; where the standard scores nothing, how much is reported.
    """

    area: str
    node: str
    title: str
    degree: float | None
    degree_text: str
    band: BandLook | None
    known: int
    asked: int
    coverage: float
    coverage_text: str
    partial: bool
    withheld: bool
    reasons: tuple[str, ...]
    short: str
    boundaries: tuple[str, ...]
    questioned: tuple[str, ...]
    arrow: Arrow | None
    rank: str
    rank_alone: str
    firmness: Firmness | None

    @property
    def told(self) -> bool:
        """Whether it says how much is reported in place of a degree."""
        return self.degree is None and not self.withheld


@dataclass(frozen=True)
class Column:
    """The whole, or an industry."""

    id: str
    title: str
    whole: bool


@dataclass(frozen=True)
class Row:
    """An area."""

    id: str
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class MapView:
    """The Map in one language."""

    language: Language
    kicker: str
    title: str
    period: str
    basis: str
    standard: str
    standard_id: str
    edition: str
    status: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    scale: tuple[BandLook, ...]
    notes: tuple[str, ...]
    caption: str
    digest: str
    engine: str
    fictional: bool
    scores: bool

    @property
    def wide(self) -> bool:
        """Whether it has too many columns for a page."""
        return len(self.columns) > MOST_COLUMNS


def map_view(
    assessment: Mapping[str, Any],
    language: Language,
    period: str | None = None,
    basis: str | None = None,
    what: str = WHOLE,
) -> MapView:
    """The Map of a period on a basis: the last and the first where none is named. Raises BadUse for unknown ones.

    what: `degree`, or one of CHARACTERISTICS, by which the same indicators are read anew.
    """
    standard = standard_of(assessment)
    chosen, on = chosen_of(assessment, period, basis)
    looks = looks_of(standard.scale.bands, standard.normalise.high, language)
    shown = (standard.root, *standard.industries)
    cases = [Case.of(assessment, standard, row["id"], chosen, on, language) for row in assessment["areas"]["rows"]]
    bases: list[str] = assessment["settings"]["bases"]
    apart = [one for one in bases if one != on] if standard.reports_only and not basis else []
    rows = tuple(Row(case.area, case.name, tuple(_cell(case, node, what) for node in shown)) for case in cases)
    if apart:
        others = [Case.of(assessment, standard, case.area, chosen, apart[0], language) for case in cases]
        rows = tuple(_beside(row, case, other) for row, case, other in zip(rows, cases, others, strict=True))
    title = title_of(standard, known_in(standard, cases), language, chosen)
    fictional = is_fictional(assessment)
    return MapView(
        language=language,
        kicker=kicker_of(standard, language),
        title=titled(title, fictional, language),
        period=chosen,
        basis=text(f"map.basis_{on}", language),
        standard=named(standard, language),
        standard_id=standard.id,
        edition=standard.edition,
        status=text(f"map.status_{standard.status.replace('-', '_')}", language),
        columns=tuple(Column(node.id, named(node, language), node is standard.root) for node in shown),
        rows=rows,
        scale=looks,
        notes=_notes(rows, fictional, standard.scores, language),
        caption=_caption(standard, chosen, on, language, what)
        if standard.scores
        else caption_of(standard, language, chosen, None if apart else on),
        digest=assessment["digest"],
        engine=assessment["engine"],
        fictional=fictional,
        scores=standard.scores,
    )


def _beside(row: Row, case: Case, other: Case) -> Row:
    """The row with what is known on each of two bases, in words of its own."""
    language = case.language
    said = ((cell, case.rows[cell.node], other.rows[cell.node]) for cell in row.cells)
    cells = (
        replace(cell, degree_text=reported(one, language, case.basis), short=reported(two, language, other.basis))
        for cell, one, two in said
    )
    return replace(row, cells=tuple(cells))


def _caption(standard: Standard, period: str, basis: str, language: Language, what: str) -> str:
    """What the numbers in the cells are."""
    ends = {"low": number(standard.normalise.low, language), "high": number(standard.normalise.high, language)}
    about = {"period": period, "basis": text(f"map.basis_{basis}", language), **ends}
    if what == WHOLE:
        return text("map.caption", language, **about)
    return text("map.caption_of", language, characteristic=text(f"map.{what}", language), **about)


def looks_of(bands: tuple[Band, ...], top: float, language: Language) -> tuple[BandLook, ...]:
    """The steps of a scale, from the lowest, each with the degrees from which it reaches to the next, the last to the
    `top` of all degrees.
    """
    return _looks(tuple((one.id, one.start, one.colour, one.title) for one in bands), top, language)


@lru_cache(maxsize=64)
def _looks(bands: tuple[tuple[str, float, str, Text], ...], top: float, language: Language) -> tuple[BandLook, ...]:
    found = []
    for index, (id_, from_, written, title) in enumerate(bands):
        end = bands[index + 1][1] if index + 1 < len(bands) else top
        start = number(from_, language)
        span = f"{start}–{number(end, language)}" if end > from_ else f"≥ {start}"
        colour = colour_of(written, index, len(bands))
        found.append(BandLook(id_, title.text(language) or id_, colour, text_on(colour), span))
    return tuple(found)


def band_css(standard: Standard) -> str:
    """The style sheet of all bands' colours."""
    scales = (standard.scale, *standard.scales.values())
    looks = {look.css: look for scale in scales for look in looks_of(scale.bands, standard.normalise.high, "en")}
    return "".join(f".{css}{{--band:{one.colour};--ink-on:{one.text_colour}}}" for css, one in sorted(looks.items()))


def rows_css(rows: int) -> str:
    """What the style sheet says of a Map with so many rows: on paper they are as high as a page allows."""
    return f".rows-{rows}{{--rows:{rows}}}"


def cell_of(case: Case, node: Node) -> Cell:
    """The cell of a node in a case."""
    row, language = case.rows[node.id], case.language
    bands = {
        look.id: look for look in looks_of(case.standard.scale_of(node).bands, case.standard.normalise.high, language)
    }
    degree, only = row["degree"], told(case.standard, row)
    withheld = degree is None and not only
    firmness = firmness_of(case.robust.get(node.id), row, case.standard.scale_of(node), language)
    return Cell(
        area=case.area,
        node=node.id,
        title=named(node, language),
        degree=degree,
        degree_text=reported(row, language)
        if only
        else _degree_text(degree, language, 1 if case.standard.scores else 0),
        band=bands.get(row["band"] or ""),
        known=row["known"],
        asked=row["asked"],
        coverage=row["coverage"],
        coverage_text=text(
            "map.coverage", language, known=row["known"], asked=row["asked"], share=percent(row["coverage"], language)
        ),
        partial=row["partial"],
        withheld=withheld,
        reasons=reasons_of(case, node) if withheld else (),
        short=short_of(case, node) if withheld else "",
        boundaries=case.boundaries(node),
        questioned=tuple(named(one, language) for one in case.in_state(node, "questioned")),
        arrow=None if case.open_findings(node) else _arrow(row["change"], language),
        rank=_rank(row, firmness, language),
        rank_alone=_rank(row, None, language),
        firmness=firmness,
    )


def _degree_text(degree: float | None, language: Language, digits: int = 1) -> str:
    return "–" if degree is None else number(degree, language, digits, fixed=True)


def band_at(scale: Scale, degree: float | None) -> str:
    """The id of the band that a degree falls in; blank where it has none."""
    place = int(band_of(np.array([math.nan if degree is None else degree]), scale)[0])
    return scale.bands[place].id if place >= 0 else ""


def _cell(case: Case, node: Node, what: str) -> Cell:
    """The cell of a node, or of a characteristic of it."""
    whole = cell_of(case, node)
    if what == WHOLE:
        return whole
    language, row = case.language, case.traits[node.id, what]
    degree, share = row["degree"], row["known"] / row["asked"] if row["asked"] else 0.0
    scale = case.standard.scale
    looks = {look.id: look for look in looks_of(scale.bands, case.standard.normalise.high, language)}
    counted = {"known": row["known"], "asked": row["asked"]}
    nothing = "map.not_asked" if not row["asked"] else "map.short_nothing"
    return replace(
        whole,
        degree=degree,
        degree_text=_degree_text(degree, language),
        band=looks.get(band_at(scale, degree)),
        coverage=share,
        coverage_text=text("map.coverage", language, **counted, share=percent(share, language)),
        partial=0 < row["known"] < row["asked"],
        withheld=degree is None,
        reasons=(),
        short=text(nothing, language) if degree is None else "",
        arrow=None,
        rank="",
        rank_alone="",
        firmness=None,
        **counted,
    )


def _rank(row: Mapping[str, Any], firmness: Firmness | None, language: Language) -> str:
    """The rank, with its interval where it is told; blank where areas cannot be compared."""
    if not row["rank"] or not row["comparable"]:
        return ""
    if firmness is None or not firmness.ranks:
        return text("map.rank", language, rank=row["rank"])
    return text("map.rank_between", language, rank=row["rank"], ranks=firmness.ranks)


def _arrow(change: Mapping[str, Any] | None, language: Language) -> Arrow | None:
    if not change or not change["beyond_resolution"] or not change["indicators"] or not change["degrees"]:
        return None
    up = change["degrees"] > 0
    size = number(abs(change["degrees"]), language, 1, fixed=True)
    key = "map.change_up" if up else "map.change_down"
    return Arrow(up, size, text(key, language, degrees=size, since=change["from_period"]))


def _notes(rows: tuple[Row, ...], fictional: bool, scores: bool, language: Language) -> tuple[str, ...]:
    cells = [cell for row in rows for cell in row.cells]
    wanted = {
        "map.note_fictional": fictional,
        "readiness.note": not scores,
        "map.note_withheld": any(cell.withheld for cell in cells),
        "map.note_partial": any(cell.partial and not cell.told for cell in cells),
        "map.note_boundary": any(cell.boundaries for cell in cells),
        "map.note_questioned": any(cell.questioned for cell in cells),
        "map.note_change": any(cell.arrow for cell in cells),
        "robust.note": any(cell.firmness and not cell.firmness.firm for cell in cells),
    }
    return tuple(text(key, language) for key, shown in wanted.items() if shown)
