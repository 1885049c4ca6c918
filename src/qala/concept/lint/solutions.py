"""Faults of solutions: their words, what they name, what comes before them."""

from collections.abc import Iterator

from qala.concept.lint.fault import fault, translated
from qala.concept.model import Concept, Solution
from qala.standard import Standard
from qala.standard.lint.fault import PLAIN_ID, Fault

FILE = "solutions.csv"
LISTS = ("technologies", "financing", "risks")
"""What every solution names at least one of."""
TABLES = {"acceptance": "acceptance.csv", "effects": "effects.csv", "costs": "costs.csv"}


def solutions(concept: Concept, standard: Standard) -> Iterator[Fault]:
    """All solutions."""
    industries = {one.id for one in standard.industries}
    for one in concept.solutions:
        yield from _words(one)
        if one.industry not in industries:
            known = ", ".join(sorted(industries))
            yield fault("industry", FILE, one.row, "industry", industry=one.industry, known=known)
        yield from _lacks(one, standard)
    yield from _circles(concept)


def _words(one: Solution) -> Iterator[Fault]:
    if not PLAIN_ID.fullmatch(one.id):
        yield fault("id", FILE, one.row, "id", id=one.id)
    yield from translated(one.title, one.id, FILE, one.row, "title")
    yield from translated(one.summary, one.id, FILE, one.row, "summary")
    for words in one.acceptance:
        yield from translated(words, one.id, TABLES["acceptance"], None, "title")


def _lacks(one: Solution, standard: Standard) -> Iterator[Fault]:
    for column in LISTS:
        if not getattr(one, column):
            yield fault("names_none", FILE, one.row, column, id=one.id, named=column)
    for name, file in TABLES.items():
        if not getattr(one, name):
            yield fault("no_rows", file, None, "solution", id=one.id, table=file)
    if one.effects and not any(_is_level(standard, effect.indicator) for effect in one.effects):
        yield fault("no_level", TABLES["effects"], one.effects[0].row, "indicator", id=one.id)


def _is_level(standard: Standard, indicator: str) -> bool:
    return indicator in standard.indicator and standard.indicator[indicator].kind == "level"


def _circles(concept: Concept) -> Iterator[Fault]:
    """Each circle of prerequisites once, at the solution of it that stands first."""
    told: set[frozenset[str]] = set()
    for one in concept.solutions:
        path = _way_back(concept, one.id)
        if path and frozenset(path) not in told:
            told.add(frozenset(path))
            yield fault("circle", FILE, one.row, "requires", path=" → ".join((*path, one.id)))


def _way_back(concept: Concept, start: str) -> tuple[str, ...]:
    """The shortest way from a solution over what it requires back to itself, without its end; empty where none is."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    for way in ways:
        for before in concept.solution[way[-1]].requires:
            if before == start:
                return way
            if before not in seen:
                seen.add(before)
                ways.append((*way, before))
    return ()
