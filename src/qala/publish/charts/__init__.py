"""Pictures of robustness: how firm ranks and bands are, who is ahead of whom, what the uncertainty comes from.

Each is a Vega-Lite chart that computes nothing; Altair takes 0.7 seconds to load, so import this package when drawing.
"""

from qala.publish.charts.ahead import ahead_chart
from qala.publish.charts.bands import band_chart
from qala.publish.charts.drawn import png_of, svg_of
from qala.publish.charts.effects import Effect, effect_chart
from qala.publish.charts.ranks import rank_chart
from qala.publish.charts.scene import Asked

__all__ = ["Asked", "Effect", "ahead_chart", "band_chart", "effect_chart", "png_of", "rank_chart", "svg_of"]
