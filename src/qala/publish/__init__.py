"""The Map in the terminal, as a page, a picture, a workbook, a table; and what is said beside it in words."""

from qala.publish.benchmarked import render_benchmark
from qala.publish.coherence import render_coherence, render_coherence_page
from qala.publish.csv_file import render_csv
from qala.publish.differences import render_comparison
from qala.publish.explanation import render_explanation
from qala.publish.foreseen import render_forecast
from qala.publish.lacking import render_gap
from qala.publish.map_model import BandLook, Cell, MapView, map_view
from qala.publish.page import render_page
from qala.publish.png import render_png
from qala.publish.rating import render_rating, render_ratings
from qala.publish.rating_export import rating_records
from qala.publish.suppositions import render_what_if
from qala.publish.svg import render_svg
from qala.publish.tables import Tables
from qala.publish.terminal import render_terminal
from qala.publish.workbook import render_table, render_workbook

__all__ = [
    "BandLook", "Cell", "MapView", "Tables", "map_view", "rating_records", "render_benchmark", "render_coherence",
    "render_coherence_page", "render_comparison", "render_csv", "render_explanation", "render_forecast", "render_gap",
    "render_page", "render_png", "render_rating", "render_ratings", "render_svg", "render_table", "render_terminal",
    "render_what_if", "render_workbook",
]  # fmt: skip
