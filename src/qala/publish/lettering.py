"""How wide text is and where its lines end, for pictures that are drawn without a browser.

Widths are those of DejaVu Sans, rounded up: the widest of the families that a picture names, so what fits here fits
in each of them.
"""

from collections.abc import Sequence
from itertools import accumulate, takewhile

FAMILIES = "'Segoe UI', 'Noto Sans', 'DejaVu Sans', 'Liberation Sans', Arial, sans-serif"
"""Families with all Kazakh letters, as systems have them; an old Liberation Sans lacks some, so it stands late."""
_CLASSES = {
    0.3: "IijlіІ'",
    0.4: " (),-./:;[\\]ft|·‑",
    0.5: '!"*J`r',
    0.6: "?L_cksvxyzвгзстухчьэғүұ–“”",
    0.8: "&CDGHNOQRUmъыДИЙКЛНОПСЦЭЯӘҢҚӨ",
    0.9: "#+<=>M^w~фюМФЪЫ",
    1.0: "%Wшщж—→…",
    1.1: "@ЖШЩЮ",
}
_EM = {letter: width for width, letters in _CLASSES.items() for letter in letters}
_BOLD = 1.14


def width(said: str, size: float, bold: bool = False) -> float:
    """The width of a line, rather too wide than too narrow."""
    return sum(_EM.get(letter, 0.7 if letter < "ӿ" else 1.0) for letter in said) * size * (_BOLD if bold else 1)


def wrap(said: str, room: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """The lines of a text; a word wider than the room is broken, after a hyphen where it has one."""
    lines: list[str] = []
    line = ""
    for word in said.split():
        for index, piece in enumerate(_fitting(word, room, size, bold)):
            longer = f"{line} {piece}"
            if not line:
                line = piece
            elif index == 0 and width(longer, size, bold) <= room:
                line = longer
            else:
                lines.append(line)
                line = piece
    return (*lines, line) if line else tuple(lines)


def size_for(said: str, room: float, sizes: Sequence[float], bold: bool = False) -> float:
    """The first of the sizes at which no word must be broken but after its own hyphen; else the last."""
    words = said.replace("-", "- ").split()
    return next((size for size in sizes if all(width(word, size, bold) <= room for word in words)), sizes[-1])


def _fitting(word: str, room: float, size: float, bold: bool) -> list[str]:
    """A word in pieces that fit the room; those before the last end in a hyphen."""
    pieces: list[str] = []
    while len(word) > _letters_in(word, room, size, bold):
        fits = _letters_in(word, room - width("-", size, bold), size, bold)
        at = word.rfind("-", 1, fits) + 1 or max(1, min(fits, len(word) - 3))
        pieces.append(word[:at] if word[at - 1] == "-" else word[:at] + "-")
        word = word[at:]
    return [*pieces, word] if word else pieces


def _letters_in(word: str, room: float, size: float, bold: bool) -> int:
    """How many letters of a word fit; at least one."""
    ends = accumulate(width(letter, size, bold) for letter in word)
    return max(1, sum(1 for _ in takewhile(lambda end: end <= room, ends)))
