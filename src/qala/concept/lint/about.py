"""Faults of the concept as a whole: what it says of itself, its sections, terms and drivers."""

from collections.abc import Iterator

from qala.concept.lint.fault import fault, translated
from qala.concept.model import SECTIONS, Concept
from qala.standard import Standard
from qala.standard.lint.fault import Fault

TOML, TERMS, DRIVERS = "concept.toml", "terms.csv", "drivers.csv"
CURRENCY_SIGNS = 3


def about(concept: Concept, standard: Standard) -> Iterator[Fault]:
    """Its standard, edition, currency and industries."""
    if concept.standard != standard.id:
        yield fault("standard", TOML, None, "concept.standard", named=concept.standard, given=standard.id)
    if not concept.edition:
        yield fault("edition", TOML, None, "concept.edition")
    if len(concept.currency) != CURRENCY_SIGNS or not concept.currency.isupper():
        yield fault("currency", TOML, None, "concept.currency", currency=concept.currency)
    for industry in standard.industries:
        if not concept.chosen(industry.id):
            yield fault("industry_empty", "solutions.csv", None, "industry", industry=industry.id)


def words(concept: Concept) -> Iterator[Fault]:
    """What is said in words: titles, sections, terms, drivers."""
    yield from translated(concept.title, "concept", TOML, None, "title")
    yield from translated(concept.note, "concept", TOML, None, "note")
    for section in SECTIONS:
        if not concept.sections[section]:
            yield fault("section_empty", TOML, None, section, section=section)
        for place, statement in enumerate(concept.sections[section], 1):
            yield from translated(statement.text, statement.id, TOML, None, f"{section}.{place}")
    yield from _terms(concept)
    yield from _drivers(concept)


def _terms(concept: Concept) -> Iterator[Fault]:
    used = {("technology", id_) for one in concept.solutions for id_ in one.technologies}
    used |= {("condition", id_) for one in concept.solutions for id_ in one.conditions}
    used |= {("risk", id_) for one in concept.solutions for id_ in one.risks}
    for term in concept.terms:
        yield from translated(term.title, term.id, TERMS, term.row, "title")
        if (term.kind, term.id) not in used:
            yield fault("stray", TERMS, term.row, "id", id=term.id)


def _drivers(concept: Concept) -> Iterator[Fault]:
    used = {cost.driver for one in concept.solutions for cost in one.costs}
    for driver in concept.drivers:
        yield from translated(driver.title, driver.id, DRIVERS, driver.row, "title")
        if driver.id not in used:
            yield fault("stray", DRIVERS, driver.row, "id", id=driver.id)
        if not driver.per_city and not driver.per_thousand:
            yield fault("no_size", DRIVERS, driver.row, "per_thousand", id=driver.id)
