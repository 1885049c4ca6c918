"""Faults of a pack's further files: weight sets, passports, crosswalk."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from qala.files import parse_table
from qala.standard.cells import Cells, rows
from qala.standard.lint.fault import Fault, fault
from qala.standard.model import Standard
from qala.texts import LANGUAGES


def files(standard: Standard) -> Iterator[Fault]:
    """All further files."""
    yield from _weights(standard)
    yield from _passports(standard)
    for cells in _rows(standard, "crosswalk.csv"):
        name = cells.text("indicator")
        if name not in standard.indicator:
            yield fault("crosswalk", "crosswalk.csv", cells.place().row, "indicator", indicator=name)


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
        sections = _sections(content)
        for language in LANGUAGES:
            if language not in sections:
                yield fault("passport_language", name, None, "", language=language)
            elif not sections[language].strip():
                yield fault("passport_empty", name, None, "", language=language)


def _sections(content: str) -> dict[str, str]:
    """What stands under each heading of the second level, by its first two letters."""
    parts = re.split(r"^## ", content, flags=re.MULTILINE)[1:]
    return {heading.strip()[:2]: text for heading, _, text in (part.partition("\n") for part in parts)}
