"""What things are called where a title is missing in a language, or everywhere."""

import re
from hashlib import sha256
from typing import Protocol

from qala.areas.model import Text
from qala.standard import Standard
from qala.texts import Language


class Titled(Protocol):
    """A node, an indicator, a band, a standard, a part of an explanation."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def title(self) -> Text:
        """Its title in three languages."""


def named(item: Titled, language: Language) -> str:
    """The title in the language, else in another one, else the id."""
    return item.title.text(language) or item.id


def titles_of(standard: Standard, language: Language) -> dict[str, str]:
    """The titles of indicators and nodes; of a node deeper down with its parent's, since branches share their names."""
    found = {one.id: named(one, language) for one in standard.indicators}
    for one in standard.nodes:
        deep = one.parent not in ("", standard.root.id)
        above = f"{named(standard.node[one.parent], language)} · " if deep else ""
        found[one.id] = above + named(one, language)
    return found


def chart_name(kind: str, id_: str) -> str:
    """The name of the chart of an indicator (`series`), an `area` or a `node`; of letters that any file may have."""
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", id_).strip("-")
    return f"{kind}-{plain}" if plain == id_ else f"{kind}-{plain}-{sha256(id_.encode()).hexdigest()[:8]}"
