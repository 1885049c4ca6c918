"""Charts: an indicator, an area and a node over areas and time, and how firm ranks and bands are.

Each is a Vega-Lite chart that computes nothing; Altair takes 0.7 seconds to load, so import this package when drawing.
"""

from qala.publish.charts.ahead import ahead_chart
from qala.publish.charts.bands import band_chart
from qala.publish.charts.drawn import png_of, svg_of, web_svg
from qala.publish.charts.effects import Effect, effect_chart
from qala.publish.charts.history import history_chart
from qala.publish.charts.kept import ChartFile, chart_files
from qala.publish.charts.look import FULL, NARROW, WIDE, Sheet
from qala.publish.charts.ranks import rank_chart
from qala.publish.charts.scene import Asked
from qala.publish.charts.series import series_chart
from qala.publish.charts.standing import standing_chart
from qala.publish.charts.subject import Subject

__all__ = [
    "FULL", "NARROW", "WIDE", "Asked", "ChartFile", "Effect", "Sheet", "Subject", "ahead_chart", "band_chart",
    "chart_files", "effect_chart", "history_chart", "png_of", "rank_chart", "series_chart", "standing_chart", "svg_of",
    "web_svg",
]  # fmt: skip
