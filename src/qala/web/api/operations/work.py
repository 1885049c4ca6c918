"""The addresses that need a key: proposing, and what there is to do."""

from collections.abc import Callable
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router
from pydantic import Field

from qala.errors import QalaError
from qala.web.api.keys import PROPOSE, READ_WORK, Key
from qala.web.api.operations.common import need_known, own
from qala.web.api.problems import Refused, language_of, problem
from qala.web.api.schemas import work as shapes
from qala.web.jobs import services as jobs_services
from qala.web.people import services as people
from qala.web.proposals import services as proposals_services
from qala.web.refusals import NotAllowed, status_of

router = Router(tags=["work"])
COUNT = 50
"""Rows of a list."""
Number = Annotated[int, Field(ge=1, le=2**31 - 1)]
BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"type": "object", "title": "assessment.json"}}},
    }
}


@router.post(
    "/proposals", response={201: shapes.Proposal}, operation_id="propose", auth=Key(PROPOSE), openapi_extra=BODY
)
def propose(request: Any, query: Query[shapes.AskedPropose]) -> HttpResponse:
    """Opens a proposal with the assessment.json in the body."""
    need_known(request, shapes.AskedPropose.model_fields)
    content = request.read(proposals_services.LIMIT + 1)
    act = lambda: proposals_services.propose(request.auth, content, query.note, timezone.now())  # noqa: E731
    return _done(request, act)


@router.get("/proposals", response=shapes.Proposals, operation_id="proposals", auth=Key(READ_WORK))
def proposals(request: Any) -> HttpResponse:
    """Proposals that wait, and those last decided."""
    need_known(request)
    _need_duty(request)
    every = [*proposals_services.open_proposals(), *proposals_services.decided_proposals(COUNT)]
    return own({"rows": [_proposal(one) for one in every]})


@router.get("/proposals/{id}", response=shapes.Proposal, operation_id="proposal", auth=Key(READ_WORK))
def proposal(request: Any, id: Number) -> HttpResponse:  # noqa: A002 - its id
    """One proposal."""
    need_known(request)
    _need_duty(request)
    found = proposals_services.proposal_of(id)
    if found is None:
        raise Refused(404, "no_proposal", id=id)
    return own(_proposal(found))


@router.get("/jobs", response=shapes.Jobs, operation_id="jobs", auth=Key(READ_WORK))
def jobs(request: Any) -> HttpResponse:
    """The newest jobs."""
    need_known(request)
    _need_duty(request)
    return own({"rows": [_job(request, one) for one in jobs_services.recent(COUNT)]})


@router.get("/jobs/{id}", response=shapes.Job, operation_id="job", auth=Key(READ_WORK))
def job(request: Any, id: Number) -> HttpResponse:  # noqa: A002 - its id
    """One job."""
    need_known(request)
    _need_duty(request)
    found = jobs_services.find(id)
    if found is None:
        raise Refused(404, "no_job", id=id)
    return own(_job(request, found))


def _need_duty(request: HttpRequest) -> None:
    """What the pages of work show only to people with a duty. Raises NotAllowed."""
    if not people.rights(request).has("method_team", "publisher"):
        raise NotAllowed("people.needs_method_team_or_publisher")


def _done(request: HttpRequest, act: Callable[[], Any]) -> HttpResponse:
    try:
        return own(_proposal(act()), 201)
    except QalaError as error:
        return problem(request, error, status_of(error))


def _proposal(one: Any) -> dict[str, Any]:
    same = ("digest", "standard", "edition", "periods", "bases", "note", "state", "reason")
    return {
        "id": one.pk,
        **{name: getattr(one, name) for name in same},
        "proposed_by": one.proposed_by.name,
        "proposed_at": one.proposed_at.isoformat(),
        "decided_by": one.decided_by.name if one.decided_by else None,
        "decided_at": one.decided_at.isoformat() if one.decided_at else None,
    }


def _job(request: HttpRequest, one: Any) -> dict[str, Any]:
    told = jobs_services.shown(one, language_of(request))
    times = ("created_at", "started_at", "finished_at")
    return {
        **{name: getattr(told, name) for name in ("id", "title", "state", "said", "error", "asked_by")},
        "progress": told.share,
        **{name: (at := getattr(one, name)) and at.isoformat() for name in times},
    }
