"""Reading what commands are given, and writing the files that they make."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from qala import packs
from qala.areas.model import Areas
from qala.areas.read import read_areas
from qala.errors import BadFile, Place
from qala.standard import Standard, read_standard
from qala.texts import Language, language_of
from qala.values.expected import expected_of
from qala.values.model import Values
from qala.values.read import read_values


def language(asked: Language | None) -> Language:
    """The language asked for, else the environment's."""
    return asked or language_of(os.environ)


def standard(name: str) -> Standard:
    """A standard by path or name."""
    return read_standard(packs.find_standard(name))


def areas(standard: Standard, given: Path | None) -> Areas | None:
    """The places given, a file or the name of a table that ships, else those that the standard names, else None: those
    that the values speak of.
    """
    if given is not None:
        return read_areas(packs.find_places(str(given)))
    return read_areas(packs.places(standard.area_table) / "areas.csv") if standard.area_table else None


def values(
    standard: Standard,
    paths: Sequence[Path],
    areas: Areas | None,
    period: str | None = None,
    decimal_comma: bool = False,
) -> Values:
    """The values of the facts that a standard asks for; a file may name its indicators by their ids."""
    return read_values(paths, expected_of(standard, areas, packs.facts(), decimal_comma), period)


def write(content: bytes, out: Path | None) -> None:
    """Writes UTF-8 or bytes, whatever the encoding and line ends of the system."""
    if out is None:
        sys.stdout.buffer.write(content)
        return
    try:
        out.write_bytes(content)
    except OSError as error:
        raise BadFile("cli.cannot_write", Place(str(out)), problem=error.strerror or str(error)) from error
