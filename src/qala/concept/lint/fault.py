"""Faults of a concept that can be read but is not yet good."""

from collections.abc import Iterator

from qala.areas.model import Text
from qala.errors import Place
from qala.standard.lint.fault import Fault, fault_of
from qala.texts import LANGUAGES

ALIKE = 24
"""Kazakh and Russian titles that are this long and the same were copied, not translated."""


def fault(code: str, file: str, row: int | None = None, column: str = "", **fields: object) -> Fault:
    """A fault in a cell of a table, or at a key of concept.toml."""
    return fault_of("concept", code, Place(file, row, column), fields)


def translated(words: Text, where: str, file: str, row: int | None, column: str) -> Iterator[Fault]:
    """Texts that are missing in a language, or not translated."""
    for language in LANGUAGES:
        if not getattr(words, language).strip():
            yield fault("missing", file, row, f"{column}_{language}", where=where, language=language)
    if words.kk == words.ru and len(words.kk) >= ALIKE:
        yield fault("alike", file, row, f"{column}_kk", where=where)
