"""The files that are made of a publication once: the Map in every format, and every chart of its pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from qala.insight import standard_of
from qala.publish import Tables, interactive, map_view, render_csv, render_page, render_png, render_svg, render_workbook
from qala.texts import LANGUAGES, Language

CHARTS_OF_EACH = 2 * len(LANGUAGES)
"""Wide and narrow, in every language."""
KINDS = 5
"""Formats of the Map."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Made:
    """A file. about: what a page says of it."""

    name: str
    media_type: str
    content: bytes
    about: Mapping[str, Any] = field(default_factory=dict)


def maps_of(document: Mapping[str, Any]) -> Iterator[Made]:
    """The Map of every period on every basis in every language: picture, pixels, workbook, table, page."""
    settings = document["settings"]
    for period in reversed(settings["periods"]):
        for basis in settings["bases"]:
            for language in LANGUAGES:
                yield from _map_of(document, language, period, basis)


def _map_of(document: Mapping[str, Any], language: Language, period: str, basis: str) -> Iterator[Made]:
    view, stem = map_view(document, language, period, basis), f"map-{period}-{basis}.{language}"
    yield Made(f"{stem}.svg", "image/svg+xml", render_svg(view).encode())
    yield Made(f"{stem}.png", "image/png", render_png(view))
    yield Made(f"{stem}.xlsx", XLSX, render_workbook(document, view, period, basis))
    yield Made(f"{stem}.csv", "text/csv", render_csv(Tables(document, language, period, basis).nodes()))
    yield Made(f"{stem}.html", "text/html", render_page(document, language, period, basis).encode())


def charts_of(document: Mapping[str, Any]) -> Iterator[Made]:
    """Every chart of the pages on the first basis, in every language, wide and narrow: a picture, and what makes it
    live; before them the program that does so.
    """
    from qala.publish.charts.kept import chart_files  # noqa: PLC0415 - 200 MB that no other process should take

    program = interactive.bundle_name()
    yield Made(program, "text/javascript", interactive.bundle())
    for one in chart_files(document):
        width, height = one.size
        about = {"title": one.title, "alt": one.alt, "width": width, "height": height, "bundle": program}
        yield Made(f"{one.stem}.svg", "image/svg+xml", one.svg, about)
        yield Made(f"{one.stem}.json", "application/json", one.json)


def count_of(document: Mapping[str, Any]) -> int:
    """At most how many files are made of it: so much is there to do."""
    settings, standard = document["settings"], standard_of(document)
    maps = len(settings["periods"]) * len(settings["bases"]) * len(LANGUAGES) * KINDS
    drawn = len(standard.indicators) + len(standard.nodes) + len(document["areas"]["rows"])
    return maps + 2 * drawn * CHARTS_OF_EACH
