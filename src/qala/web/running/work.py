"""The worker, the signing key and the newest backup."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from qala.web.jobs import services as jobs
from qala.web.publications import services as publications
from qala.web.running.models import Backup
from qala.web.running.said import Said

TOO_OLD = timedelta(days=7)
"""Of a backup."""


def worker() -> Iterator[Said]:
    """Whether somebody does the jobs."""
    queue = jobs.queue()
    told = {"workers": queue.workers, "waiting": queue.waiting, "running": queue.running, "failed": queue.failed}
    if queue.workers:
        yield Said("worker", "worker_ok", **told)
    elif queue.waiting or queue.running:
        yield Said("worker", "jobs_wait", "problem", **told)
    else:
        yield Said("worker", "no_worker", "warning")


def key() -> Iterator[Said]:
    """Whether the site can sign, with a key that is known and in nobody else's hands."""
    found = publications.keys.looked_at()
    if not found.there:
        published = publications.latest() is not None
        yield Said("key", "key_gone" if published else "key_not_yet", "problem" if published else "ok", file=found.file)
    elif not found.id:
        yield Said("key", "key_unreadable", "problem", file=found.file)
    elif found.open:
        yield Said("key", "key_open", "problem", file=found.file)
    elif found.state == "":
        yield Said("key", "key_unknown", "problem", key=found.id, file=found.file)
    elif found.state != "in-use":
        yield Said("key", "key_not_in_use", "problem", key=found.id, file=found.file)
    else:
        yield Said("key", "key_ok", key=found.id)


def backup(now: datetime | None = None) -> Iterator[Said]:
    """When the newest one was made."""
    newest = Backup.objects.first()
    if newest is None:
        yield Said("backup", "no_backup", "warning")
        return
    days = ((now or timezone.now()) - newest.at).days
    old = (now or timezone.now()) - newest.at > TOO_OLD
    told = {"at": f"{newest.at:%Y-%m-%d %H:%M} UTC", "file": newest.file, "days": days}
    yield Said("backup", "backup_old" if old else "backup_ok", "warning" if old else "ok", **told)
