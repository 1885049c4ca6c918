"""Jobs that are done once a day without anybody asking: an app registers in its module `jobs` when there is one to do.

@daily("remind")
def rounds_are_open() -> bool:
    ...
"""

from collections.abc import Callable
from datetime import datetime, time

from django.conf import settings
from django.utils import timezone

from qala.web.jobs import services
from qala.web.jobs.models import Job

EARLIEST = time(8)
"""When it is done, where the site shows its times: nobody wants letters at night."""
Wanted = Callable[[], bool]
_DAILY: dict[str, Wanted] = {}


def daily(kind: str) -> Callable[[Wanted], Wanted]:
    """Registers a function that says whether the job of a kind is worth putting in the queue today."""

    def registered(wanted: Wanted) -> Wanted:
        _DAILY[kind] = wanted
        return wanted

    return registered


def enqueue_due(now: datetime | None = None) -> None:
    """Puts in the queue what is due today and was not put there today."""
    local = (now or timezone.now()).astimezone(settings.SHOWN_ZONE)
    if local.time() < EARLIEST:
        return
    since = local.replace(hour=0, minute=0, second=0, microsecond=0)
    for kind, wanted in _DAILY.items():
        if wanted() and not Job.objects.filter(kind=kind, dedupe_key="daily", created_at__gte=since).exists():
            services.enqueue(kind, {}, dedupe_key="daily")
