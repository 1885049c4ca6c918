"""Which answers of a report verification would likely return: whoever verifies registers here to tell it."""

from collections.abc import Callable
from dataclasses import dataclass

from qala.web.collection.models import Question, Report


@dataclass(frozen=True)
class Likely:
    """An answer that is likely to be returned. points: of the Map that it costs if it is; reasons: texts of why it is
    doubted, the strongest first.
    """

    question: Question
    points: float
    reasons: tuple[str, ...]


Teller = Callable[[Report, int], tuple[Likely, ...]]
_TELLERS: list[Teller] = []


def told_by(teller: Teller) -> Teller:
    """Registers a function that tells, of a report, so many at the most, the likeliest first."""
    _TELLERS.append(teller)
    return teller


def likely_of(report: Report, count: int) -> tuple[Likely, ...]:
    """The answers of a report likeliest to be returned; none where nobody verifies."""
    return tuple(one for teller in _TELLERS for one in teller(report, count))[:count]
