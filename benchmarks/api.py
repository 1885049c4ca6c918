"""The API: a page out of a million values, the whole table as Parquet beside DuckDB, what a key costs.

Times are of the whole of Django in one process, as the site asks it.
"""

import json
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any
from unittest.mock import patch

from benchmarks.line import Line

AREAS, FACTS, PERIODS = 1000, 100, 10
ROOT = "/api/v1/publications/latest"


def lines() -> list[Line]:
    """All lines."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "QALA_HOME": folder,
            "DATABASE_URL": "",
            "QALA_HOSTS": "testserver",
            "QALA_API_ADDRESS_LIMIT": "1000000",
            "QALA_API_KEY_LIMIT": "1000000",
        }
        command = [sys.executable, "-m", "benchmarks.api"]
        said = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout
    found = json.loads(said.splitlines()[-1])
    count = f"{found['rows']:,} values"
    pages = [
        Line(f"a page of {count}, {name}", found[name], "aim", 0.05, 0.05)
        for name in ("by fact", "by area and period", "unfiltered")
    ]
    return [
        *pages,
        Line(f"{count} as Parquet, the first time", found["first"], "DuckDB", found["duckdb"]),
        Line(f"{count} as Parquet", found["parquet"], "DuckDB", found["duckdb"], 2 * found["duckdb"]),
        Line("an answer with a key", found["with key"], "without", found["without"], found["without"] + 0.003),
        Line("a page of work", found["page"], "already known who asks", found["known"], found["known"] + 0.003),
    ]


def _timed(work: Callable[[], object]) -> float:
    return median(_once(work) for _ in range(15))


def _by_turns(work: Callable[[], object], *told: Callable[[], AbstractContextManager[object]]) -> tuple[float, float]:
    """The median of the work, and of the same with what it finds out told to it: one after the other, 201 times."""
    found, known = [], []
    for _ in range(201):
        found.append(_once(work))
        with ExitStack() as stack:
            for one in told:
                stack.enter_context(one())
            known.append(_once(work))
    return median(found), median(known)


def _once(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def _measured() -> dict[str, float]:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "qala.web.settings"
    django.setup()
    logging.getLogger("qala.requests").setLevel("WARNING")
    from django.core.management import call_command
    from django.test import Client

    call_command("migrate", verbosity=0)
    _store()
    client = Client()

    def whole(path: str, **headers: str) -> bytes:
        answer = client.get(path, headers=headers)
        body: bytes = answer.getvalue() if answer.streaming else answer.content
        if answer.status_code != 200:
            raise ValueError(f"{path}: {answer.status_code}")
        return body

    started = perf_counter()
    table = whole(f"{ROOT}/values?format=parquet")
    found = {"first": perf_counter() - started, "parquet": _timed(lambda: whole(f"{ROOT}/values?format=parquet"))}
    for name, query in (("by fact", "fact=i7"), ("by area and period", "area=a7&period=2012"), ("unfiltered", "")):
        whole(f"{ROOT}/values?limit=100&{query}")
        found[name] = _timed(lambda query=query: whole(f"{ROOT}/values?limit=100&{query}"))  # type: ignore[misc]
    secret = _key()
    with_key = _with_key(lambda: whole("/api/v1/jobs/1", Authorization=f"Bearer {secret}"))
    return found | with_key | _page_of_work() | _duckdb(table)


def _store() -> None:
    """A publication of random figures: its values in full, its degrees of the areas and indicators that make them."""
    from datetime import UTC, datetime

    from qala.web.publications import services

    services.publish(_assessment(), datetime.now(UTC))


def _assessment() -> Any:
    """Random figures of 100 facts; two areas are assessed, the others are places whose values are there."""
    import numpy as np
    import polars as pl

    from benchmarks.assess import standard
    from qala.areas.model import Area, Areas, Text
    from qala.engine import Settings, assess
    from qala.values.model import COLUMNS, NUMBERS, Values

    ids = [f"a{number}" for number in range(AREAS)]
    years = [str(2010 + one) for one in range(PERIODS)]
    area, fact, period = (axis.ravel() for axis in np.indices((AREAS, FACTS, PERIODS)))
    table = pl.DataFrame(
        {
            "area": np.array(ids)[area],
            "fact": np.array([f"i{one}" for one in range(FACTS)])[fact],
            "period": np.array(years)[period],
            "value": np.random.default_rng(7).random(len(area)),
            "boundary": np.array(ids)[area],
            "status": "official",
            "source": "random figures",
        }
    )
    blank = {name: (None if name in NUMBERS else "") for name in COLUMNS}
    absent = {name: value for name, value in blank.items() if name not in table.columns}
    rest = [pl.lit(value, dtype=COLUMNS[name]).alias(name) for name, value in absent.items()]
    values = Values.of(table.with_columns(rest).select(list(COLUMNS)))
    kinds = ["city", "city", *["region"] * (AREAS - 2)]
    places = Areas(tuple(Area(one, Text(one, one, one), kind=kind) for one, kind in zip(ids, kinds, strict=True)), ())
    return assess(standard(), values, Settings((years[-1],)), places)


def _key() -> str:
    from datetime import timedelta

    from django.utils import timezone

    from qala.web.api.keys import SCOPES, make
    from qala.web.people.services import add

    now = timezone.now()
    person = add("robot", "Robot", ["method_team"], "a long walk in the steppe")
    return make(person, "robot", SCOPES, now.date() + timedelta(days=2), now)[1]


def _with_key(ask: Callable[[], object]) -> dict[str, float]:
    """An answer to a key; and the same where nobody has to find out whose it is and what they may do."""
    from qala.web.people.services import Person, rights_of

    rights = rights_of(Person.objects.get(username="robot"))
    found, known = _by_turns(ask, lambda: patch("qala.web.api.keys.rights_with", return_value=rights))
    return {"with key": found, "without": known}


def _page_of_work() -> dict[str, float]:
    """A page for somebody signed in; and the same where who asks and what they may do is told to it."""
    from django.test import Client

    from qala.web.people.services import Person, rights_of

    person, client = Person.objects.get(username="robot"), Client()
    client.force_login(person)
    rights = rights_of(person)

    def page() -> None:
        client.get("/en/work/organisations/")

    found, known = _by_turns(
        page,
        lambda: patch("django.contrib.auth.middleware.get_user", return_value=person),
        lambda: patch("qala.web.people.services.rights_of", return_value=rights),
    )
    return {"page": found, "known": known}


def _duckdb(table: bytes) -> dict[str, float]:
    """How long DuckDB takes to write the same table from its own memory."""
    import duckdb

    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "source.parquet", Path(folder) / "target.parquet"
        source.write_bytes(table)
        database = duckdb.connect()
        database.read_parquet(str(source)).create("said")
        count = database.sql("SELECT count(*) FROM said").fetchall()[0][0]
        seconds = _timed(lambda: database.table("said").write_parquet(str(target)))
    return {"duckdb": seconds, "rows": count}


if __name__ == "__main__":
    print(json.dumps(_measured()))
