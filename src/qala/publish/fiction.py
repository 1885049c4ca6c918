"""Whether an assessment is of places that there are not."""

from collections.abc import Mapping
from typing import Any

from qala.areas.model import FICTIONAL
from qala.texts import Language, text


def is_fictional(assessment: Mapping[str, Any]) -> bool:
    """Whether any of the areas assessed is fictional; the rows of its areas are enough."""
    return any(row["groups"].get(FICTIONAL) == "yes" for row in assessment["areas"]["rows"])


def titled(title: str, fictional: bool, language: Language) -> str:
    """The title, which says so where places are fictional."""
    return text("map.title_fictional", language, title=title) if fictional else title
