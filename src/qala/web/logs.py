"""What the site writes of itself: a line for each thing that happened, with the number of the request or the job."""

import re
from collections.abc import MutableMapping, Sequence
from typing import Any

import structlog
from structlog.typing import Processor

Line = MutableMapping[str, Any]
HIDDEN = "…"
_LONG = re.compile(r"[^/]{20,}")
"""Part of a path that is too long for a word."""


def logging_of(terminal: bool) -> dict[str, Any]:
    """How Python's logging is set up: for people where it goes to a terminal, else a JSON object a line (UTF-8)."""
    tracebacks: Processor = structlog.processors.format_exc_info
    shown: list[Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if terminal:
        shown += [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
    else:
        shown += [tracebacks, structlog.processors.JSONRenderer(ensure_ascii=False)]
    line = {"()": structlog.stdlib.ProcessorFormatter, "foreign_pre_chain": _told(), "processors": shown}
    quiet = {"handlers": ["stderr"], "level": "WARNING", "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": line},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "loggers": {
            "django": quiet,
            "qala": quiet,
            "qala.requests": quiet | {"level": "INFO"},
            "django.request": quiet | {"level": "ERROR"},  # what a visitor did wrong is in the line of the request
        },
    }


def _told() -> Sequence[Processor]:
    return (
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(allow=("method", "path", "status", "milliseconds", "bytes")),
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
        _without_secrets,
    )


def _without_secrets(_logger: Any, _method: str, line: Line) -> Line:
    """The address of a request may carry the secret of an invitation, or of a new password: it is not written down."""
    record = line.get("_record")
    request = getattr(record, "request", None)
    if request is not None and hasattr(request, "path"):
        line["event"] = str(line["event"]).replace(request.path, shown_path(request))
    return line


def shown_path(request: Any) -> str:
    """The path of a request, without the secrets in it; of an address that there is not, without what could be one: a
    link may have lost a letter on its way.
    """
    path: str = request.path
    match = getattr(request, "resolver_match", None)
    if match is None:
        return _LONG.sub(HIDDEN, path)
    for name in ("secret", "key", "uidb36"):
        said = match.kwargs.get(name)
        path = path.replace(said, HIDDEN) if isinstance(said, str) and said else path
    return path
