"""What the best goalpost of an indicator rests on, read from the words of its basis."""

import re

from qala.standard import Indicator

_PARTS = re.compile(r"\b(high|low)\s*:\s*([^;]*)")
_GROUNDS = {
    "guideline": re.compile(r"(?<!interim )\bguidelines?\b|рекомендаци|ұсын", re.IGNORECASE),
    "norm": re.compile(r"\b(norms?|limit value|permissible|legal limit)\b|норматив|\bнорма\b|\bПДК\b", re.IGNORECASE),
    "aim": re.compile(r"\b(aim|concept|target|programme|plan)\b|концепци|тұжырымдама|бағдарлама", re.IGNORECASE),
}
"""Words by which a ground is known: a guideline of an authority, a norm in law, an aim of a programme."""


def ground_of(indicator: Indicator) -> str:
    """`guideline`, `norm` or `aim` where the end of the degree's scale, `high:` in the basis, rests on one; else blank.

    An interim target is none of them.
    """
    said = dict(_PARTS.findall(indicator.basis)).get("high", "")
    said = re.sub(r"interim target", "", said, flags=re.IGNORECASE)
    return next((name for name, words in _GROUNDS.items() if words.search(said)), "")


def best_of(indicator: Indicator) -> float | None:
    """The best value that the standard fixes; None where it fixes none."""
    if indicator.direction == "target":
        return indicator.target
    return {"lower": indicator.low, "higher": indicator.high}.get(indicator.direction)
