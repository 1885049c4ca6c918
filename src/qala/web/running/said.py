"""What a look at the site found."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from qala.texts import Language, text

State = Literal["ok", "warning", "problem"]


class Said:
    """One thing that was looked at. part: settings, database...; name: of its text, which says what to do too."""

    def __init__(self, part: str, name: str, state: State = "ok", /, **fields: Any) -> None:
        self.part, self.name, self.state, self.fields = part, name, state, fields

    def text(self, language: Language) -> str:
        """In a language."""
        return text(f"running.{self.name}", language, **self.fields)

    def as_json(self, language: Language) -> dict[str, str]:
        """As --json tells it."""
        return {"part": self.part, "check": self.name, "state": self.state, "says": self.text(language)}


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that was found."""

    said: tuple[Said, ...]

    @property
    def well(self) -> bool:
        """Whether there is no problem; warnings are none."""
        return all(one.state != "problem" for one in self.said)


def outcome(said: Iterable[Said]) -> Outcome:
    """All of it."""
    return Outcome(tuple(said))
