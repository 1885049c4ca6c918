"""The Map as a table in the terminal and as a page."""

from qala.publish.differences import render_comparison
from qala.publish.explanation import render_explanation
from qala.publish.lacking import render_gap
from qala.publish.map_model import BandLook, Cell, MapView, map_view
from qala.publish.page import render_page
from qala.publish.terminal import render_terminal

__all__ = [
    "BandLook", "Cell", "MapView", "map_view", "render_comparison", "render_explanation", "render_gap", "render_page",
    "render_terminal",
]  # fmt: skip
