"""The addresses for who answers in a round: which rounds there are, what is asked, answering."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from qala.errors import QalaError
from qala.texts import Language
from qala.web.api import sent_answers
from qala.web.api.keys import COLLECT, Key
from qala.web.api.operations.common import need_known, own
from qala.web.api.problems import Refused, language_of, problem
from qala.web.api.schemas import rounds as shapes
from qala.web.collection import services as collection
from qala.web.collection.services import sending, workbooks
from qala.web.people import services as people
from qala.web.refusals import status_of

router = Router(tags=["rounds"])
XLSX = workbooks.XLSX
JSON = "application/json"


@router.get("", response=shapes.Rounds, operation_id="rounds", auth=Key(COLLECT))
def rounds(request: Any) -> HttpResponse:
    """Rounds in which the person of the key answers."""
    need_known(request)
    return own({"rows": [_round(one) for one in sending.rounds_of(people.rights(request))]})


@router.get("/{round}/areas/{place}/form", response=shapes.Form, operation_id="form", auth=Key(COLLECT))
def form(
    request: Any,
    round: shapes.Name,  # noqa: A002 - as the address calls it
    place: shapes.Name,
    query: Query[shapes.AskedForm],
) -> HttpResponse:
    """What the person of the key is asked about a place."""
    need_known(request, shapes.AskedForm.model_fields)
    wanted = _format(request, query.format)
    part = _part(request, round, place)
    if wanted == "json":
        return own(_form(part))
    language = language_of(request)
    name = workbooks.file_name(part.report, language)
    head = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(part.workbook(language), content_type=XLSX, headers=head | {"Content-Language": language})


@router.put(
    "/{round}/areas/{place}/answers",
    response=shapes.Changes,
    operation_id="answers",
    auth=Key(COLLECT),
    openapi_extra=shapes.body_of_answers(XLSX),
)
def answers(
    request: Any,
    round: shapes.Name,  # noqa: A002
    place: shapes.Name,
    query: Query[shapes.AskedAnswers],
) -> HttpResponse:
    """Takes all answers in the body, or none."""
    need_known(request, shapes.AskedAnswers.model_fields)
    if request.content_type not in (JSON, XLSX):
        raise Refused(415, "no_such_body")
    part = _part(request, round, place)
    content = request.read(workbooks.LIMIT + 1)
    if len(content) > workbooks.LIMIT:
        raise Refused(413, "too_large")
    try:
        return _taken(request, part, content, query.dry_run)
    except QalaError as error:
        return problem(request, error, error.status if isinstance(error, Refused) else status_of(error))


def _taken(request: Any, part: sending.Part, content: bytes, dry_run: bool) -> HttpResponse:
    """What the answers change, or all that is wrong with them."""
    by, language = request.auth, language_of(request)
    collection.require_open(part.report.round)
    if request.content_type == XLSX:
        rows, wrong = sending.rows_in(part, by, content)
    else:
        rows, wrong = sent_answers.rows_in(content)
    looked = sending.look(part, rows, language)
    every = [*wrong, *looked.wrong]
    if every:
        return sent_answers.refused(request, every)
    struck = sending.struck_in(part, looked.changes)
    if not dry_run:
        workbooks.take(by, [one.kept for one in looked.changes], timezone.now())
    told = [_change(one, struck[one.question.fact], language, dry_run) for one in looked.changes]
    about = {"dry_run": dry_run, "round": part.report.round.name, "area": part.report.area}
    return own({**about, "unchanged": len(rows) - len(told), "rows": told})


def _part(request: HttpRequest, name: str, area: str) -> sending.Part:
    found = sending.part_of(people.rights(request), name, area)
    if found is None:
        raise Refused(404, "no_form")
    return found


def _format(request: HttpRequest, asked: str | None) -> str:
    """What `format` says, else what Accept prefers. Raises Refused where that is none of both."""
    if asked:
        return asked
    preferred = request.get_preferred_type([JSON, XLSX])
    if preferred is None:
        raise Refused(406, "no_such_form")
    return "json" if preferred == JSON else "xlsx"


def _round(one: Any) -> dict[str, Any]:
    row, places = one.round, collection.places_of(one.round.table)
    same = ("name", "title", "standards", "period", "stage", "fictional")
    counts = ("area", "asked", "waiting", "returned", "minutes")
    return {
        **{name: getattr(row, name) for name in same},
        "answer_until": row.answer_until.isoformat(),
        "areas": [
            {**{name: getattr(share, name) for name in counts}, "name": _name(places, share.area, row.period)}
            for share in one.shares
        ],
    }


def _name(places: Any, area: str, period: str) -> dict[str, str]:
    said = places.name(area, period)
    return {"kk": said.kk, "ru": said.ru, "en": said.en}


def _form(part: sending.Part) -> dict[str, Any]:
    one = part.report.round
    return {
        "round": one.name,
        "period": one.period,
        "area": part.report.area,
        "name": _name(collection.places_of(one.table), part.report.area, one.period),
        "rows": list(collection.asked_rows.asked_rows(part)),
    }


def _change(
    one: workbooks.Change, struck: tuple[collection.Struck, ...], language: Language, dry_run: bool
) -> dict[str, Any]:
    readiness, explained = collection.readiness, bool(one.draft.explanation)
    checks = [
        {"rule": each.rule, "severity": each.severity, "said": each.said[language],
         "explain": readiness.wants_words(each) and not explained}
        for each in struck
    ]  # fmt: skip
    return {
        "fact": one.question.fact,
        "title": one.title,
        "before": one.before,
        "after": one.after,
        "seen": one.seen if dry_run else one.seen + 1,
        "checks": checks,
        "lacks": list(readiness.lacked_by(one.question, one.draft, struck)),
    }
