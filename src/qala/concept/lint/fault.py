"""One fault of a concept that can be read but is not yet good."""

from collections.abc import Iterator
from dataclasses import dataclass

from qala.areas.model import Text
from qala.errors import Place
from qala.texts import LANGUAGES, Language, text

ALIKE = 24
"""Kazakh and Russian titles that are this long and the same were copied, not translated."""


@dataclass(frozen=True, slots=True)
class Fault:
    """The key of its text, where it stands, what fills the text."""

    code: str
    place: Place
    fields: tuple[tuple[str, str], ...]

    def text(self, language: Language) -> str:
        """Where, what, and the mend."""
        return f"{self.place.text(language)}: {text(f'concept.{self.code}', language, **dict(self.fields))}"


def fault(code: str, file: str, row: int | None = None, column: str = "", **fields: object) -> Fault:
    """A fault in a cell of a table, or at a key of concept.toml."""
    return Fault(f"lint_{code}", Place(file, row, column), tuple((name, str(value)) for name, value in fields.items()))


def translated(words: Text, where: str, file: str, row: int | None, column: str) -> Iterator[Fault]:
    """Texts that are missing in a language, or not translated."""
    for language in LANGUAGES:
        if not getattr(words, language).strip():
            yield fault("missing", file, row, f"{column}_{language}", where=where, language=language)
    if words.kk == words.ru and len(words.kk) >= ALIKE:
        yield fault("alike", file, row, f"{column}_kk", where=where)
