"""What was corrected of figures that a round collected and a publication shows: by verification, by appeals, by
findings, by who signed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from qala.web.collection import services as collection
from qala.web.collection.services import Answer, Question
from qala.web.ledger import services as ledger
from qala.web.publications import services as publications
from qala.web.publications.services import Published
from qala.web.verification.services import Appeal, Finding, Verdict

SOURCE = re.compile(r"round:(?P<round>[a-z0-9-]+), question (?P<question>\d{1,18}), answer \d+")
"""How the source of a figure names the round that it is of."""
VERDICTS = {"correct": "corrected", "return": "returned", "reject": "rejected"}


@dataclass(frozen=True)
class Figure:
    """A value of a round that is published: where it is from, and what it is."""

    round: str
    question: int
    area: str
    fact: str
    period: str
    value: float | None


@dataclass
class Asked:
    """A question whose figures are published: the newest publication of them, and all values that are published."""

    digest: str
    standard: str
    area: str
    fact: str
    values: set[float | None] = field(default_factory=set)


@dataclass(frozen=True)
class Event:
    """Something that was decided of a signed answer. number: of the answer; value: what it came to, where that was
    decided at the same time.
    """

    id: str
    kind: str
    question: int
    number: int
    at: datetime
    why: str
    value: float | None = None


@dataclass(frozen=True)
class Line:
    """As Correction has it."""

    id: str
    kind: str
    at: datetime
    standard: str
    digest: str
    area: str
    fact: str
    period: str
    before: float | None
    after: float | None
    why: Mapping[str, str]


def corrected(every: Sequence[Published]) -> Iterator[Line]:
    """All lines of what is published, in no order; every: the publications, the newest first."""
    asked: dict[int, Asked] = {}
    rounds = set()
    for one in every:
        for figure in figures_in(one.digest):
            rounds.add(figure.round)
            new = Asked(one.digest, one.standard, figure.area, figure.fact)
            asked.setdefault(figure.question, new).values.add(figure.value)
    events: dict[int, list[Event]] = {}
    for event in sorted(_events(rounds) if rounds else (), key=lambda event: event.at):
        if event.question in asked:
            events.setdefault(event.question, []).append(event)
    rows = Answer.objects.filter(question__in=events).values_list("question", "number", "value")
    answers = {(question, number): value for question, number, value in rows}
    for row in Question.objects.filter(pk__in=events).select_related("round"):
        about = asked[row.pk]
        if (row.area, row.fact) == (about.area, about.fact):  # else the publication came from another site
            yield from (_line(place, events[row.pk], about, row, answers) for place in range(len(events[row.pk])))


@lru_cache(maxsize=32)
def figures_in(digest: str) -> tuple[Figure, ...]:
    """The values of rounds that a publication rests on: what is published never changes."""
    table = publications.table(digest)
    found = []
    for place, source in enumerate(table["source"]):
        named = SOURCE.fullmatch(source)
        if named:
            told = (table[name][place] for name in ("area", "fact", "period", "value"))
            found.append(Figure(named["round"], int(named["question"]), *told))
    return tuple(found)


def _line(
    place: int, events: Sequence[Event], asked: Asked, row: Question, answers: Mapping[tuple[int, int], float | None]
) -> Line:
    """One of the events of a question, which are in order. Values are told where they are published."""
    one, after = events[place], events[place].value
    earlier = (each.value for each in events[:place] if each.number == one.number and each.value is not None)
    before = [answers.get((row.pk, one.number)), *earlier][-1]
    if one.kind in ("returned", "reopened"):
        after = answers.get((row.pk, _next(one, row, events)))
    return Line(
        id=one.id,
        kind=one.kind,
        at=one.at,
        standard=asked.standard,
        digest=asked.digest,
        area=row.area,
        fact=row.fact,
        period=row.round.period,
        before=before if before in asked.values else None,
        after=after if after in asked.values else None,
        why={"": one.why},
    )


def _next(one: Event, row: Question, events: Sequence[Event]) -> int:
    """The number of the answer that was signed after one; 0 where none was yet."""
    later = (other.number for other in events if other.number > one.number)
    last = row.version if row.state in collection.SIGNED and row.version > one.number else 0
    return min(later, default=last)


def _events(rounds: Iterable[str]) -> Iterator[Event]:
    names = list(rounds)
    for verdict in Verdict.objects.filter(question__round__name__in=names, act__in=VERDICTS):
        kind = VERDICTS[verdict.act]
        about = (verdict.question_id, verdict.number, verdict.at, verdict.reason)
        yield Event(f"verdict-{verdict.pk}", kind, *about, value=verdict.value)
    for appeal in Appeal.objects.filter(question__round__name__in=names, outcome="granted"):
        at = appeal.decided_at or appeal.at
        about = (appeal.question_id, appeal.number, at, appeal.words)
        yield Event(f"appeal-{appeal.pk}", "granted", *about, value=appeal.value)
    for told in ledger.of_kind("reopened", [f"round/{name}" for name in names]):
        question, number = int(told.subject.partition(":")[2]), int(told.payload["number"])
        why = str(told.private.get("reason", ""))
        yield Event(f"reopened-{question}-{told.version}", "reopened", question, number, told.at, why)
    yield from _found(names)


def _found(names: Iterable[str]) -> Iterator[Event]:
    """Findings that are closed, where the value that they are about changed between."""
    rows = Finding.objects.filter(report__round__name__in=names, closed_at__isnull=False, question__isnull=False)
    for row in rows:
        answers = list(Answer.objects.filter(question=row.question_id, at__lte=row.closed_at).order_by("number"))
        first = [one for one in answers if one.at <= row.at]
        if first and answers[-1].value != first[-1].value:
            about = (first[-1].question_id, first[-1].number, row.closed_at or row.at, row.closing)
            yield Event(f"finding-{row.pk}", "found", *about, value=answers[-1].value)
