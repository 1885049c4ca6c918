"""Colours that can be read: the contrast of WCAG 2."""

DARK, LIGHT = "#0b1f27", "#ffffff"


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
