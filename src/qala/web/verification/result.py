"""What verification came to: what was checked, what the sample says of the rest, and what lacks for a statement."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from qala.insight.sampling import Projection, projected
from qala.texts import Language, percent, text
from qala.web.collection import services as collection
from qala.web.collection.services import Question, Round, Signing, State
from qala.web.verification.models import Plan, Verdict

LEVELS = ("limited", "reasonable")
LEAST = {"limited": 0.05, "reasonable": 0.2}
"""The least share of the values that are not material, by level of assurance. A proposal."""
MOST_WRONG = 0.1
"""So large a share of wrong values leaves no assurance: of those checked for a limited one, the upper bound of all for
a reasonable one. A proposal.
"""
DECIDED = frozenset({State.ACCEPTED, State.CORRECTED, State.REJECTED})
GIVEN = collection.SIGNED | {State.RETURNED}
"""States of what has been signed once."""


@dataclass(frozen=True)
class Count:
    """Of some values: how many there are, how many are decided about, how many could not stand as they were signed."""

    all: int
    decided: int
    checked: int
    wrong: int


@dataclass(frozen=True)
class Lack:
    """Something that lacks for a statement of assurance: the key of its sentence with its fields."""

    key: str
    fields: dict[str, Any]


@dataclass(frozen=True)
class Result:
    """material, sample: what had to be checked; rest: values that were neither; projection: what the sample says of
    all that are not material; lacks: what has to be done before the statement can be given; seconds: spent so far.
    """

    material: Count
    sample: Count
    population: int
    projection: Projection | None
    lacks: tuple[Lack, ...]
    seconds: int

    @property
    def given(self) -> bool:
        """Whether the statement of assurance can be given."""
        return not self.lacks


def result_of(one: Round) -> Result:
    """The result of a round as it stands."""
    plan = Plan.objects.filter(round=one).first()
    signed = one.questions.filter(Q(state__in=GIVEN) | Q(sampled=True) | Q(material=True))
    others = signed.filter(material=False)
    material, sample = _count(signed.filter(material=True)), _count(others.filter(sampled=True))
    population = others.count()
    projection = projected(sample.wrong, sample.checked, population) if sample.checked else None
    lacks = tuple(_lacks(one, plan, material, sample, projection, population))
    seconds = sum(Verdict.objects.filter(question__round=one).values_list("seconds", flat=True))
    return Result(material, sample, population, projection, lacks, seconds)


def lacks_said(found: Result, language: Language) -> list[str]:
    """What lacks for the statement of assurance, in sentences."""
    return [text(one.key, language, **_fields(one, language)) for one in found.lacks]


def _fields(lack: Lack, language: Language) -> dict[str, Any]:
    return {name: percent(of, language, 1) if isinstance(of, float) else of for name, of in lack.fields.items()}


def _count(questions: QuerySet[Question]) -> Count:
    told = dict.fromkeys(questions.values_list("pk", flat=True), False)
    checked = set()
    for question, error in Verdict.objects.filter(question__in=questions).values_list("question", "error"):
        checked.add(question)
        told[question] |= error
    return Count(len(told), questions.filter(state__in=DECIDED).count(), len(checked), sum(told.values()))


def _lacks(
    one: Round, plan: Plan | None, material: Count, sample: Count, projection: Projection | None, population: int
) -> Iterator[Lack]:
    if plan is None:
        yield Lack("verification.lacks_plan", {})
        return
    since = Signing.objects.filter(report__round=one)
    since = since.filter(at__gt=plan.drawn_at) if plan.drawn_at else since
    if plan.drawn_at is None or since.exists():
        yield Lack("verification.lacks_draw", {})
    if not material.all and not population:
        yield Lack("verification.lacks_values", {})
    if material.decided < material.all:
        yield Lack("verification.lacks_material", {"left": material.all - material.decided})
    if sample.decided < sample.all:
        yield Lack("verification.lacks_sample", {"left": sample.all - sample.decided})
    if projection is not None:
        share = projection.rate if plan.assurance == "limited" else projection.upper / population
        if share > MOST_WRONG:
            yield Lack(f"verification.lacks_trust_{plan.assurance}", {"share": share, "most": MOST_WRONG})
