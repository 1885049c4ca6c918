"""How firm the verified values of a round are: what verifies says so here, since collecting knows nothing of it."""

from collections.abc import Callable

from qala.web.collection.models import Round

Says = Callable[[Round], str]
"""Gives `limited`, `reasonable`, or blank where nothing is planned."""
_SAYS: list[Says] = []


def says_assurance(function: Says) -> Says:
    """Registers who says it."""
    if function not in _SAYS:
        _SAYS.append(function)
    return function


def assurance_of(one: Round) -> str:
    """The assurance that verification of a round gives; blank where it has no plan."""
    return next((said for function in _SAYS if (said := function(one))), "")
