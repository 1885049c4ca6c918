"""The Map as a PNG: the same picture, drawn by vl-convert in the family that it carries."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import as_file, files

from qala.publish.map_model import MapView
from qala.publish.svg import render_svg

SCALE = 2
"""Pixels for each unit of the picture: sharp on paper and on a dense screen."""
_VARIABLE = "FONTCONFIG_FILE"


def render_png(view: MapView) -> bytes:
    """The picture's pixels."""
    return pixels(render_svg(view))


def pixels(svg: str, scale: float = SCALE) -> bytes:
    """Any picture as a PNG, in Liberation Sans 2 of vl-convert: the machine's own fonts are not looked at.

    A machine may have an older Liberation Sans without the letters of Kazakh, and it would be taken first.
    """
    from vl_convert import svg_to_png  # noqa: PLC0415 - 30 MB that only this needs

    settle_fonts()
    return svg_to_png(svg, scale=scale)


@cache
def settle_fonts() -> None:
    """vl-convert looks for fonts once, when it first draws: at that moment it must find no folder of them."""
    from vl_convert import svg_to_png  # noqa: PLC0415

    with as_file(files("qala.publish").joinpath("templates", "fonts.conf")) as path, _set(str(path)):
        svg_to_png('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><text>-</text></svg>')


@contextmanager
def _set(value: str) -> Iterator[None]:
    before = os.environ.get(_VARIABLE)
    os.environ[_VARIABLE] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[_VARIABLE]
        else:
            os.environ[_VARIABLE] = before
