"""A PostgreSQL server of our own, many rows in it, and what the disk and the database alone take for a row."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import psycopg
from tests.served import postgresql

PAGE = 8192
"""Bytes that a database writes at once."""


def measured(module: str) -> dict[str, float]:
    """What a module prints that is run as a program, on an empty database that waits for its disk."""
    with tempfile.TemporaryDirectory() as folder, _database() as address:
        environment = {**os.environ, "QALA_HOME": folder, "DATABASE_URL": address, "QALA_HOSTS": "testserver"}
        command = [sys.executable, "-m", module]
        said = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout
    found: dict[str, float] = json.loads(said.splitlines()[-1])
    return found


def middle(times: int, work: Callable[[], object]) -> float:
    """The middle of the seconds that it takes."""
    found = []
    for _ in range(times):
        started = perf_counter()
        work()
        found.append(perf_counter() - started)
    return median(found)


def to_disk() -> float:
    """The seconds until a page lies on the disk: no committed answer can take less."""
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "page").open("wb") as file:

        def written() -> None:
            file.write(b"\0" * PAGE)
            file.flush()
            os.fsync(file.fileno())

        return middle(50, written)


def multiplied(row: Any, source: str, **own: str) -> None:
    """Stores a row again for each row that a part of SQL gives, with columns of its own in SQL."""
    from django.db import connection

    table = row._meta.db_table
    names = [one.column for one in row._meta.concrete_fields if not one.primary_key]
    told = ", ".join(own.get(name, f't."{name}"') for name in names)
    columns = ", ".join(f'"{name}"' for name in names)
    where = f"WHERE t.id = {row.pk}"
    said = f'INSERT INTO "{table}" ({columns}) SELECT {told} FROM "{table}" t, {source} {where}'  # noqa: S608 - ours
    with connection.cursor() as cursor:
        cursor.execute(said)


def settled() -> None:
    """Lets the database look at what it has, as it does by itself after a while."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


@contextmanager
def _database() -> Iterator[str]:
    with postgresql(durable=True) as port:
        server = f"postgresql://qala@127.0.0.1:{port}"
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute("CREATE DATABASE bench")
        yield f"{server}/bench"
