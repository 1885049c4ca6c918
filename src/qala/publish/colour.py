"""Colours that can be read: the contrast of WCAG 2."""

import re

DARK, LIGHT = "#0b1f27", "#ffffff"
LOWEST, HIGHEST = (232, 238, 242), (15, 68, 80)
"""Red, green and blue of the lowest and the highest band of a scale without colours."""


def colour_of(written: str, index: int, count: int) -> str:
    """A band's own colour as #rrggbb; where it has none, its place between a light and a dark one."""
    if re.fullmatch("#[0-9a-fA-F]{6}", written):
        return written
    share = index / max(1, count - 1)
    pairs = zip(LOWEST, HIGHEST, strict=True)
    return "#" + "".join(f"{round(low + share * (high - low)):02x}" for low, high in pairs)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def text_on(colour: str) -> str:
    """The colour of text that reads best on a colour; one of the two always has 4.5 to 1."""
    best = max((DARK, LIGHT), key=lambda text: contrast(text, colour))
    return best if contrast(best, colour) >= 4.5 else "#000000"


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
