"""Inks can be read by day and by night, and pages know the same ones as pictures."""

import pytest

from qala.publish.charts.theme import DARK_PAPER, GOAL, LINES, MANY, NIGHT, night_css
from qala.publish.colour import contrast
from qala.publish.drawing import INK, PAPER, SOFT
from qala.publish.interactive import style


@pytest.mark.parametrize("ink", [INK, SOFT, GOAL[0], MANY[0], *(day for day, _ in LINES)])
def test_letters_keep_four_and_a_half_to_one(ink: str) -> None:
    assert contrast(ink, PAPER) >= 4.5
    assert contrast(NIGHT[ink], DARK_PAPER) >= 4.5


def test_the_live_chart_has_the_same_inks_as_the_picture() -> None:
    written = style().decode().replace(" ", "")
    for ink, night in NIGHT.items():
        for part, rule in (("fill", f'[fill="{ink}"]'), ("stroke", f'[stroke="{ink}"]')):
            assert written.count(f"{rule}{{{part}:{night};}}") == 2, "by the reader's setting, and by the page's"
            assert f"{rule}{{{part}:{night}}}" in night_css()
