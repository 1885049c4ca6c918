"""Pages of prose: Markdown in three languages, as HTML and as plain text."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from markdown_it import MarkdownIt

from qala.texts import Language

PAGES = ("about", "accessibility", "privacy")


@dataclass(frozen=True)
class Part:
    """What stands under one heading; id: its anchor, the same in every language."""

    id: str
    title: str
    html: str
    plain: str


@dataclass(frozen=True)
class Prose:
    """A page: its title, what comes first, and its parts."""

    title: str
    lead: str
    parts: tuple[Part, ...]


@cache
def prose_of(page: str, language: Language) -> Prose:
    """One of PAGES in a language. HTML in the source is shown as text. Raises FileNotFoundError for another page."""
    source = files("qala.texts").joinpath("pages", page, f"{language}.md").read_text(encoding="utf-8")
    head, *below = re.split(r"^## ", source, flags=re.MULTILINE)
    title, _, lead = head.removeprefix("# ").partition("\n")
    return Prose(title, plain_of(lead), tuple(_part(number, part) for number, part in enumerate(below, 1)))


def _part(number: int, source: str) -> Part:
    title, _, body = source.partition("\n")
    return Part(f"part-{number}", title, html_of(body), plain_of(body))


def html_of(source: str) -> str:
    """Markdown as HTML; HTML in the source is shown as text."""
    made: str = MarkdownIt("commonmark", {"html": False}).render(source)
    return made


def plain_of(source: str) -> str:
    """Markdown without its marks, in one line."""
    return " ".join(re.sub(r"\*\*|`|^\s*(?:[-#]+|\d+\.)\s", "", source, flags=re.MULTILINE).split())
