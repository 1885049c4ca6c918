"""What readers and organisations write, as it is kept: plain text and nothing that acts on what stands around it."""

import re
import unicodedata

from qala.errors import BadUse

LONGEST = 4000
"""Characters of a report, an answer, a reason."""
_LINES = re.compile(r"\n{3,}")


def plain(said: str, most: int = LONGEST) -> str:
    """Without control characters and marks of direction; blank lines one at a time.

    Raises BadUse for what is longer than `most`.
    """
    even = said.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = "".join(one for one in unicodedata.normalize("NFC", even) if one == "\n" or not _acts(one))
    kept = _LINES.sub("\n\n", kept).strip()
    if len(kept) > most:
        raise BadUse("feedback.too_long", limit=most)
    return kept


def said(given: str, code: str, most: int = LONGEST) -> str:
    """The same of what has to be said. Raises BadUse with the sentence `code` where it is blank."""
    kept = plain(given, most)
    if not kept:
        raise BadUse(code)
    return kept


def _acts(letter: str) -> bool:
    """Whether a character steers and shows nothing, such as a right-to-left override; joiners of emoji stay."""
    return unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co") and letter != "\N{ZERO WIDTH JOINER}"
