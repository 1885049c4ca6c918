"""The passports of indicators, as an annex has them: what the pack's own file says, else what its row says."""

import re
from collections.abc import Iterator

from qala.publish.annex.blocks import Heading, Said
from qala.publish.annex.tables import numbers_of
from qala.publish.annex.words import Writer
from qala.publish.indicators.passport import sections_of
from qala.publish.indicators.words import boundary_of, direction_of
from qala.publish.naming import named
from qala.publish.reasons import owner_of, unit_of
from qala.standard import Indicator
from qala.texts import text

_POINT = re.compile(r"[-*]\s+(?:\*\*(.+?):?\*\*:?\s*)?(.*)")
_MARKS = re.compile(r"\*\*|`|^#+\s*|\[([^\]]*)\]\([^)]*\)")


def passport_blocks(writer: Writer) -> Iterator[Heading | Said]:
    """One for each indicator, in the order of the tree."""
    standard, numbers = writer.words.standard, numbers_of(writer)
    for id_ in numbers:
        if id_ in standard.indicator:
            one = standard.indicator[id_]
            yield Heading(f"{numbers[id_]}. {named(one, writer.words.language)}", 2)
            written = sections_of(standard.files.get(f"passports/{id_}.md", "")).get(writer.words.language, "")
            yield from _written(written) if written else _of_row(writer, one)


def _written(source: str) -> Iterator[Said]:
    """The paragraphs and points of a passport, without the marks of Markdown."""
    for line in filter(None, (line.strip() for line in source.splitlines())):
        found = _POINT.fullmatch(line)
        if found:
            yield Said(_plain(found[2]), _plain(f"{found[1]}:") if found[1] else "", point=True)
        else:
            yield Said(_plain(line))


def _plain(source: str) -> str:
    return _MARKS.sub(lambda found: found[1] or "", source)


def _of_row(writer: Writer, one: Indicator) -> Iterator[Said]:
    """What the row of an indicator says, where there is no passport."""
    language = writer.words.language
    said = {
        "numerator": one.numerator,
        "denominator": one.denominator,
        "unit": unit_of(one, language),
        "direction": direction_of(one, language),
        "rests_on": one.basis,
        "boundary": boundary_of(one, language),
        "owner": owner_of(one, language),
    }
    for name, words in said.items():
        if words:
            yield Said(words, f"{text(f'indicator.{name}', language)}:", point=True)
