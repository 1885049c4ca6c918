"""What a chart of the site is about: one indicator, area or node of an assessment, in one language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qala.areas.model import AreaEvent
from qala.insight import chosen_of, standard_of
from qala.publish.drawing import clean
from qala.standard import Standard
from qala.texts import Language


@dataclass(frozen=True)
class Subject:
    """The indicator, area or node with an id; on the first basis, in the last period, where none is named."""

    language: Language
    id: str
    period: str | None = None
    basis: str | None = None


@dataclass(frozen=True)
class Told:
    """A subject within its assessment, which may be a part of one: only some areas' rows."""

    assessment: Mapping[str, Any]
    standard: Standard
    language: Language
    id: str
    period: str
    basis: str

    @classmethod
    def of(cls, assessment: Mapping[str, Any], subject: Subject) -> "Told":
        """Raises BadUse for an unknown period or basis."""
        period, basis = chosen_of(assessment, subject.period, subject.basis)
        return cls(assessment, standard_of(assessment), subject.language, subject.id, period, basis)

    @property
    def names(self) -> dict[str, str]:
        """The names of the areas that are assessed, by id, in the order of the assessment."""
        return dict(self._named("rows"))

    @property
    def places(self) -> dict[str, str]:
        """The names of all places that it knows."""
        return {**dict(self._named("others")), **self.names}

    @property
    def events(self) -> tuple[AreaEvent, ...]:
        """What happened to places, as far as the assessment knows it."""
        return tuple(AreaEvent(*one) for one in self.assessment["areas"].get("events") or ())

    def rows(self, table: str, **asked: str) -> list[Mapping[str, Any]]:
        """The rows of a table on the basis that hold what is asked."""
        wanted = {**asked, "basis": self.basis}.items()
        return [row for row in self.assessment[table] if wanted <= {name: row[name] for name in dict(wanted)}.items()]

    def periods(self, rows: Sequence[Mapping[str, Any]]) -> str:
        """From when to when the rows are."""
        found = sorted({row["period"] for row in rows})
        return found[0] if len(found) == 1 else f"{found[0]}–{found[-1]}"

    def _named(self, part: str) -> Iterator[tuple[str, str]]:
        for row in self.assessment["areas"].get(part) or ():
            yield row["id"], clean(row["name"][self.language]).strip() or row["id"]
