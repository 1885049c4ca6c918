"""One fault of a standard, or of what is kept beside it, that can be read but is not yet good."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qala.areas.model import Text
from qala.errors import Place
from qala.texts import LANGUAGES, Language, text

PLAIN_ID = re.compile(r"[\w.-]+", re.ASCII)
TOML, TREE, INDICATORS = "standard.toml", "tree.csv", "indicators.csv"


@dataclass(frozen=True, slots=True)
class Fault:
    """The key of its text in the texts of a subject, where it stands, what fills the text."""

    code: str
    place: Place
    fields: tuple[tuple[str, str], ...]
    subject: str = "standard"

    def text(self, language: Language) -> str:
        """Where, what, and the mend."""
        return f"{self.place.text(language)}: {text(f'{self.subject}.{self.code}', language, **dict(self.fields))}"


def fault(code: str, file: str, row: int | None = None, column: str = "", **fields: object) -> Fault:
    """A fault in a cell of a table, or at a key of standard.toml."""
    return fault_of("standard", code, Place(file, row, column), fields)


def fault_of(subject: str, code: str, place: Place, fields: Mapping[str, object]) -> Fault:
    """A fault that the texts of a subject say."""
    return Fault(f"lint_{code}", place, tuple((name, str(value)) for name, value in fields.items()), subject)


def title_faults(title: Text, where: str, file: str, row: int | None) -> Iterator[Fault]:
    """Titles that are missing or not translated."""
    for language in LANGUAGES:
        if not getattr(title, language).strip():
            yield fault("title", file, row, f"title_{language}", where=where, language=language)
    if title.kk and title.kk == title.ru and len(title.kk) > 12:
        yield fault("same_title", file, row, "title_kk", where=where)
