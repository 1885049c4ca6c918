"""What ended long ago, which the worker deletes: jobs, and sessions of people who never signed out."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
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


def delete_sessions() -> None:
    """Deletes sessions whose time is over, and where they were listed."""
    Session.objects.filter(expire_date__lt=Now()).delete()
    standing = Session.objects.values("session_key")
    UserSession.objects.filter(created_at__lt=Now() - timedelta(days=1)).exclude(session_key__in=standing).delete()
