"""What can be seen of each signed answer that speaks against it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

import polars as pl
from django.db.models import F, Q

from qala.insight.doubt import Doubt, Signs, doubt
from qala.values.distance import robust_distance
from qala.values.model import Values
from qala.web.collection import services as collection
from qala.web.collection.services import Answer, Attachment, Question, Round, State
from qala.web.verification.models import Verdict

LAST = 20
"""So many of the last verdicts on an organisation are its history."""


def doubts_of(one: Round, values: Values, facts: Collection[str] = (), area: str = "") -> dict[int, Doubt]:
    """How much each signed answer of a round is doubted, by its question; of some facts alone where they are named.

    area: also what is answered there and not signed yet.
    """
    asked = one.questions.filter(Q(state__in=collection.SIGNED) | Q(state=State.ANSWERED, area=area))
    asked = asked.filter(fact__in=facts) if facts else asked
    rows = {row.pk: row for row in asked.only("area", "fact", "organisation", "last", "version")}
    standing = Answer.objects.filter(question__in=asked, number=F("question__version"))
    answers = {answer.question_id: answer for answer in standing}
    backed = set(Attachment.objects.filter(question__in=asked, removed_at=None).values_list("question", flat=True))
    corrected, measured = _corrected(), measured_in(values, one.period)
    by_fact: dict[str, dict[int, tuple[float, float | None]]] = defaultdict(dict)
    for pk, answer in answers.items():
        if answer.value is not None:
            by_fact[rows[pk].fact][pk] = (answer.value, _step(answer.value, rows[pk]))
    found = {}
    for pk, answer in answers.items():
        row = rows[pk]
        found[pk] = doubt(
            Signs(
                jump=_jump(pk, by_fact[row.fact]),
                outlier=_outlier(pk, by_fact[row.fact]),
                quality=answer.quality,
                evidence=pk in backed or answer.value is None,
                corrected=corrected[row.organisation_id or row.area],
                measured=_gap(answer.value, measured.get((row.area, row.fact))),
            )
        )
    return found


def measured_in(values: Values, period: str) -> Mapping[tuple[str, str], float]:
    """What sensors and registers measured in a period, by area and fact."""
    frame = values.frame.filter(
        (pl.col("status") == "measured") & (pl.col("period") == period) & pl.col("value").is_not_null()
    )
    return {(row["area"], row["fact"]): row["value"] for row in frame.iter_rows(named=True)}


def _step(value: float, question: Question) -> float | None:
    return None if question.last is None else value - question.last


def _jump(pk: int, peers: Mapping[int, tuple[float, float | None]]) -> float | None:
    own = peers[pk][1] if pk in peers else None
    others = [step for other, (_, step) in peers.items() if other != pk and step is not None]
    return None if own is None else robust_distance(own, others)


def _outlier(pk: int, peers: Mapping[int, tuple[float, float | None]]) -> float | None:
    if pk not in peers:
        return None
    return robust_distance(peers[pk][0], [value for other, (value, _) in peers.items() if other != pk])


def _gap(value: float | None, measured: float | None) -> float | None:
    if value is None or measured is None:
        return None
    return abs(value - measured) / abs(measured) if measured else float(value != measured)


def _corrected() -> Counter[int | str]:
    """How many of the last values of each organisation, or of each area where it is of none, could not stand."""
    seen: Counter[int | str] = Counter()
    wrong: Counter[int | str] = Counter()
    told = Verdict.objects.order_by("-id").values_list("question__organisation", "question__area", "error")
    for organisation, area, error in told.iterator(chunk_size=2000):
        who = organisation or area
        seen[who] += 1
        if error and seen[who] <= LAST:
            wrong[who] += 1
    return wrong
