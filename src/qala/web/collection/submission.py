"""What an area signs: its answers as a canonical document, and what they do to the Map."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import F

from qala.engine import Settings, assess
from qala.publish.chain import Head
from qala.publish.statement import Order, Submission, SubmittedAnswer, SubmittedEffect
from qala.values.model import Values
from qala.web.collection.method import places_of, standard_named
from qala.web.collection.models import Answer, Attachment, Question, Report, State
from qala.web.collection.outcome import outcome_of
from qala.web.collection.states import SIGNED
from qala.web.collection.struck import struck_of
from qala.web.ledger import services as ledger

BASIS = "declared"
TOLD = SIGNED | {State.ANSWERED}
"""States of the questions whose answers a statement tells."""
NEEDS_WORDS = frozenset({"serious", "ask"})
"""Severities of checks that want an explanation before an answer is signed."""


@dataclass(frozen=True)
class Moment:
    """When a statement is made: the time, the head of the round's chain, and the order of an acting official."""

    made_at: str
    head: Head
    order: Order | None = None


def moment(report: Report, at: datetime, order: Order | None = None) -> Moment:
    """The moment it is, to the second."""
    heads = ledger.heads(report.round.chain)
    head = heads[0] if heads else Head(report.round.chain, 0, "")
    return Moment(at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), head, order)


def submission_of(report: Report, at: Moment) -> Submission:
    """All that is answered in a report, whoever signed it already, with its effect on the Map."""
    one = report.round
    return Submission(
        round=one.name,
        standards=tuple(one.standards),
        period=one.period,
        area=report.area,
        area_name=places_of(one.table).name(report.area, one.period),
        answers=tuple(answers_of(report)),
        effects=tuple(effects_of(report)),
        ledger=at.head,
        made_at=at.made_at,
        order=at.order,
    )


def answers_of(report: Report) -> Iterator[SubmittedAnswer]:
    """The answers that stand, by fact."""
    questions = report.questions.filter(state__in=TOLD)
    facts = dict(questions.values_list("pk", "fact"))
    proofs = _proofs(questions)
    for answer in Answer.objects.filter(question__in=questions, number=F("question__version")).order_by(
        "question__fact"
    ):
        files, links = proofs.get(answer.question_id, ((), ()))
        yield SubmittedAnswer(
            fact=facts[answer.question_id],
            value=answer.value,
            numerator=answer.numerator,
            denominator=answer.denominator,
            reason=answer.reason,
            quality=answer.quality,
            source=answer.note,
            evidence=files,
            links=links,
            version=answer.number,
            by=answer.by_id,
        )


def effects_of(report: Report) -> Iterator[SubmittedEffect]:
    """The whole and the industries of the area: on what is signed so far, and with what is answered now."""
    one = report.round
    before, after = outcome_of(one), outcome_of(one, area=report.area)
    for name in one.standards:
        told = [_degrees(name, values, report) for values in (before, after)]
        standard = standard_named(name)
        for node in (standard.root, *standard.industries):
            was, will = (rows.get(node.id, {}) for rows in told)
            yield SubmittedEffect(
                name, node.id, was.get("degree"), will.get("degree"), was.get("band") or "", will.get("band") or ""
            )


def unexplained(questions: Iterable[Question]) -> list[Question]:
    """Questions whose answer was struck by a check that wants an explanation, and has none."""
    standing = {row.pk: row for row in questions}
    found = Answer.objects.filter(question__in=standing, number=F("question__version"), explanation="").exclude(
        struck=[]
    )
    return [
        standing[answer.question_id]
        for answer in found
        if any(one.severity in NEEDS_WORDS for one in struck_of(standing[answer.question_id], answer))
    ]


def _proofs(questions: Any) -> dict[int, tuple[tuple[str, ...], tuple[str, ...]]]:
    found: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for one in Attachment.objects.filter(question__in=questions, removed_at=None):
        files, links = found.get(one.question_id, ((), ()))
        found[one.question_id] = (
            (*files, *((one.evidence_id,) if one.evidence_id else ())),
            (*links, *((one.link,) if one.link else ())),
        )
    return found


def _degrees(name: str, values: Values, report: Report) -> dict[str, dict[str, Any]]:
    one = report.round
    made = assess(standard_named(name), values, Settings((one.period,), (BASIS,)), places_of(one.table))
    return {row["node"]: row for row in made["nodes"] if row["area"] == report.area and row["period"] == one.period}
