"""What is said of an assessment by a standard that scores nothing: how much is reported, and that it is no more."""

from collections.abc import Mapping
from typing import Any

from qala.standard import Standard
from qala.texts import Language, percent, text


def told(standard: Standard, row: Mapping[str, Any]) -> bool:
    """Whether of a node only this is told: it has no degree because the standard scores nothing."""
    return not standard.scores and row["degree"] is None


def reported(row: Mapping[str, Any], language: Language, basis: str | None = None) -> str:
    """How many of the indicators asked under a node are reported; with its `basis`, on which."""
    share = percent(row["known"] / row["asked"] if row["asked"] else 0.0, language)
    return text(f"readiness.{basis or 'reported'}", language, known=row["known"], asked=row["asked"], share=share)


def kicker_of(standard: Standard, language: Language) -> str:
    """What kind of Map this is, in a few words."""
    return text("map.kicker" if standard.scores else "readiness.kicker", language)


def title_of(standard: Standard, language: Language, period: str) -> str:
    """The title of its Map."""
    return text(f"readiness.{_name('title', standard)}", language, period=period)


def caption_of(standard: Standard, language: Language, period: str, basis: str | None) -> str:
    """What stands in the cells of its Map; basis: the one that is shown, None where each stands apart."""
    said = text(f"map.basis_{basis}" if basis else "readiness.apart", language)
    return text(f"readiness.{_name('caption', standard)}", language, period=period, basis=said)


def _name(name: str, standard: Standard) -> str:
    return name if standard.reports_only else f"{name}_counted"
