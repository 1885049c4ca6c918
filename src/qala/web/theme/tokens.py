"""The colours of the design system, read from its style sheet."""

import re
from dataclasses import dataclass
from pathlib import Path

from qala.publish.colour import contrast

SHEET = Path(__file__).parent / "static" / "theme" / "site.css"
LIGHT, DARK = ":root{", ":root[data-look=dark]{"
BEHIND = frozenset({"paper", "faint"})
"""What text stands on."""


@dataclass(frozen=True)
class Token:
    """A colour in both looks, and its contrast with the paper behind it (with ink, where it is behind itself)."""

    name: str
    light: str
    dark: str
    light_contrast: float
    dark_contrast: float


def tokens() -> tuple[Token, ...]:
    """The colours in the order of the style sheet."""
    sheet = SHEET.read_text(encoding="utf-8")
    light, dark = colours_in(sheet, LIGHT), colours_in(sheet, DARK)
    return tuple(
        Token(name, light[name], dark[name], contrast_of(name, light), contrast_of(name, dark))
        for name in light
        if name in dark
    )


def colours_in(sheet: str, head: str) -> dict[str, str]:
    """The colours that a rule names, as #rrggbb. Raises ValueError where the sheet has no such rule."""
    start = sheet.index(head) + len(head)
    rule = sheet[start : sheet.index("}", start)]
    return {name: _long(colour) for name, colour in re.findall(r"--([a-z]+):(#[0-9a-f]{3,6})\b", rule)}


def contrast_of(name: str, colours: dict[str, str]) -> float:
    """The contrast of a colour with what it is seen with."""
    return contrast(colours[name], colours["ink" if name in BEHIND else "paper"])


def _long(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])
