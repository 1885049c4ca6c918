"""The notes of a pack: what a reader of its degrees has to know, in Markdown with a section for each language."""

import re

from qala.standard.model import Standard
from qala.texts import Language

NOTES = "notes.md"


def notes_of(standard: Standard, language: Language) -> str:
    """The notes in a language; blank where the pack has none."""
    return sections(standard.files.get(NOTES, "")).get(language, "")


def sections(content: str) -> dict[str, str]:
    """What stands under each heading of the second level, by its first two letters."""
    parts = re.split(r"^## ", content, flags=re.MULTILINE)[1:]
    return {heading.strip()[:2]: text.strip() for heading, _, text in (part.partition("\n") for part in parts)}
