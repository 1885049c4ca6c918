"""Jobs that ended long ago, which the worker deletes."""

from datetime import timedelta

from django.conf import settings
from django.db.models.functions import Now

from qala.web.jobs.models import ACTIVE, Job

EVERY = 3600.0
"""Seconds between two looks."""
STEP = 200
"""Jobs that are deleted at once, so that nobody waits for long."""


def delete_some() -> int:
    """Deletes some of the jobs that ended before so many days; gives how many."""
    ended = Job.objects.exclude(state__in=ACTIVE).filter(finished_at__lt=Now() - timedelta(days=settings.JOB_DAYS))
    found = list(ended.order_by("id").values_list("pk", flat=True)[:STEP])
    return ended.filter(pk__in=found).delete()[0] if found else 0
