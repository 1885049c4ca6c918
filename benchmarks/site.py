"""The public site: pages from memory beside files of whitenoise and of granian; pages made anew; bytes of a view.

Rates are of `wrk` against the real server on the five cities; the time of a page made anew is that of the whole of
Django in one process, on assessments of random figures.
"""

import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import Any

from benchmarks.line import Line

PERIODS = tuple(str(year) for year in range(2010, 2020))
FIRST_VIEW, BUNDLE = 60.0, 320.0
GRANIAN = """
import sys
from pathlib import Path
from granian.constants import Interfaces
from granian.server import Server
Server("qala.web.wsgi:application", address="127.0.0.1", port=int(sys.argv[1]), interface=Interfaces.WSGI,
       workers=int(sys.argv[3]), log_enabled=False,
       static_path_route=["/s"], static_path_mount=[Path(sys.argv[2])]).serve()
"""


def lines() -> list[Line]:
    """All lines; the rates only where wrk is installed."""
    return [*_sizes_and_rates(), *_pages(20), *_pages(1000)]


def _sizes_and_rates() -> Iterator[Line]:
    with tempfile.TemporaryDirectory() as folder, _served(Path(folder), 8471) as address:
        page = _fetched(f"{address}/kk/")
        yield Line("first view, compressed", _first_view(address, page) / 1000, "aim", FIRST_VIEW, FIRST_VIEW, "kB")
        copy = Path(folder) / "static" / "bench" / "page.html"
        copy.parent.mkdir()
        copy.write_bytes(page)
        Path(f"{copy}.gz").write_bytes(gzip.compress(page, 6))
        kept, errors = _wrk(f"{address}/kk/", 32)
        crowd, lost = _wrk(f"{address}/kk/", 500)
    with tempfile.TemporaryDirectory() as other:
        (Path(other) / "static").mkdir()
        (Path(other) / "static" / "bench").mkdir()
        for end in ("", ".gz"):
            packed = gzip.compress(page, 6) if end else page
            (Path(other) / "static" / "bench" / f"page.html{end}").write_bytes(packed)
        with _served(Path(other), 8472) as address:
            whitenoise, _ = _wrk(f"{address}/static/bench/page.html", 32)
        (Path(other) / "static" / "bench" / "page.html").write_bytes(gzip.compress(page, 6))
        with _own_static(Path(other) / "static", 8473) as address:
            granian, _ = _wrk(f"{address}/s/bench/page.html", 32)
    yield Line("the Map from memory, time a page", 1 / kept, "whitenoise's static file", 1 / whitenoise, 1 / whitenoise)
    yield Line("the Map from memory, time a page", 1 / kept, "granian's static file", 1 / granian, 8 / granian)
    yield Line("500 visitors at once, time a page", 1 / crowd, "32 at once", 1 / kept)
    yield Line("500 visitors at once, errors", float(lost), "32 at once", float(errors or 1), 0.0, "")


@contextmanager
def _served(home: Path, port: int) -> Iterator[str]:
    environment = {**os.environ, "QALA_HOME": str(home), "DATABASE_URL": ""}
    command = [sys.executable, "-m", "qala", "serve", "--port", str(port)]
    with _running(command, environment, f"http://127.0.0.1:{port}", "/kk/") as address:
        yield address


@contextmanager
def _own_static(folder: Path, port: int) -> Iterator[str]:
    environment = {**os.environ, "QALA_HOME": str(folder.parent), "DATABASE_URL": ""}
    command = [sys.executable, "-c", GRANIAN, str(port), str(folder), str(os.cpu_count() or 1)]
    with _running(command, environment, f"http://127.0.0.1:{port}", "/s/bench/page.html") as address:
        yield address


@contextmanager
def _running(command: list[str], environment: dict[str, str], address: str, path: str) -> Iterator[str]:
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        for _ in range(600):
            if server.poll() is not None:
                raise RuntimeError(" ".join(command))
            try:
                _fetched(address + path)
                break
            except OSError:
                sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)


def _fetched(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - our own server
        content: bytes = answer.read()
    return content


def _first_view(address: str, page: bytes) -> int:
    """Bytes of a page with all that it loads, compressed by gzip."""
    wanted = set(
        re.findall(r'<(?:link rel="(?:stylesheet|icon)"|script|img)[^>]*?(?:href|src)="([^"]+)"', page.decode())
    )
    return len(gzip.compress(page, 6)) + sum(len(gzip.compress(_fetched(address + one), 6)) for one in wanted)


def _wrk(address: str, visitors: int) -> tuple[float, int]:
    """Pages a second, and errors."""
    command = ["wrk", "-t2", f"-c{visitors}", "-d5s", "-H", "Accept-Encoding: gzip", address]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    errors = sum(map(int, re.findall(r"(?:connect|read|write|timeout) (\d+)", said)))
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    return float(rate[1]) if rate else 0.0, errors + (int(refused[1]) if refused else 0)


def _pages(cities: int) -> Iterator[Line]:
    """The time of pages made anew; in a process of its own, since Django has one database for each."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "QALA_HOME": folder, "DATABASE_URL": "", "QALA_HOSTS": "testserver"}
        command = [sys.executable, "-m", "benchmarks.site", str(cities)]
        said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    aim = 0.04 if cities <= 20 else 0.15
    for name, (seconds, queries) in json.loads(said.splitlines()[-1]).items():
        about = f"{name}, {cities} cities x {len(PERIODS)} years x 100 indicators ({queries} queries)"
        yield Line(about, seconds, "aim", aim, aim)


def _measured(cities: int) -> dict[str, tuple[float, int]]:
    """Publishes random figures of so many cities; the time and the queries of each page."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "qala.web.settings"
    django.setup()
    from datetime import UTC, datetime

    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from qala.web.publications import services

    call_command("migrate", verbosity=0)
    services.publish(assessment_of(cities), datetime.now(UTC))
    client, found = Client(), {}
    for name, path in PAGES.items():
        client.get(path)
        times = []
        for _ in range(5):
            started = perf_counter()
            answer = client.get(path)
            times.append(perf_counter() - started)
        if answer.status_code != 200:
            raise ValueError(f"{path}: {answer.status_code}")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(path)
        found[name] = (median(times), len(asked))
    return found


PAGES = {
    "the Map": "/en/",
    "the Map in the order of a column": "/en/?sort=b1&period=2015",
    "a cell": "/en/why/a0/b1/",
}


def assessment_of(cities: int, seed: int = 7) -> Any:
    """Random figures of 100 indicators under 20 branches under 5 industries, one in fifty missing."""
    import numpy as np
    import polars as pl

    from benchmarks.assess import INDICATORS, standard
    from qala.areas.model import Area, Areas, Text
    from qala.engine import Settings, assess
    from qala.values.model import COLUMNS, NUMBERS, Values

    ids = [f"a{number}" for number in range(cities)]
    random = np.random.default_rng(seed)
    shape = (cities, len(PERIODS), INDICATORS)
    known = np.argwhere(random.random(shape) >= 0.02)
    blank = {name: (None if name in NUMBERS else "") for name in COLUMNS}
    area, period, fact = (known[:, axis] for axis in range(3))
    table = pl.DataFrame(
        {
            "area": np.array(ids)[area],
            "fact": np.array([f"i{one}" for one in range(INDICATORS)])[fact],
            "period": np.array(PERIODS)[period],
            "value": random.random(len(known)),
            "boundary": np.array(ids)[area],
            "status": "official",
            "source": "random figures",
        }
    )
    rest = [
        pl.lit(value, dtype=COLUMNS[name]).alias(name) for name, value in blank.items() if name not in table.columns
    ]
    values = Values.of(table.with_columns(rest).select(list(COLUMNS)))
    places = Areas(tuple(Area(one, Text(one, one, one), kind="city") for one in ids), ())
    return assess(standard(), values, Settings(PERIODS), places)


if __name__ == "__main__":
    print(json.dumps(_measured(int(sys.argv[1]))))
