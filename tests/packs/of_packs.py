"""What every pack that ships has to show."""

from typing import Any

from qala.engine import Settings, assess
from qala.standard import Indicator, Standard
from qala.standard.lint import lint
from qala.standard.notes import notes_of
from qala.texts import LANGUAGES
from tests import kz_figures as kz

FIVE = ("710000000", "750000000", "790000000", "351010000", "151010000")


def faults_of(standard: Standard) -> list[str]:
    """What lint finds, and notes that do not stand in three languages of their own."""
    notes = {notes_of(standard, language) for language in LANGUAGES}
    alike = ["notes are missing or the same"] if len(notes - {""}) < len(LANGUAGES) else []
    return [*(fault.text("en") for fault in lint(standard)), *alike]


def without_passport(standard: Standard) -> list[str]:
    """Indicators whose passport does not name them in three languages, with four different lines or more in each."""
    return [one.id for one in standard.indicators if not _has_passport(standard, one)]


def _has_passport(standard: Standard, indicator: Indicator) -> bool:
    sections = standard.files[f"passports/{indicator.id}.md"].split("\n## ")[1:]
    told = {section[:2]: section.splitlines()[2:] for section in sections}
    return list(told) == list(LANGUAGES) and all(
        indicator.title.text(language) in "\n".join(told[language])
        and sum(line.startswith("- **") for line in told[language]) >= 4
        and len(set(told[language])) == len(told[language])
        for language in LANGUAGES
    )


def without_outcome(standard: Standard) -> list[str]:
    """Levels that do not say which indicator of the same standard is the outcome that they move."""
    return [one.id for one in standard.indicators if one.kind == "level" and _outcome(standard, one) is None]


def _outcome(standard: Standard, level: Indicator) -> Indicator | None:
    said = standard.files[f"passports/{level.id}.md"].partition("**Outcome:**")[2].partition("\n")[0]
    return standard.indicator.get(said.rpartition("(")[2].rstrip(")"))


def of_2019(standard: Standard) -> dict[str, Any]:
    """The five cities' shipped figures of 2019 under a standard."""
    return assess(standard, kz.figures(), Settings(("2019",)), kz.areas())
