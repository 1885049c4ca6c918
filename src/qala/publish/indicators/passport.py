"""The passport of an indicator: Markdown in the pack, with a section `## kk`, `## ru`, `## en` for each language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markdown_it import MarkdownIt

from qala.texts import LANGUAGES, Language

_READER = MarkdownIt("zero", {"html": False}).enable(["heading", "list", "emphasis", "link", "escape", "newline"])
"""Paragraphs, headings, lists, emphasis and links; all else is plain text, and every character is escaped."""
_HIGHEST = 3
"""The highest heading that it may have on a page."""


@dataclass(frozen=True)
class Passport:
    """Its text as HTML, and the language that it is in: another one where it has no section in the one asked for."""

    language: Language
    html: str


def passport_of(pack: Mapping[str, str], indicator: str, language: Language) -> Passport | None:
    """The passport of an indicator from the files of a pack; None where it has none."""
    sections = sections_of(pack.get(f"passports/{indicator}.md", ""))
    asked: tuple[Language, ...] = (language, "en", "ru", "kk")
    found = next((one for one in asked if sections.get(one)), None)
    return Passport(found, _html(sections[found])) if found else None


def sections_of(source: str) -> dict[str, str]:
    """What a passport says, by language."""
    parts = re.split(rf"^## ({'|'.join(LANGUAGES)})[ \t]*$", source, flags=re.MULTILINE)
    return {language: body.strip() for language, body in zip(parts[1::2], parts[2::2], strict=True)}


def _html(markdown: str) -> str:
    tokens = _READER.parse(markdown)
    for token in tokens:
        if token.type.startswith("heading_"):
            token.tag = f"h{max(_HIGHEST, int(token.tag[1:]))}"
    return str(_READER.renderer.render(tokens, _READER.options, {}))
