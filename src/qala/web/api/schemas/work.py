"""Proposals and jobs."""

from datetime import datetime

from ninja import Schema
from pydantic import Field

from qala.texts import text


class Proposal(Schema):
    """An assessment that somebody wants published; state: open, approved, rejected or voided."""

    id: int
    digest: str
    standard: str
    edition: str
    periods: list[str]
    bases: list[str]
    proposed_by: str
    proposed_at: datetime
    note: str
    state: str
    decided_by: str | None
    decided_at: datetime | None
    reason: str


class Proposals(Schema):
    """Those that wait, then those last decided."""

    rows: list[Proposal]


class Job(Schema):
    """A piece of long work; state: queued, running, done, failed or cancelled; progress: 0 to 1."""

    id: int
    title: str
    state: str
    progress: float
    said: str
    error: str
    asked_by: str
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


class Jobs(Schema):
    """The newest jobs."""

    rows: list[Job]


class AskedPropose(Schema):
    """What goes with an assessment that is proposed."""

    note: str = Field("", max_length=4000, description=text("api.query_note", "en"))
