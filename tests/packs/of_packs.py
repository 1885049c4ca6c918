"""What every pack that ships has to show."""

from typing import Any

from qala.engine import Settings, assess
from qala.standard import Standard
from qala.standard.lint import lint
from qala.standard.notes import notes_of
from qala.texts import LANGUAGES
from tests import kz_figures as kz

FIVE = ("710000000", "750000000", "790000000", "351010000", "151010000")


def without_fault(standard: Standard) -> None:
    """Lint finds nothing, and the notes stand in three languages of their own."""
    assert [fault.text("en") for fault in lint(standard)] == []
    assert len({notes_of(standard, language) for language in LANGUAGES}) == 3
    assert all(notes_of(standard, language) for language in LANGUAGES)


def with_passports(standard: Standard) -> None:
    """Every indicator has a passport that names it in three languages, with four lines or more in each."""
    for indicator in standard.indicators:
        sections = standard.files[f"passports/{indicator.id}.md"].split("\n## ")[1:]
        assert [section[:2] for section in sections] == list(LANGUAGES)
        for language, section in zip(LANGUAGES, sections, strict=True):
            assert indicator.title.text(language) in section
            assert section.count("\n- **") >= 4, indicator.id
            assert len(set(section.splitlines()[2:])) == len(section.splitlines()[2:]), indicator.id


def with_outcomes_there(standard: Standard) -> None:
    """Where a level says which outcome it moves, that is an indicator of the same standard."""
    for indicator in standard.indicators:
        if indicator.kind == "level":
            outcome = standard.files[f"passports/{indicator.id}.md"].partition("**Outcome:**")[2].partition("\n")[0]
            assert outcome.rpartition("(")[2].rstrip(")") in standard.indicator, indicator.id


def of_2019(standard: Standard) -> dict[str, Any]:
    """The five cities' shipped figures of 2019 under a standard."""
    return assess(standard, kz.figures(), Settings(("2019",)), kz.areas())
