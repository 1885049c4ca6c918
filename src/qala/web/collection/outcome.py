"""What a round came to, as values: what was signed, and what verification made of it."""

from collections.abc import Iterable, Iterator
from typing import Any

import polars as pl
from django.db.models import F, Q, QuerySet

from qala.values.model import COLUMNS, Values
from qala.web.collection.figures import figures_of
from qala.web.collection.models import Answer, Question, Round, State
from qala.web.collection.states import SIGNED, VERIFIED

SOURCE = "round:{round}, question {question}, answer {answer}"
NUMBERS = ("value", "numerator", "denominator")


def outcome_of(one: Round, drafts: bool = False, area: str = "") -> Values:
    """The values of a round with the official figures of all periods. drafts: also of answers that nobody has signed;
    area: also those of one area.

    A signed answer is `declared`; an accepted one `verified` too, a corrected one `verified` with the corrected value;
    a rejected one `rejected`. An answer without a value is a reason and no value.
    """
    questions = one.questions.all() if drafts else one.questions.filter(Q(state__in=SIGNED) | Q(area=area))
    given = given_of(one, questions)
    return Values.of(pl.concat([figures_of(one.table, tuple(one.standards)).frame, given.frame]))


def given_of(one: Round, questions: QuerySet[Question]) -> Values:
    """The values that the standing answers of some questions of a round give."""
    return frame_of(_given(one, questions.exclude(version=0)))


def frame_of(rows: Iterable[dict[str, Any]]) -> Values:
    """Values from rows of which only some columns are said."""
    blank = {name: None if kind == pl.Float64 else "" for name, kind in COLUMNS.items()}
    return Values.of(pl.DataFrame([blank | row for row in rows], schema=COLUMNS))


def _given(one: Round, questions: QuerySet[Question]) -> Iterator[dict[str, Any]]:
    rows = {row.pk: row for row in questions}
    for answer in Answer.objects.filter(question__in=questions, number=F("question__version")):
        yield from rows_of(one, rows[answer.question_id], answer)


def rows_of(one: Round, question: Question, answer: Answer) -> Iterator[dict[str, Any]]:
    """The rows that an answer gives, by the state of its question."""
    told = {
        "area": question.area,
        "boundary": question.area,
        "fact": question.fact,
        "period": one.period,
        "quality": str(answer.quality or ""),
        "reason": answer.reason,
        "source": SOURCE.format(round=one.name, question=question.pk, answer=answer.number),
        "recorded_at": answer.at.date().isoformat(),
    }
    own = {name: getattr(answer, name) for name in NUMBERS}
    yield told | own | {"status": "rejected" if question.state == State.REJECTED else "declared"}
    if question.state in VERIFIED:
        same = own if question.verified == answer.value else {"value": question.verified}
        yield told | same | {"status": "verified"}
