"""The report on a new edition in the terminal, and as one HTML file that needs no network and no script."""

from collections.abc import Mapping
from typing import Any

from rich.console import Console

from qala.insight.preview import Preview
from qala.publish.coherence.terminal import render_view
from qala.publish.preview.report import preview_view
from qala.publish.templating import templates
from qala.texts import Language, text, texts_of


def render_preview(
    found: Preview, old: Mapping[str, Any], new: Mapping[str, Any], language: Language, console: Console
) -> None:
    """Prints what stands out, what moves degrees, then every area."""
    view = preview_view(found, old, new, language)
    render_view(view, text("preview.standing_out", language), console)


def render_preview_page(found: Preview, old: Mapping[str, Any], new: Mapping[str, Any], language: Language) -> str:
    """The page in a language."""
    words = {**texts_of("coherence", language), **texts_of("preview", language)}
    view = preview_view(found, old, new, language)
    return templates().get_template("coherence.html").render(view=view, words=words)
