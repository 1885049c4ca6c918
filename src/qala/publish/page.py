"""The Map as one HTML file, in three languages, that needs no network and no script."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qala.insight import chosen_of, standard_of
from qala.publish.case import Case
from qala.publish.map_model import MapView, band_css, map_view, rows_css
from qala.publish.templating import templates
from qala.publish.why import Why, why_of
from qala.texts import LANGUAGES, Language, language_of, texts_of

NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}


@dataclass(frozen=True)
class Sheet:
    """All that the page shows in one language."""

    view: MapView
    whys: tuple[Why, ...]
    words: Mapping[str, str]
    sources: tuple[str, ...]


def render_page(
    assessment: Mapping[str, Any], language: str = "kk", period: str | None = None, basis: str | None = None
) -> str:
    """The page, opening in `language`. Raises BadUse for a period or basis that the assessment does not have."""
    shown = language_of({"QALA_LANGUAGE": language})
    sheets = {each: _sheet(assessment, each, period, basis) for each in LANGUAGES}
    css = band_css(standard_of(assessment)) + rows_css(len(assessment["areas"]["rows"]))
    return templates().get_template("map.html").render(sheets=sheets, shown=shown, names=NAMES, band_css=css)


def _sheet(assessment: Mapping[str, Any], language: Language, period: str | None, basis: str | None) -> Sheet:
    standard = standard_of(assessment)
    chosen, on = chosen_of(assessment, period, basis)
    whys = []
    sources: dict[str, None] = {}
    for area in assessment["areas"]["rows"]:
        case = Case.of(assessment, standard, area["id"], chosen, on, language)
        sources |= dict.fromkeys(
            ", ".join(case.rows[one.id]["source"].split(", ")[:2])
            for one in standard.indicators
            if case.rows[one.id]["source"]
        )
        for node in (standard.root, *standard.industries):
            whys.append(why_of(case, node))
    return Sheet(
        map_view(assessment, language, period, basis), tuple(whys), texts_of("map", language), tuple(sorted(sources))
    )
