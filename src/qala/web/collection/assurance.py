"""How firm the verified values of a round are: what verifies says so here, since collecting knows nothing of it."""

from collections.abc import Callable
from dataclasses import dataclass

from qala.web.collection.models import Round


@dataclass(frozen=True)
class Assured:
    """level: `limited` or `reasonable`, as it is planned; given: whether the statement of it can be given.

    Of the population of values that are not material so many were checked, drawn at random; rate: the share of these
    that were wrong; expected: how many more are; upper: how many of all are at most. None where nothing is projected.
    """

    level: str
    given: bool
    population: int = 0
    checked: int = 0
    rate: float | None = None
    expected: float | None = None
    upper: int | None = None


Says = Callable[[Round], Assured | None]
_SAYS: list[Says] = []


def says_assurance(function: Says) -> Says:
    """Registers who says it."""
    if function not in _SAYS:
        _SAYS.append(function)
    return function


def assurance_of(one: Round) -> Assured | None:
    """The assurance that verification of a round gives; None where it has no plan."""
    return next((said for function in _SAYS if (said := function(one))), None)
