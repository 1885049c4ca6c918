"""A chart in a page: the inks of a light page, and what becomes of them on a dark one.

No ink keeps 4.5 to 1 on both white and #0d161b, so the picture carries both, and the reader's setting chooses.
"""

from collections.abc import Mapping

from qala.publish.drawing import INK, LINE, PAPER, SOFT

DARK_PAPER = "#0d161b"
"""The page's paper at night."""
LINES: tuple[tuple[str, str], ...] = (
    ("#0b6b7d", "#4fb9cc"),
    ("#b3400f", "#f08a54"),
    ("#5b3f9e", "#b39ce8"),
    ("#8a6100", "#dcae3c"),
    ("#a3256b", "#ec83bb"),
    ("#2b6b2f", "#7cc47f"),
)
"""The inks of lines and of what stands at their ends: on white, at night."""
MANY = ("#4a7480", "#7fa9b5")
"""The ink of lines that are too many to have one each."""
GOAL = ("#566872", "#a3b4bd")
"""The ink of goalposts."""
NIGHT: Mapping[str, str] = {
    INK: "#e9f0f3",
    SOFT: "#a3b4bc",
    LINE: "#34464f",
    PAPER: DARK_PAPER,
    **dict((*LINES, MANY, GOAL)),
}
"""What each ink becomes on a dark page."""


def night_css(within: str = "") -> str:
    """The rules that turn inks for the night; white letters, which stand on a band's colour, stay white."""
    rules = []
    for ink, night in NIGHT.items():
        drawn = f'{within}path[fill="{ink}"]' if ink == PAPER else f'{within}[fill="{ink}"]'
        rules += [f"{drawn}{{fill:{night}}}", f'{within}[stroke="{ink}"]{{stroke:{night}}}']
    return "".join(rules)
