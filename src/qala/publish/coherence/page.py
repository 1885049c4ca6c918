"""The coherence report as one HTML file that needs no network and no script."""

from collections.abc import Mapping
from typing import Any

from qala.insight.coherence import Coherence
from qala.publish.coherence.report import coherence_view
from qala.publish.templating import templates
from qala.texts import Language, texts_of


def render_coherence_page(found: Coherence, assessment: Mapping[str, Any], language: Language) -> str:
    """The page in a language."""
    view = coherence_view(found, assessment, language)
    return templates().get_template("coherence.html").render(view=view, words=texts_of("coherence", language))
