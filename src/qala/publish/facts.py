"""What is known of an area as plain facts, before any degree: the figure, its year, whose it is, and against what."""

from collections.abc import Iterator
from dataclasses import dataclass

from qala.publish.case import Case
from qala.publish.leaf import Leaf, leaf_of
from qala.publish.reasons import unit_of
from qala.standard import Indicator, Node
from qala.texts import Language, number, text

OF_EACH, WORST, BEST = 2, 7, 2
"""So many facts of an industry, and so many in all: the farthest from their goal first, then the nearest."""
GUIDELINE = "guideline"


@dataclass(frozen=True)
class Fact:
    """A fact in words. against: what it is held against; whose: whose figure it is; findings: what struck it."""

    id: str
    title: str
    period: str
    value: str
    against: str
    whose: str
    source: str
    industry: str
    findings: tuple[tuple[str, str], ...]


def facts_of(case: Case) -> tuple[Fact, ...]:
    """The facts of an area that tell most: those of the scored quantities that are known, or questioned."""
    found = [one for industry in case.standard.industries for one in _of_industry(case, industry)]
    ordered = sorted(found, key=lambda one: _degree(case, one[1]))
    worst = ordered[:WORST]
    best = ordered[len(worst) :][::-1][:BEST]
    return tuple(_fact(case, industry, one) for industry, one in (*worst, *best))


def _of_industry(case: Case, industry: Node) -> Iterator[tuple[Node, Indicator]]:
    """The worst known quantities of an industry, and its best."""
    known = [one for one in case.below(industry) if one.kind != "level" and case.rows[one.id]["value"] is not None]
    ordered = sorted(known, key=lambda one: _degree(case, one))
    yield from ((industry, one) for one in ordered[:OF_EACH])
    yield from ((industry, one) for one in ordered[OF_EACH:][-1:])


def _degree(case: Case, indicator: Indicator) -> float:
    """For the order; a figure that is questioned has none, and stands in the middle."""
    found = case.rows[indicator.id]["degree"]
    return 50.0 if found is None else float(found)


def _fact(case: Case, industry: Node, indicator: Indicator) -> Fact:
    leaf, language = leaf_of(case, indicator), case.language
    return Fact(
        id=indicator.id,
        title=leaf.title,
        period=leaf.period or case.period,
        value=leaf.value or "–",
        against=_against(case, indicator),
        whose=_whose(leaf, language),
        source=leaf.source,
        industry=industry.title.text(language) or industry.id,
        findings=leaf.findings if leaf.state == "questioned" or leaf.findings else (),
    )


def _whose(leaf: Leaf, language: Language) -> str:
    if leaf.boundary:
        return text("facts.of", language, place=leaf.boundary)
    return text("facts.own", language)


def _against(case: Case, indicator: Indicator) -> str:
    """How the figure stands to the best goalpost: so many times a guideline that it exceeds, else the goal itself."""
    value, language = case.rows[indicator.id]["value"], case.language
    goal = indicator.low if indicator.direction == "lower" else indicator.high
    if goal is None or indicator.direction == "target":
        return ""
    rests_on = indicator.basis.partition("high:")[2]
    if indicator.direction == "lower" and GUIDELINE in rests_on and 0 < goal < value:
        times = value / goal
        return text("facts.times", language, times=number(times, language, 0 if times >= 10 else 1))
    return text("facts.goal", language, goal=f"{number(goal, language, 3)} {unit_of(indicator, language)}".strip())
