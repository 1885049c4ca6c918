"""Facts that are near what an indicator asks, and not the same: they are told, and never used in an assessment."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from qala.areas.model import Text
from qala.files import parse_table
from qala.standard.cells import Cells, rows
from qala.standard.model import Standard

CROSSWALK = "crosswalk.csv"
"""The file of a pack that holds them."""
RELATIONS = ("broader", "narrower", "near", "complement")
"""The fact covers more than the indicator asks, or less; counts otherwise; or is the rest of the whole."""


@dataclass(frozen=True, slots=True)
class Relation:
    """An indicator, a fact that is related, how, how many units of the indicator one of the fact is (None: as their
    units say), and where they differ.
    """

    indicator: str
    fact: str
    relation: str
    factor: float | None
    note: Text


def relations_of(standard: Standard) -> tuple[Relation, ...]:
    """The related facts of a standard's indicators; BadPack where one cannot be read."""
    return _parsed(standard.files[CROSSWALK]) if CROSSWALK in standard.files else ()


@lru_cache(maxsize=32)
def _parsed(text: str) -> tuple[Relation, ...]:
    return tuple(_relation(cells) for cells in rows(parse_table(text, CROSSWALK)))


def relation_rows(standard: Standard) -> Iterator[Cells]:
    """The rows of its crosswalk.csv; none where its pack has no such file."""
    return rows(parse_table(standard.files[CROSSWALK], CROSSWALK)) if CROSSWALK in standard.files else iter(())


def _relation(cells: Cells) -> Relation:
    return Relation(
        indicator=cells.needed("indicator"),
        fact=cells.needed("fact"),
        relation=cells.choice("relation", RELATIONS, ""),
        factor=cells.number("factor"),
        note=Text(cells.text("note_kk"), cells.text("note_ru"), cells.text("note_en")),
    )
