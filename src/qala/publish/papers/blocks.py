"""What papers are made of: headings, words, facts, tables. Whoever writes a paper says what stands in it, not how."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from qala.texts import Language

Align = Literal["start", "end", "center"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table. under: a second, smaller line; fill, ink: colours of the ground and the letters as #rrggbb,
    blank for none; rows: over how many rows it reaches; code: set as digests are; link: the address that it leads to.
    """

    text: str
    under: str = ""
    bold: bool = False
    code: bool = False
    fill: str = ""
    ink: str = ""
    rows: int = 1
    link: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. width: its share of the page."""

    title: str
    width: float = 1.0
    align: Align = "start"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level: 1 or 2."""

    text: str
    level: int = 1
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph. framed: set apart, for what must not be overlooked; small: a note."""

    text: str
    framed: bool = False
    small: bool = False
    kind: Literal["words"] = "words"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is told in pairs of a name and what it is."""

    rows: tuple[tuple[str, Cell], ...]
    kind: Literal["facts"] = "facts"


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its head is repeated on every page that it reaches."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Wide:
    """Blocks on pages of their own that lie on their side."""

    blocks: tuple[Heading | Words | Facts | Table, ...]
    kind: Literal["wide"] = "wide"


Block = Heading | Words | Facts | Table | Wide


@dataclass(frozen=True, slots=True)
class Paper:
    """A document. kicker: its kind; title: what it is about; about: the line below the title; head: what stands at the
    top of every page, left and right; foot: at its bottom; at: the time that it is of, with its zone;
    across: a word over every page, blank for none; wide: all pages lie on their side; one_page: it is set as large as
    fits a single one.
    """

    language: Language
    kicker: str
    title: str
    about: str
    head: tuple[str, str]
    foot: str
    at: datetime
    blocks: tuple[Block, ...]
    across: str = ""
    wide: bool = False
    one_page: bool = False
