"""The database: reached, of a version that will do, whole, and with the tables of this version."""

import sqlite3
from collections.abc import Iterator

from django.db import DatabaseError, connection

from qala.web.running import upgrading
from qala.web.running.said import Said


def look() -> Iterator[Said]:
    """What is to be said of it; where there is a problem, nothing further can be asked of it."""
    try:
        connection.ensure_connection()
        yield from _whole() if connection.vendor == "sqlite" else _version()
        yield from _migrations()
    except (DatabaseError, sqlite3.DatabaseError) as error:
        yield Said("database", "no_database", "problem", problem=" ".join(str(error).split()))


def _migrations() -> Iterator[Said]:
    found = upgrading.pending()
    if found.now:
        yield Said("database", "migrations_missing", "problem", count=len(found.now), names=", ".join(found.now[:5]))
    elif found.later:
        yield Said(
            "database", "upgrade_unfinished", "warning", count=len(found.later), names=", ".join(found.later[:5])
        )
    else:
        yield Said("database", "migrations_ok")


def _whole() -> Iterator[Said]:
    with connection.cursor() as cursor:
        mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
        faults = [row[0] for row in cursor.execute("PRAGMA quick_check(5)").fetchall()]
    if faults != ["ok"]:
        raise DatabaseError("; ".join(faults))
    if mode != "wal":
        yield Said("database", "sqlite_not_wal", "problem", mode=mode)
    else:
        yield Said("database", "sqlite_ok", version=sqlite3.sqlite_version)


def _version() -> Iterator[Said]:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        found = cursor.fetchone()
    yield Said("database", "postgresql_ok", version=str(found[0]) if found else "?")
