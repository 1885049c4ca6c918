"""What whoever watches over the site is told of it as figures."""

import shutil
from collections.abc import Iterator

from django.db import DatabaseError, InterfaceError
from prometheus_client.core import GaugeMetricFamily

from qala.files.home import home
from qala.web.jobs import services as jobs
from qala.web.publications import services as publications
from qala.web.running.models import Backup


def figures() -> Iterator[GaugeMetricFamily]:
    """How things are now; without its database only what needs none."""
    yield GaugeMetricFamily("qala_disk_free_bytes", "Room where QALA_HOME is.", shutil.disk_usage(home()).free)
    try:
        kept = list(_kept())
    except (DatabaseError, InterfaceError):
        kept = []
    yield GaugeMetricFamily("qala_database_up", "Whether the database answers.", bool(kept))
    yield from kept


def _kept() -> Iterator[GaugeMetricFamily]:
    queue = jobs.queue()
    states = GaugeMetricFamily("qala_jobs", "Jobs in the table by state.", labels=["state"])
    for state in ("waiting", "running", "failed"):
        states.add_metric([state], getattr(queue, state))
    yield states
    yield GaugeMetricFamily("qala_jobs_late", "Whether a job has waited long and no worker lives.", queue.waits)
    yield GaugeMetricFamily("qala_workers", "Workers that gave a sign of life.", queue.workers)
    standing = sum(one.withdrawn_at is None for one in publications.all_published())
    yield GaugeMetricFamily("qala_publications", "Publications that stand.", standing)
    newest = Backup.objects.first()
    if newest is not None:
        yield GaugeMetricFamily("qala_newest_backup_timestamp_seconds", "When it was made.", newest.at.timestamp())
