"""What a site takes: room, memory and time for 20 and for 1,000 cities, and how much a publication adds.

Random figures of ten years and a hundred indicators, on SQLite; each count in a process of its own. The limit beside
the room is that of the figures themselves as a CSV file.
"""

import io
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from benchmarks.line import Line
from benchmarks.site import PERIODS, assessment_of

COUNTS = (20, 1000)
MB = 1e6


def lines() -> list[Line]:
    """All lines."""
    return [line for cities in COUNTS for line in _told(cities)]


def _told(cities: int) -> Iterator[Line]:
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "QALA_HOME": folder, "DATABASE_URL": ""}
        command = [sys.executable, "-m", "benchmarks.sizes", str(cities)]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
        said = json.loads(done.stdout.splitlines()[-1])
    about = f"{cities} cities x {len(PERIODS)} years x 100 indicators"
    csv = said["csv"] / MB
    yield Line(f"database after one publication, {about}", said["first"] / MB, "the figures as CSV", csv, None, "MB")
    yield Line(f"what another publication adds, {about}", said["second"] / MB, "the figures as CSV", csv, None, "MB")
    yield Line(f"a backup of both, {about}", said["backup"] / MB, "the figures as CSV", csv, None, "MB")
    yield Line(f"publishing, {about}", said["publish"], "assessing", said["assess"])
    yield Line(f"making a backup, {about}", said["backing"], "publishing", said["publish"])
    yield Line(
        f"memory at the most while publishing, {about}", said["memory"] / MB, "the figures as CSV", csv, None, "MB"
    )


def _measured(cities: int) -> dict[str, float]:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "qala.web.settings"
    django.setup()
    from datetime import UTC, datetime, timedelta

    from django.core.management import call_command
    from django.db import connection

    from qala.web.publications import services as publications
    from qala.web.running import services as running

    def size() -> int:
        with connection.cursor() as cursor:
            pages = cursor.execute("PRAGMA page_count").fetchone()[0]
            each: int = cursor.execute("PRAGMA page_size").fetchone()[0]
        return int(pages) * each

    call_command("migrate", verbosity=0)
    started = perf_counter()
    made = assessment_of(cities)
    assess, empty, now = perf_counter() - started, size(), datetime.now(UTC)
    started = perf_counter()
    publications.publish(made, now)
    publish, first = perf_counter() - started, size()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    publications.publish(assessment_of(cities, seed=2), now + timedelta(days=1))
    second = size()
    csv = io.BytesIO()
    publications.scanned(made["digest"], "values", {}).collect().write_csv(csv)
    started = perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        backup = running.back_up(Path(folder), now, False).stat().st_size
    backing = perf_counter() - started
    return {
        "first": first - empty, "second": second - first, "backup": backup, "csv": csv.tell(), "publish": publish,
        "assess": assess, "backing": backing, "memory": memory,
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(_measured(int(sys.argv[1]))))
