"""What an audit finds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qala.texts import Language, text


@dataclass(frozen=True)
class Trouble:
    """Something that is not what it was. key: of the sentence that says what; where: a chain and its numbers, a digest,
    a table.
    """

    key: str
    where: str
    fields: Mapping[str, Any]

    def text(self, language: Language) -> str:
        """The sentence."""
        return text(self.key, language, **self.fields)
