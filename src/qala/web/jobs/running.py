"""Running one job, in the process that is there for it."""

import json
import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import InterfaceError, OperationalError, connections
from structlog.contextvars import bound_contextvars

from qala.errors import QalaError
from qala.web.jobs import lease
from qala.web.jobs.kinds import Cancelled, Run, kind_of

LOG = logging.getLogger(__name__)


def run(held: lease.Claim) -> None:
    """Does the work and writes down how it ended, on a connection of its own. Where the job is lost, nothing counts."""
    with bound_contextvars(job=held.id, attempt=held.attempt, kind=held.kind):
        try:
            ended = _worked(held)
            connections.close_all()
            ended()
        except lease.Lost:
            LOG.warning("job %s, attempt %s: another worker has it; what it came to is dropped", held.id, held.attempt)
        finally:
            connections.close_all()


def told(error: QalaError) -> dict[str, Any]:
    """An error as it is kept, to be said in any language."""
    place = {"file": error.place.file, "row": error.place.row, "column": error.place.column}
    return {"key": error.code, "fields": {name: _plain(value) for name, value in error.fields.items()}, "place": place}


def _worked(held: lease.Claim) -> Callable[[], None]:
    try:
        result = kind_of(held.kind).work(Run(held))
        return partial(lease.finish, held, json.dumps(result, allow_nan=False))
    except lease.Lost:
        raise
    except Cancelled:
        return partial(lease.cancelled, held)
    except QalaError as error:
        return partial(lease.fail, held, told(error))
    except (OperationalError, InterfaceError):
        LOG.exception("job %s (%s) lost the database", held.id, held.kind)
        return partial(lease.died, held)
    except Exception:
        LOG.exception("job %s (%s) failed", held.id, held.kind)
        return partial(lease.fail, held, {"key": "jobs.broken", "fields": {}})


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | float | bool | None) else str(value)
