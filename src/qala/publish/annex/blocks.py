"""What an annex consists of, before any medium."""

from collections.abc import Iterator
from dataclasses import dataclass

from qala.texts import Language


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level: from 1."""

    title: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph; head: its first words, set strong; point: whether it is one of a list."""

    text: str
    head: str = ""
    point: bool = False


@dataclass(frozen=True, slots=True)
class Fraction:
    """A part of a formula: one thing above another."""

    above: str
    below: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with its caption: text and fractions in a row."""

    caption: str
    parts: tuple[str | Fraction, ...]

    @property
    def line(self) -> str:
        """The formula in one line of text."""
        return "".join(one if isinstance(one, str) else f"({one.above}) / ({one.below})" for one in self.parts)


@dataclass(frozen=True, slots=True)
class Table:
    """A table; widths: of its columns, as parts of the whole; strong: the rows that are set strong, by number."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    strong: frozenset[int] = frozenset()


Block = Heading | Said | Formula | Table


@dataclass(frozen=True, slots=True)
class Annex:
    """above: what stands at the right above the title, line by line; page: the word for a page at its foot."""

    language: Language
    above: tuple[str, ...]
    title: str
    page: str
    blocks: tuple[Block, ...]

    def words(self) -> Iterator[str]:
        """All that it says, in order."""
        yield from (*self.above, self.title)
        for one in self.blocks:
            if isinstance(one, Heading):
                yield one.title
            elif isinstance(one, Said):
                yield f"{one.head} {one.text}".strip()
            elif isinstance(one, Formula):
                yield f"{one.caption} {one.line}"
            else:
                yield from (one.caption, *one.columns, *(cell for row in one.rows for cell in row))
