"""The tables brought up to this version in two parts, so that the former version serves on while this one starts.

Changes that the former code can live with (new tables, new columns that may be blank) are made when a new version
starts. Those that it cannot (columns and tables that go) are in migrations that say `former_gone = True`; they wait
until somebody says that no former code runs any more. A database without any tables gets everything at once.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.management import call_command
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor

from qala.files.home import home

LOCK = 0x51616C61
"""The advisory lock of PostgreSQL that one migration at a time holds: "Qala"."""


@dataclass(frozen=True)
class Pending:
    """Migrations that are not applied, as "app name". now: when this version starts; later: when the former is gone."""

    now: tuple[str, ...]
    later: tuple[str, ...]


def pending() -> Pending:
    """What is to be done. Raises DatabaseError where the database does not answer."""
    return _sorted_out(MigrationExecutor(connection))


def start() -> None:
    """Makes what this version needs, and leaves what the former may need still."""
    with _alone():
        executor = MigrationExecutor(connection)
        found = _sorted_out(executor)
        if not found.later:
            call_command("migrate", verbosity=0)
            return
        last: dict[str, str] = {}
        for one in found.now:
            app, _, name = one.partition(" ")
            last[app] = name
        for app, name in last.items():
            call_command("migrate", app, name, verbosity=0)


def finish() -> tuple[str, ...]:
    """Makes all of it, what waited too; gives what was made."""
    with _alone():
        found = pending()
        call_command("migrate", verbosity=0)
    return (*found.now, *found.later)


def _sorted_out(executor: MigrationExecutor) -> Pending:
    plan = [one for one, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    fresh = not executor.loader.applied_migrations
    waiting: set[tuple[str, str]] = set()
    for one in plan:
        key = (one.app_label, one.name)
        before = executor.loader.graph.node_map[key].parents
        if not fresh and (getattr(one, "former_gone", False) or waiting & {node.key for node in before}):
            waiting.add(key)
    return Pending(_named(plan, waiting, False), _named(plan, waiting, True))


def _named(plan: list[Migration], waiting: set[tuple[str, str]], wanted: bool) -> tuple[str, ...]:
    return tuple(f"{one.app_label} {one.name}" for one in plan if ((one.app_label, one.name) in waiting) == wanted)


@contextmanager
def _alone() -> Iterator[None]:
    """One at a time, of all that start at once: on PostgreSQL wherever they run, on SQLite on its machine."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
        return
    home().mkdir(parents=True, exist_ok=True)
    with (home() / "migrating.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
