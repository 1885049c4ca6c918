"""The lease: how workers take jobs from the table, keep them, and give them back.

A claimed job is its worker's until `lease_until`; heartbeats move that on. A worker that dies stops doing so, and the
job is claimed again. Every write carries the number of its attempt: one that came too late changes nothing.
The database's own clock counts, so that workers on several machines agree.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection

from qala.web.jobs import queries

Given = str | int | float | None
Said = Mapping[str, Any]
"""A text to be said in any language: its key, its fields."""


class Lost(Exception):
    """This attempt is no longer the current one: nothing that it does counts."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A job that a worker holds. attempt: the number that its writes carry."""

    id: int
    kind: str
    arguments: Mapping[str, Any]
    attempt: int


def claim(worker: str, kinds: Collection[str]) -> Claim | None:
    """The oldest job of these kinds that is free, which from now on is the worker's; None where there is none."""
    if not kinds:
        return None
    free = [*kinds]
    for id_, kind, arguments, attempt in _rows(
        queries.CLAIM, worker, settings.JOB_LEASE, *free, *free, kinds=len(free)
    ):
        return Claim(id_, kind, json.loads(arguments), attempt)
    return None


def end_abandoned() -> list[int]:
    """Ends the jobs whose worker died and that are not tried again; gives their ids."""
    return [id_ for (id_,) in _rows(queries.ABANDON, json.dumps({"key": "jobs.abandoned", "fields": {}}))]


def beat(held: Claim) -> bool:
    """Moves the lease on; tells whether to cancel. Raises Lost."""
    return _mine(queries.BEAT, held, settings.JOB_LEASE)


def tell(held: Claim, share: float, said: Said) -> bool:
    """Says how far it is; tells whether to cancel. Raises Lost."""
    return _mine(queries.TELL, held, share, json.dumps(said))


def finish(held: Claim, result: str) -> None:
    """It is done. result: JSON. Raises Lost."""
    _mine(queries.END, held, "done", result, None, True)


def fail(held: Claim, error: Said) -> None:
    """It failed, and trying again would not help. Raises Lost."""
    _mine(queries.END, held, "failed", None, json.dumps(error), False)


def cancelled(held: Claim) -> None:
    """It ended because that was asked for. Raises Lost."""
    _mine(queries.END, held, "cancelled", None, None, False)


def give_back(held: Claim) -> None:
    """Its worker is being stopped: it waits again, without a try less. Raises Lost."""
    _mine(queries.GIVE_BACK, held)


def died(held: Claim) -> None:
    """The process that ran it died: it waits again, or failed where no try is left. Raises Lost."""
    _mine(queries.DIED, held, json.dumps({"key": "jobs.killed", "fields": {}}))


def _mine(query: str, held: Claim, *values: Given) -> bool:
    for (cancel_asked,) in _rows(query, *values, held.id, held.attempt):
        return bool(cancel_asked)
    raise Lost(held.id)


def _rows(query: str, *values: Given, kinds: int = 0) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(queries.for_database(query, connection.vendor, kinds), values)
        return list(cursor.fetchall())
