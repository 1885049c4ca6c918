"""Faults of a pack's further files: weight sets, passports, notes."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from qala.files import parse_table
from qala.standard.cells import Cells, rows
from qala.standard.lint.fault import Fault, fault
from qala.standard.model import Standard
from qala.standard.notes import NOTES, sections
from qala.texts import LANGUAGES


def files(standard: Standard) -> Iterator[Fault]:
    """All further files."""
    yield from _weights(standard)
    yield from _passports(standard)
    if NOTES in standard.files:
        yield from _languages(NOTES, standard.files[NOTES], "notes")


def _rows(standard: Standard, name: str) -> Iterator[Cells]:
    return rows(parse_table(standard.files[name], name)) if name in standard.files else iter(())


def _weights(standard: Standard) -> Iterator[Fault]:
    file = "weights.csv"
    for cells in _rows(standard, file):
        name = cells.text("id")
        if name not in standard.node and name not in standard.indicator:
            yield fault("weights_unknown", file, cells.place().row, "id", id=name)
    for set_, weights in standard.weight_sets.items():
        for node, children in standard.children.items():
            scored = [child for child in children if child in standard.node or standard.indicator[child].scored]
            named = [child for child in scored if child in weights]
            if named and len(named) < len(scored):
                missing = ", ".join(child for child in scored if child not in weights)
                yield fault("weights_partial", file, None, "id", set=set_, node=node, missing=missing)


def _passports(standard: Standard) -> Iterator[Fault]:
    for name, content in standard.files.items():
        if not name.startswith("passports/"):
            continue
        if PurePosixPath(name).stem not in standard.indicator:
            yield fault("passport_stray", name, None, "", indicator=PurePosixPath(name).stem)
        yield from _languages(name, content, "passport")


def _languages(name: str, content: str, kind: str) -> Iterator[Fault]:
    """Sections that are missing or say nothing."""
    found = sections(content)
    for language in LANGUAGES:
        if language not in found:
            yield fault(f"{kind}_language", name, None, "", language=language)
        elif not found[language]:
            yield fault(f"{kind}_empty", name, None, "", language=language)
