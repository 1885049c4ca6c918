"""Words as they are compared: without case, and without the letters that a Russian keyboard lacks."""

import re
import unicodedata
from collections.abc import Iterator

FOLDED = str.maketrans("әіңғүұқөһё", "аингуукохе")
WORD = re.compile(r"[^\W_]+")
SMALL_WORDS = "и в на с по о об для из от к у за не а the of in on a an and or to by for is мен пен бен және да де"


def fold(word: str) -> str:
    """A word as it is compared."""
    return word.casefold().translate(FOLDED)


SMALL = frozenset(map(fold, SMALL_WORDS.split(" ")))
"""Words that find nothing by themselves."""


def composed(said: str) -> str:
    """A text with its letters in one piece, as words are cut from it."""
    return unicodedata.normalize("NFC", said)


def words_in(said: str) -> Iterator[str]:
    """The words of a text, folded, in order."""
    return (fold(found[0]) for found in WORD.finditer(said))


def common(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    size = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        size += 1
    return size


def one_slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter: another, one too many, one too few, or two that changed places."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = common(one, other)
    rest, others = one[start:], other[start:]
    swapped = len(rest) == len(others) > 1 and rest[1::-1] == others[:2] and rest[2:] == others[2:]
    return swapped or rest[1:] == others[1:] or rest[1:] == others or rest == others[1:]
