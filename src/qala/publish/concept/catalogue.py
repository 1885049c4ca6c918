"""The solutions of a concept by industry, each in a line or two."""

from collections.abc import Iterable
from dataclasses import dataclass

from qala.concept import Concept, Solution
from qala.publish.naming import named
from qala.standard import Standard
from qala.texts import Language


@dataclass(frozen=True)
class Entry:
    """A solution; moves: the titles of the indicators that it changes."""

    id: str
    title: str
    summary: str
    technologies: tuple[str, ...]
    moves: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """An industry with its solutions."""

    id: str
    title: str
    entries: tuple[Entry, ...]


def catalogue(
    concept: Concept, standard: Standard, language: Language, solutions: Iterable[Solution]
) -> tuple[Section, ...]:
    """The solutions given under their industries, in the order of the standard; what it does not know comes last."""
    found: dict[str, list[Entry]] = {one.id: [] for one in standard.industries}
    for one in solutions:
        found.setdefault(one.industry, []).append(_entry(concept, standard, one, language))
    titles = {one.id: named(one, language) for one in standard.industries}
    return tuple(Section(id_, titles.get(id_, id_), tuple(entries)) for id_, entries in found.items() if entries)


def _entry(concept: Concept, standard: Standard, one: Solution, language: Language) -> Entry:
    moved = dict.fromkeys(effect.indicator for effect in one.effects)
    return Entry(
        id=one.id,
        title=one.title.text(language),
        summary=one.summary.text(language),
        technologies=tuple(concept.term["technology", id_].title.text(language) for id_ in one.technologies),
        moves=tuple(indicator_title(standard, id_, language) for id_ in moved),
    )


def indicator_title(standard: Standard, id_: str, language: Language) -> str:
    """The title of an indicator; its id where the standard has no such one."""
    found = standard.indicator.get(id_)
    return named(found, language) if found else id_
