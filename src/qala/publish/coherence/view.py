"""The coherence report as it is shown, before any medium: headings, sentences and tables of words and numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from qala.insight import standard_of
from qala.insight.coherence import Coherence
from qala.insight.pairs import LEAST
from qala.publish.naming import named, titles_of
from qala.standard import Standard
from qala.texts import Language, number, percent, text

DASH = "–"


@dataclass(frozen=True, slots=True)
class Cell:
    """A number or word; tint: -1..1, how strongly it is coloured and which way; strong: whether it stands out."""

    text: str
    tint: float = 0.0
    strong: bool = False
    bars: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """What a row is about, its cells, and what is said beside it."""

    head: str
    cells: tuple[Cell, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """columns: the first is that of the heads. matrix: whether the columns are the rows again, by number."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    matrix: bool = False
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, sentences below it, tables; level: 2, or 3 for a part of the section before."""

    title: str
    said: tuple[str, ...]
    tables: tuple[Table, ...] = ()
    level: int = 2


@dataclass(frozen=True)
class CoherenceView:
    """The report in one language."""

    language: Language
    title: str
    lead: str
    cautions: tuple[str, ...]
    standing_out: tuple[str, ...]
    sections: tuple[Section, ...]
    imprint: str
    digest: str


@dataclass(frozen=True)
class Shown:
    """A report with all that names and numbers need."""

    found: Coherence
    standard: Standard
    language: Language
    titles: Mapping[str, str]
    areas: Mapping[str, str]

    @classmethod
    def of(cls, found: Coherence, assessment: Mapping[str, Any], language: Language) -> "Shown":
        """The report on an assessment."""
        standard = standard_of(assessment)
        areas = {row["id"]: row["name"][language] or row["id"] for row in assessment["areas"]["rows"]}
        return cls(found, standard, language, titles_of(standard, language), areas)

    @property
    def industries(self) -> tuple[str, ...]:
        """The industries that the report speaks of."""
        return tuple(dict.fromkeys(one.node for one in self.found.coverage if one.node != self.standard.root.id))

    def say(self, key: str, **fields: object) -> str:
        """A text of the report."""
        return text(f"coherence.{key}", self.language, **fields)

    def names(self, ids: Iterable[str]) -> str:
        """Titles in a row."""
        return ", ".join(text("map.quoted", self.language, name=self.titles[id_]) for id_ in ids)

    def share(self, value: float | None) -> str:
        """A share (0..1) as per cent."""
        return DASH if value is None else percent(value, self.language)

    def two(self, value: float | None) -> str:
        """With two decimals, and a true minus."""
        if value is None:
            return DASH
        shown = number(abs(value), self.language, 2, fixed=True)
        return f"−{shown}" if value < 0 and round(value, 2) else shown

    def figure(self, value: float | None) -> str:
        """With four digits that count, whatever its size."""
        if value is None:
            return DASH
        size = abs(value)
        if value and not 1e-4 <= size < 1e9:
            shown = f"{size:.2e}"
        else:
            shown = number(size, self.language, max(0, 4 - len(f"{size:.0f}")) if size >= 1 else 5)
        return f"−{shown}" if value < 0 else shown

    def related(self, correlation: float | None, cases: int | None = None, double: float = 1.1) -> Cell:
        """A correlation, with how many cases it rests on; strong from `double` on."""
        if correlation is None:
            return Cell(DASH)
        shown = self.two(correlation)
        beside = "" if cases is None else f"\u00a0({number(cases, self.language)})"
        return Cell(shown + beside, correlation, abs(correlation) >= double)


def standard_line(shown: Shown) -> str:
    """The standard, basis, areas and cases, in a sentence."""
    found = shown.found
    return shown.say(
        "lead",
        standard=named(shown.standard, shown.language),
        basis=text(f"map.basis_{found.basis}", shown.language),
        areas=number(found.areas, shown.language),
        cases=number(found.cases, shown.language),
        least=LEAST,
    )
