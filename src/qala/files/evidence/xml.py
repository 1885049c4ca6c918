"""The elements of an XML part, one after another; a part that declares entities is none of a document."""

from collections.abc import Callable, Iterable, Mapping
from typing import NoReturn
from xml.parsers import expat

Started = Callable[[str, Mapping[str, str]], None]


class BadXml(ValueError):
    """It cannot be read as XML, or has a document type."""


def walk(content: Iterable[bytes], started: Started, said: Callable[[str], None] | None = None) -> None:
    """Calls `started` with each element of a part that comes in pieces, names as `NAMESPACE NAME`, `said` with text.

    Raises BadXml.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = started
    parser.StartDoctypeDeclHandler = _refuse
    if said:
        parser.CharacterDataHandler = said
    try:
        for piece in content:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, UnicodeError) as error:
        raise BadXml from error


def local(name: str) -> str:
    """The name without its namespace."""
    return name.rpartition(" ")[2]


def _refuse(*_: object) -> NoReturn:
    raise BadXml
