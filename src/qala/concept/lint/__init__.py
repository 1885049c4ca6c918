"""What a method team is told about a concept that can be read but is not yet good."""

from collections.abc import Iterator

from qala.concept.lint.about import about, words
from qala.concept.lint.costs import costs
from qala.concept.lint.effects import effects
from qala.concept.lint.solutions import solutions
from qala.concept.model import Concept
from qala.standard import Standard
from qala.standard.lint.fault import Fault

__all__ = ["Fault", "lint"]


def lint(concept: Concept, standard: Standard) -> tuple[Fault, ...]:
    """All faults of a concept, held against the standard whose industries and indicators it names."""
    return tuple(_faults(concept, standard))


def _faults(concept: Concept, standard: Standard) -> Iterator[Fault]:
    yield from about(concept, standard)
    yield from words(concept)
    yield from solutions(concept, standard)
    yield from effects(concept, standard)
    yield from costs(concept)
