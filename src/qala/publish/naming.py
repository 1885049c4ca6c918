"""What things are called where a title is missing in a language, or everywhere."""

from typing import Protocol

from qala.areas.model import Text
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
