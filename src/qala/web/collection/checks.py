"""The checks that strike an answer while it is given: rules of the standard, as data."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qala.web.collection.actions.answer import Draft
    from qala.web.collection.models import Question


@dataclass(frozen=True)
class Struck:
    """A rule that struck an answer. severity: serious, ask or note; said: its sentence in each language."""

    rule: str
    severity: str
    said: dict[str, str]


def struck_by(_question: "Question", _draft: "Draft") -> tuple[Struck, ...]:
    """The rules of the round's standards that strike an answer."""
    return ()
