"""All indicators of a standard by industry and branch, with how many areas have a value."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from qala.publish.indicators.words import branch_of, direction_of
from qala.publish.naming import named
from qala.publish.reasons import unit_of
from qala.standard import Indicator, Standard
from qala.texts import Language


@dataclass(frozen=True)
class Entry:
    """An indicator; known: in how many of `of` areas it has a value."""

    id: str
    title: str
    unit: str
    direction: str
    scored: bool
    known: int
    of: int


@dataclass(frozen=True)
class Branch:
    """Indicators that hang together; the title is blank where they hang at the industry itself."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Section:
    """An industry."""

    id: str
    title: str
    branches: tuple[Branch, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The indicators of all its branches."""
        return tuple(entry for branch in self.branches for entry in branch.entries)


def catalogue(
    rows: Iterable[Mapping[str, Any]],
    standard: Standard,
    language: Language,
    industry: str | None = None,
    known: bool | None = None,
) -> tuple[Section, ...]:
    """The indicators from the rows that areas have in one period on one basis: of one industry, or of all; with a
    value somewhere, with none anywhere, or all.
    """
    asked, have = Counter[str](), Counter[str]()
    for row in rows:
        asked[row["indicator"]] += row["state"] != "not-applicable"
        have[row["indicator"]] += row["value"] is not None
    found: dict[str, dict[tuple[str, ...], list[Entry]]] = {}
    for one in standard.indicators:
        top, *branch = branch_of(standard, one)
        if industry in (None, top) and known in (None, have[one.id] > 0):
            entry = _entry(one, language, have[one.id], asked[one.id])
            found.setdefault(top, {}).setdefault(tuple(branch), []).append(entry)
    order = [standard.root.id, *(one.id for one in standard.industries)]
    return tuple(_section(standard, id_, found[id_], language) for id_ in order if id_ in found)


def _section(
    standard: Standard, id_: str, branches: Mapping[tuple[str, ...], list[Entry]], language: Language
) -> Section:
    made = tuple(
        Branch(" · ".join(named(standard.node[one], language) for one in nodes), tuple(entries))
        for nodes, entries in branches.items()
    )
    return Section(id_, named(standard.node[id_], language), made)


def _entry(one: Indicator, language: Language, known: int, of: int) -> Entry:
    direction = direction_of(one, language)
    return Entry(one.id, named(one, language), unit_of(one, language), direction, one.scored, known, of)
