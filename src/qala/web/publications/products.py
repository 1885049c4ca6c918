"""The files that are made of a publication once: the Map in every format, and every chart of its pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from qala.publish import Tables, map_view, render_csv, render_page, render_png, render_svg, render_workbook
from qala.texts import LANGUAGES, Language

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
