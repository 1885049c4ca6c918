"""The kinds of jobs: what an app registers in its module `jobs`.

    @kind("publish", title_key="publish.job", done_key="publish.job_done")
    def publish(run: Run) -> dict[str, Any]:
        for place, period in enumerate(run.arguments["periods"]):
            run.progress(place / 3, "publish.period", period=period)
            ...
        return {"path": "map/..."}

A job may be tried again after its process died in the middle: what it does twice has to come to the same as once.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from qala.web.jobs import lease

BETWEEN = 0.5
"""Seconds between two writes of progress."""


class Cancelled(Exception):
    """It was asked to cancel the job."""


class Run:
    """One try of a job, as its function meets it."""

    def __init__(self, held: lease.Claim) -> None:
        self._held = held
        self._told = -BETWEEN

    @property
    def arguments(self) -> Mapping[str, Any]:
        """What it was put in the queue with."""
        return self._held.arguments

    @property
    def attempt(self) -> int:
        """The number of this try: 1 for the first."""
        return self._held.attempt

    def progress(self, share: float, key: str, /, **fields: str | float) -> None:
        """Says how far it is, 0..1, in a text with its fields. Written twice a second at most, outside transactions.

        Raises Cancelled where that was asked for, and Lost where another worker has the job by now: let both pass.
        """
        now = time.monotonic()
        if now - self._told < BETWEEN or connection.in_atomic_block:
            return
        self._told = now
        if lease.tell(self._held, min(max(share, 0.0), 1.0), {"key": key, "fields": fields}):
            raise Cancelled


Work = Callable[[Run], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of jobs. title_key: a text, filled from the arguments; done_key: one, filled from the result, or blank.

    Where the result has a `path`, its page links to /LANGUAGE/path.
    """

    name: str
    work: Work
    title_key: str
    done_key: str
    max_attempts: int


_KINDS: dict[str, Kind] = {}


def kind(name: str, *, title_key: str, done_key: str = "", max_attempts: int = 3) -> Callable[[Work], Work]:
    """Registers a function as the work of a kind. Raises ValueError where another one has the name."""

    def registered(work: Work) -> Work:
        if name in _KINDS and _KINDS[name].work is not work:
            raise ValueError(name)
        _KINDS[name] = Kind(name, work, title_key, done_key, max_attempts)
        return work

    return registered


def kind_of(name: str) -> Kind:
    """The kind with a name. Raises KeyError."""
    return _KINDS[name]


def names() -> tuple[str, ...]:
    """The kinds that there are."""
    return tuple(sorted(_KINDS))
