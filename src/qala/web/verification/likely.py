"""Before anybody signs: the answers that a verifier would likely return, and what each costs."""

from qala.insight.doubt import risk
from qala.web.collection import services as collection
from qala.web.collection.services import Likely, Report, State, told_by
from qala.web.verification.signs import doubts_of
from qala.web.verification.weighing import weights_of


@told_by
def likeliest(report: Report, count: int) -> tuple[Likely, ...]:
    """Of what is answered and not signed, by points of the Map that hang on it times doubt."""
    one = report.round
    values = collection.outcome_of(one, area=report.area)
    weights = weights_of(one, values, frozenset({report.area}))
    doubts = doubts_of(one, values, area=report.area)
    found = []
    for row in report.questions.filter(state=State.ANSWERED).select_related("organisation"):
        weight, seen = weights.get((row.area, row.fact)), doubts.get(row.pk)
        if weight and seen and seen.level:
            gone = max((abs(stake.gone or 0.0) for _, stake in weight.stakes), default=0.0)
            found.append((risk(weight.points, seen.level), Likely(row, gone, seen.reasons)))
    ordered = sorted(found, key=lambda each: (-each[0], each[1].question.fact))
    return tuple(one for _, one in ordered[:count])
