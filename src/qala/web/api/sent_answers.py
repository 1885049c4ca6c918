"""Answers in JSON read row by row, and what is wrong with rows told."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from pydantic import ValidationError

from qala.errors import BadUse, Place, QalaError
from qala.texts import Language
from qala.values.form import Answer
from qala.web.api.problems import Refused, language_of, problem
from qala.web.api.schemas.rounds import SentAnswer
from qala.web.collection.services import sending, workbooks
from qala.web.refusals import status_of

MOST = 10_000
"""Rows at once."""
TOLD = 1000
"""Problems that are told; all are counted."""
SHOWN = 80


def rows_in(content: bytes) -> tuple[list[sending.Sent], list[sending.Wrong]]:
    """The rows of a list in JSON, counted from 1, and what is wrong with them. Raises Refused where it is no list."""
    try:
        told = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Refused(400, "no_rows") from error
    if not isinstance(told, list):
        raise Refused(400, "no_rows")
    if len(told) > MOST:
        raise Refused(400, "many_rows", most=MOST)
    rows: list[sending.Sent] = []
    wrong: list[sending.Wrong] = []
    for number, one in enumerate(told, 1):
        try:
            rows.append(sending.Sent(Place("", number), _told(SentAnswer.model_validate(one))))
        except ValidationError as error:
            wrong += _faults(error, number, one)
    return rows, wrong


def refused(request: HttpRequest, wrong: Sequence[sending.Wrong]) -> HttpResponse:
    """All that is wrong in one problem: 400 where a row cannot be read, else 404 where one is not theirs, else 409."""
    status = min(_status(one.error) for one in wrong)
    language = language_of(request)
    problems = [_problem(one, language) for one in wrong[:TOLD]]
    code = {400: "wrong_rows", 404: "rows_not_yours"}.get(status, "rows_changed")
    return problem(request, Refused(status, code, count=len(wrong)), status, problems)


def _told(one: SentAnswer) -> workbooks.Told:
    same = ("fact", "value", "numerator", "denominator", "reason", "quality", "evidence", "note")
    answer = Answer(**{name: getattr(one, name) for name in same})
    proof = None if one.proof is None else {str(name): said for name, said in one.proof.items()}
    return workbooks.Told(answer, one.given, one.explanation, proof, one.seen)


def _faults(error: ValidationError, number: int, row: Any) -> Iterator[sending.Wrong]:
    said = row.get("fact") if isinstance(row, dict) else None
    fact = said[:SHOWN] if isinstance(said, str) and said.isprintable() else ""
    for one in error.errors(include_url=False, include_context=False, include_input=False):
        name = str(one["loc"][0])[:SHOWN] if one["loc"] else ""
        place = Place("", number, name if name.isprintable() else "")
        if one["type"] == "extra_forbidden":
            yield sending.Wrong(fact, BadUse("api.row_no_field", place, known=", ".join(SentAnswer.model_fields)))
        else:
            key = "api.row_lacks" if one["type"] == "missing" else "api.row_not_so"
            yield sending.Wrong(fact, BadUse(key, place))


def _status(error: QalaError) -> int:
    return 404 if isinstance(error, sending.NotAsked) else status_of(error)


def _problem(one: sending.Wrong, language: Language) -> dict[str, Any]:
    """What is wrong, in one line whatever was sent."""
    place = one.error.place
    return {
        "detail": "".join(each if each.isprintable() else " " for each in one.error.text(language)),
        "code": one.error.code.removeprefix("api."),
        "fact": one.fact,
        "sheet": place.file,
        "row": place.row,
        "column": place.column,
    }
