"""All that is known of one value, side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from qala.insight import Stake
from qala.insight.doubt import Doubt
from qala.publish.indicators.passport import Passport, passport_of
from qala.publish.naming import named
from qala.publish.reasons import unit_of
from qala.texts import Language
from qala.web.collection import services as collection
from qala.web.collection.services import Answer, Attachment, Question
from qala.web.verification.asked import Proof, proofs_of
from qala.web.verification.models import Appeal, Finding, Verdict
from qala.web.verification.signs import doubts_of, measured_in
from qala.web.verification.weighing import Weight, weights_of

PEERS = 200
"""So many other areas are shown at most."""


@dataclass(frozen=True)
class Hanging:
    """What a correction would do by one standard: the column it counts in, points won, lost, gone, bands that move."""

    standard: str
    column: str
    stake: Stake
    moves: tuple[str, ...]


@dataclass(frozen=True)
class Backing:
    """Evidence: its name, what it shows, its address where it can be opened, and whether that is on this site."""

    name: str
    about: str
    address: str
    own: bool
    gone: bool


@dataclass(frozen=True)
class Known:
    """Of a value: the indicator, the answer that stands, and what to hold against it."""

    asked: collection.Asked
    unit: str
    answer: Answer | None
    versions: tuple[Answer, ...]
    earlier: tuple[tuple[Question, Answer | None], ...]
    peers: tuple[tuple[Question, Answer], ...]
    measured: float | None
    struck: tuple[collection.Struck, ...]
    backing: tuple[Backing, ...]
    proofs: tuple[Proof, ...]
    doubt: Doubt | None
    weight: Weight | None
    hanging: tuple[Hanging, ...]
    passport: Passport | None
    verdicts: tuple[Verdict, ...]
    appeals: tuple[Appeal, ...]
    findings: tuple[Finding, ...]


def known_of(question: Question, language: Language) -> Known:
    """All of it, as it is shown in a language."""
    one = question.round
    asked = collection.asked_of(tuple(one.standards))[question.fact]
    values = collection.outcome_of(one)
    versions = tuple(question.answers.select_related("by").order_by("-number"))
    answer = next((each for each in versions if each.number == question.version), None)
    weight = weights_of(one, values, frozenset({question.area})).get((question.area, question.fact))
    return Known(
        asked=asked,
        unit=unit_of(asked.indicator, language),
        answer=answer,
        versions=versions,
        earlier=tuple(_earlier(question)),
        peers=tuple(_peers(question)),
        measured=measured_in(values, one.period).get((question.area, question.fact)),
        struck=collection.struck_of(question, answer) if answer else (),
        backing=tuple(_backing(question, language)),
        proofs=proofs_of(asked.indicator.kind, answer.value, answer.proof) if answer else (),
        doubt=doubts_of(one, values, (question.fact,)).get(question.pk),
        weight=weight,
        hanging=tuple(_hanging(weight, language)) if weight else (),
        passport=passport_of(asked.standard.files, asked.indicator.id, language),
        verdicts=tuple(Verdict.objects.filter(question=question).select_related("by")),
        appeals=tuple(Appeal.objects.filter(question=question).select_related("by", "decided_by")),
        findings=tuple(Finding.objects.filter(question=question)),
    )


def _earlier(question: Question) -> Iterator[tuple[Question, Answer | None]]:
    """The same fact of the same area in the rounds before, the newest first."""
    rows = Question.objects.filter(area=question.area, fact=question.fact, round__table=question.round.table)
    for row in rows.filter(round__lt=question.round_id).select_related("round").order_by("-round"):
        yield row, row.answers.filter(number=row.version).first()


def _peers(question: Question) -> Iterator[tuple[Question, Answer]]:
    """What the other areas of the round have signed."""
    rows = Question.objects.filter(round=question.round_id, fact=question.fact, state__in=collection.SIGNED)
    for row in rows.exclude(pk=question.pk).order_by("area")[:PEERS]:
        answer = row.answers.filter(number=row.version).first()
        if answer is not None:
            yield row, answer


def _backing(question: Question, language: Language) -> Iterator[Backing]:
    for row in Attachment.objects.filter(question=question).order_by("id"):
        address = _address(row, language)
        yield Backing(row.name, row.about, address, own=bool(row.evidence_id), gone=row.removed_at is not None)


def _address(row: Attachment, language: Language) -> str:
    """Where evidence is opened; blank where it cannot be."""
    if not row.evidence_id:
        return row.link if row.link.startswith(("https://", "http://")) else ""
    try:
        return reverse("evidence", args=[language, row.pk])
    except NoReverseMatch:
        return ""


def _hanging(weight: Weight, language: Language) -> Iterator[Hanging]:
    for name, stake in weight.stakes:
        standard = collection.standard_named(name)
        moves = tuple(named(standard.node[node], language) for node in stake.moves)
        yield Hanging(name, named(standard.node[stake.industry], language), stake, moves)
