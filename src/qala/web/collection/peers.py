"""What other areas of a round signed for the same fact: shown to who has signed their own."""

from dataclasses import dataclass
from statistics import median

from django.db.models import F

from qala.web.collection.models import Answer, Question
from qala.web.collection.states import SIGNED

FEWEST = 3
"""Others, below which a range would tell single areas."""


@dataclass(frozen=True)
class Peers:
    """The range of what others signed."""

    count: int
    low: float
    middle: float
    high: float


def peers_of(question: Question) -> Peers | None:
    """The range; None before the report of the question's own area is signed, and where others are too few."""
    if not question.report.signings.exists():
        return None
    others = Question.objects.filter(round=question.round_id, fact=question.fact, state__in=SIGNED)
    found = Answer.objects.filter(
        question__in=others.exclude(pk=question.pk), number=F("question__version"), value__isnull=False
    )
    values = [one for one in found.values_list("value", flat=True) if one is not None]
    return Peers(len(values), min(values), median(values), max(values)) if len(values) >= FEWEST else None
