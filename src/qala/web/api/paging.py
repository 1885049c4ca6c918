"""Where a page of a table begins, as a word that says nothing and cannot be made up."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from django.core.signing import BadSignature, Signer

from qala.web.api.problems import Refused

_SIGNER = Signer(salt="qala.api.cursor")


@dataclass(frozen=True)
class Cursor:
    """digest: of the publication; question: of the table and what is wanted of it; start: rows before the page."""

    digest: str
    question: str
    start: int

    @property
    def word(self) -> str:
        """As a program sends it back."""
        return str(_SIGNER.sign_object([self.digest, self.question, self.start]))


def question_of(table: str, wanted: Mapping[str, list[str]]) -> str:
    """What tells questions apart."""
    return sha256(f"{table} {sorted(wanted.items())}".encode()).hexdigest()[:16]


def cursor_of(word: str, question: str) -> Cursor:
    """The cursor that a program sends back. Raises Refused where it is none of ours, or of another question."""
    try:
        digest, of, start = _SIGNER.unsign_object(word)
    except (BadSignature, ValueError, TypeError) as error:
        raise Refused(400, "bad_cursor") from error
    if of != question:
        raise Refused(400, "other_cursor")
    return Cursor(digest, of, start)
